"""The cast of the sense room: eighty schools in six years, of which a few really do better."""

import random

import pytest

from jopoi_workbench.sense.services import ask, pages
from jopoi_workbench.shell.reading import facts_of
from jopoi_workbench.shell.services import describe_dataset, store_dataset
from tests.workbench.conftest import AT

METHOD = "sense.screen"
YEARS = range(2015, 2021)
ROLES = {
    "school": ("unit", "school"),
    "district": ("group", "district"),
    "year": ("period", "year"),
    "passed": ("outcome", "pupils who passed, %"),
    "poverty": ("context", "poverty, %"),
    "dropout": ("mirror", "drop-out, %"),
}
SPEC = {
    "unit": "school",
    "outcome": "passed",
    "period": "year",
    "context": ["poverty"],
    "confirm": ["2018", "2019", "2020"],
    "rng": 7,
}


def rows():
    dice = random.Random(11)  # noqa: S311 - chance of a test, and no secret
    yield "school,district,year,passed,poverty,dropout"
    for unit in range(80):
        lead, poverty = (14 if unit < 6 else dice.gauss(0, 3)), dice.uniform(5, 60)
        for year in YEARS:
            passed = 70 - 0.4 * poverty + lead + dice.gauss(0, 4)
            yield f"s{unit:02d},d{unit % 8},{year},{passed:.1f},{poverty:.1f},{dice.uniform(0, 9):.1f}"


@pytest.fixture(autouse=True)
def _derived_elsewhere(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def undrawn(monkeypatch):
    """Pictures cost seconds: without them where they are not what is looked at."""
    monkeypatch.setattr(pages, "pictures_of", lambda *_: {})


@pytest.fixture
def table(analyst, challenge, tmp_path):
    """Make a described dataset of lines of CSV."""

    def made(lines, roles=None, name="tabla.csv", **about):
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        dataset = store_dataset(
            actor=analyst, path=path, file_name=name, facts=facts_of(path, name), name="Schools",
            challenge=challenge, at=AT,
        )  # fmt: skip
        columns = {
            column: {"role": role, "label": label} for column, (role, label) in (roles or ROLES).items()
        }
        about = {"sensitivity": "lab", "consent_basis": "agreement"} | about
        return describe_dataset(actor=analyst, dataset=dataset, columns=columns, at=AT, **about)

    return made


@pytest.fixture
def schools(table):
    return table(rows())


@pytest.fixture
def screened(undrawn, schools, analyst):
    """A done screening."""
    return ask(method=METHOD, dataset=schools, actor=analyst, spec=SPEC, at=AT)
