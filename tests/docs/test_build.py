"""The documentation builds, and a warning is an error."""

import re
import shutil
import subprocess
import sys

import pytest

from tests.conftest import HOUSE


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The built pages, made in a folder of their own."""
    folder = tmp_path_factory.mktemp("docs")
    shutil.copy(HOUSE / "zensical.toml", folder)
    shutil.copytree(HOUSE / "docs", folder / "docs")
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--clean"]
    answer = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return folder / "site"


def test_every_page_is_built(site):
    for page in (HOUSE / "docs").rglob("*.md"):
        built = page.relative_to(HOUSE / "docs").with_suffix("")
        folder = built.parent if built.name == "index" else built
        assert (site / folder / "index.html").exists()


def test_every_page_stands_in_the_navigation():
    listed = set(re.findall(r'"([\w/-]+\.md)"', (HOUSE / "zensical.toml").read_text()))
    assert listed == {str(path.relative_to(HOUSE / "docs")) for path in (HOUSE / "docs").rglob("*.md")}


def test_the_site_asks_nothing_of_another_machine(site):
    asked = re.compile(r"""<(?:script|link rel="stylesheet"|img)[^>]+(?:src|href)="(?:https?:)?//""")
    assert [page.name for page in site.rglob("*.html") if asked.search(page.read_text())] == []
