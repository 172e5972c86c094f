"""The cast of the tests of sense: published data with reference numbers, and made-up schools."""

import json
import warnings

import polars as pl
import pytest

from jopoi.errors import JopoiWarning
from jopoi.sense import screen
from tests.contract.examples import schools as made_up_schools

SCHOOLS = {
    "unit": "school",
    "outcome": "score",
    "period": "year",
    "context": ["poverty", "spending"],
    "rng": 7,
}
MICHIGAN = {"unit": "schid", "outcome": "math4", "period": "year", "context": ["lunch", "lenrol"]}


@pytest.fixture
def schools():
    """Eighty schools over six years; every tenth one is better than its circumstances."""
    return made_up_schools()


@pytest.fixture
def ask():
    """Screen the schools, or a changed copy of them, with some options changed."""

    def asked(frame, **changes):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", JopoiWarning)
            return screen(frame, **{**SCHOOLS, **changes})

    return asked


@pytest.fixture(scope="session")
def reference(shared_folder):
    """A published data set with the numbers that other programs give for it."""

    def case(name):
        folder = shared_folder / "reference" / name
        return pl.read_csv(folder / "data.csv"), json.loads((folder / "reference.json").read_text())

    return case


@pytest.fixture(scope="session")
def exam(reference):
    """Screening of Inner London's schools, with what lme4 says of the same model."""
    frame, numbers = reference("multilevel_lmm_exam")
    found = screen(frame, unit="school", outcome="normexam", context=["standLRT"])
    return found, numbers["random_intercept_REML"]


@pytest.fixture(scope="session")
def michigan(shared_folder):
    """Michigan's elementary schools, 1993 to 1998."""
    return pl.read_csv(shared_folder / "data" / "michigan_schools" / "michigan_school93_98.csv")


@pytest.fixture(scope="session")
def michigan_confirmed(michigan):
    """Michigan's schools screened on 1993–95, by district, and confirmed on 1996–98."""
    return screen(michigan, **MICHIGAN, group="distid", confirm=[1996, 1997, 1998], rng=1)
