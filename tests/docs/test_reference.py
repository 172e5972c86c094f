"""The reference pages are what the code says today, and leave nothing public out."""

import importlib
import inspect
import re

import pytest

from tests.architecture.test_imports import rooms
from tests.conftest import HOUSE
from tools.reference import PAGE_WRITERS

REFERENCE = HOUSE / "docs" / "reference"
PUBLIC = [
    *(f"jopoi.{room}" for room in rooms(HOUSE)),
    "jopoi.errors",
    "jopoi.files",
    "jopoi.loop",
    "jopoi.progress",
    "jopoi.words",
]


@pytest.mark.parametrize("page", PAGE_WRITERS)
def test_a_written_page_is_up_to_date(page):
    assert (REFERENCE / page).read_text() == PAGE_WRITERS[page](), "run `make docs` and commit the page"


@pytest.mark.parametrize("module", PUBLIC)
def test_every_public_name_is_documented(module):
    page = (REFERENCE / "python.md").read_text()
    missing = [name for name in importlib.import_module(module).__all__ if f"`{module}.{name}`" not in page]
    assert missing == []


@pytest.mark.parametrize("module", PUBLIC)
def test_every_public_name_has_a_docstring(module):
    offered = importlib.import_module(module)
    things = {name: getattr(offered, name) for name in offered.__all__}
    made_here = {n: t for n, t in things.items() if inspect.isfunction(t) or inspect.isclass(t)}
    assert [name for name, thing in made_here.items() if not thing.__doc__] == []


def test_every_setting_is_documented_and_every_documented_one_exists():
    source = (HOUSE / "src/jopoi_workbench/project/settings.py").read_text()
    read = set(re.findall(r"""env\.\w+\(\s*"([A-Z_]+)\"""", source))
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", (REFERENCE / "settings.md").read_text(), re.M))
    assert read == told
