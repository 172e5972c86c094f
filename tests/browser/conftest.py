"""One browser for all browser tests, a workbench to look at and one to work in; windows for each test."""

import json
import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.browsing import QUIET, Visitors, chromium_path
from tests.browser.live import Workbench
from tests.conftest import HOUSE


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium with a fresh profile."""
    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def loaded(tmp_path_factory):
    """The folder of a workbench with the worked example in it; computed once, copied for each."""
    folder = tmp_path_factory.mktemp("loaded") / "data"
    Workbench(folder).load()
    return folder


@pytest.fixture(scope="session")
def workbench(loaded, tmp_path_factory):
    """The worked example, served with a worker, to work in."""
    yield from running(loaded, tmp_path_factory.mktemp("workbench") / "data", worker=True)


@pytest.fixture(scope="session")
def example(loaded, tmp_path_factory):
    """The same to look at, with the cast in it; nothing changes there, so pictures stay the same."""
    yield from running(loaded, tmp_path_factory.mktemp("example") / "data", worker=False)


def running(loaded, folder, *, worker):
    shutil.copytree(loaded, folder)
    workbench = Workbench(folder)
    try:
        workbench.start(worker=worker)
        yield workbench
    finally:
        workbench.stop()


@pytest.fixture(scope="session")
def cast(example):
    """The numbers of what `tests.browser.cast` added to the example."""
    return json.loads(example.python("-m", "tests.browser.cast"))


@pytest.fixture(scope="session")
def door_of_the_workbench(browser, workbench):
    return Visitors(browser, workbench.address)


@pytest.fixture(scope="session")
def door_of_the_example(browser, example):
    return Visitors(browser, example.address)


@pytest.fixture
def visitors(door_of_the_workbench):
    """Windows to work in: no script error, broken policy or request to another host may occur."""
    yield door_of_the_workbench
    assert door_of_the_workbench.leave() == []


@pytest.fixture
def readers(door_of_the_example, cast):
    """Windows to look through, held to the same."""
    yield door_of_the_example
    assert door_of_the_example.leave() == []


@pytest.fixture(scope="session")
def pictures():
    """Where screenshots go; ignored by git."""
    folder = HOUSE / "screenshots"
    folder.mkdir(exist_ok=True)
    return folder
