"""Files are small, and hold nothing that belongs to one machine or to another day."""

import re
import subprocess

import pytest

from tests.conftest import HOUSE

SOURCES = sorted(
    path for path in (HOUSE / "src").rglob("*.py") if "migrations" not in path.relative_to(HOUSE).parts
)
STOP, SIGNAL = 500, 300
REGISTRIES = ("py" + "pi.org", "pythonhosted" + ".org", "npmjs" + ".org", "registry." + "npmjs")
MACHINE = re.compile(r"(?<![\w.])/(?:home|root|work|Users|mnt)/\w")
LATER = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")
NOQA = re.compile(r"# no" + r"qa(?!: [A-Z]+\d+(?:, ?[A-Z]+\d+)*\s+-\s+\w)")
VENDORED = re.compile(r"/static/.*(?:vendor|\.min\.)|\.lock$|^LICENSE$")


def lengths():
    return {path: len(path.read_text().splitlines()) for path in SOURCES}


def tracked():
    names = subprocess.run(["git", "ls-files"], cwd=HOUSE, capture_output=True, text=True, check=True)  # noqa: S607 - git of the PATH
    return [name for name in names.stdout.splitlines() if (HOUSE / name).exists()]


def texts():
    for name in tracked():
        if VENDORED.search(name):
            continue
        try:
            yield name, (HOUSE / name).read_text()
        except UnicodeDecodeError:  # a picture or a spreadsheet
            continue


def lines_with(pattern):
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if re.search(pattern, line)
    ]


def test_no_file_has_over_500_lines():
    assert {str(path): n for path, n in lengths().items() if n > STOP} == {}


def test_at_most_one_file_in_ten_has_over_300_lines():
    long = {str(path.relative_to(HOUSE)): n for path, n in lengths().items() if n > SIGNAL}
    for name, n in long.items():
        print(f"{name} has {n} lines: is there a step or a noun to split off?")  # noqa: T201 - a signal
    assert len(long) <= len(SOURCES) / 10


def test_no_file_holds_a_path_of_a_machine():
    assert lines_with(MACHINE) == []


@pytest.mark.parametrize("host", REGISTRIES)
def test_no_file_names_a_package_registry(host):
    assert lines_with(re.escape(host)) == []


def test_nothing_is_left_for_later():
    assert lines_with(LATER) == []


def test_an_exception_from_a_rule_gives_its_reason():
    assert [line for line in lines_with(NOQA) if line.split(":")[0].endswith(".py")] == []


def test_no_compiled_or_generated_file_is_tracked():
    assert [name for name in tracked() if re.search(r"\.(mo|pyc|sqlite3)$|^uv\.lock$|^pylock", name)] == []
