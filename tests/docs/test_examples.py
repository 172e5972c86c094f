"""What the documentation shows works: its Python runs, its commands and targets exist."""

import re
import subprocess
import sys
from functools import cache

import pytest

from tests.conftest import HOUSE

PAGES = sorted([*HOUSE.glob("*.md"), *HOUSE.glob("docs/**/*.md")])
NAMES = [str(page.relative_to(HOUSE)) for page in PAGES]
every_page = pytest.mark.parametrize("page", PAGES, ids=NAMES)


def fences(page, language):
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(), re.S | re.M)


def commands(page, program):
    """What a page hands to a program, call by call, continued lines joined."""
    lines = "\n".join(fences(page, "console")).replace("\\\n", " ").splitlines()
    called = re.compile(rf"\$ (?:\.venv/bin/)?{program} (.*)")
    return [found[1].split() for line in lines if (found := called.match(line))]


@every_page
def test_python_examples_run(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = {"__name__": "example"}
    for number, code in enumerate(fences(page, "python")):
        exec(compile(code, f"{page.name}, example {number}", "exec"), names)  # noqa: S102 - our own pages


@every_page
def test_console_examples_use_commands_and_options_that_exist(page):
    for words in commands(page, "jopoi"):
        chain = [word for word in words if re.fullmatch(r"[a-z]+", word)][:2]
        known = help_of(*chain)
        for option in [word for word in words if word.startswith("--")]:
            assert option in known, f"jopoi {' '.join(chain)} has no {option}"


@cache
def help_of(*chain):
    code = "import sys; from jopoi.cli import main; sys.argv[0] = 'jopoi'; main()"
    answer = subprocess.run(
        [sys.executable, "-c", code, *chain, "--help"], capture_output=True, text=True, check=True
    )
    return set(re.findall(r"--[a-z][a-z-]*", answer.stdout))


@every_page
def test_make_targets_exist(page):
    targets = set(re.findall(r"^([a-z]+):", (HOUSE / "Makefile").read_text(), re.M))
    asked = set(re.findall(r"(?:^\$ |`)make ([a-z]+)", page.read_text(), re.M))
    assert asked - targets == set()


@every_page
def test_links_to_files_lead_somewhere(page):
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []
