"""The cast: two labs, a member of each role, a challenge and a table."""

from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.utils import translation

from jopoi_workbench.shell.models import Evidence, Lab, Member, Person, Role
from jopoi_workbench.shell.reading import facts_of
from jopoi_workbench.shell.services import create_challenge, describe_dataset, file_run, store_dataset

PASSWORD = "dos manos abiertas"
AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
CSV = "school,year,score,poverty\n" + "".join(
    f"s{unit},{year},{50 + 5 * unit % 13 + unit * year % 7},{20 + unit * 3}\n"
    for unit in range(6)
    for year in (2021, 2022, 2023)
)


@pytest.fixture(autouse=True)
def _in_english():
    """A page read in Spanish leaves its thread in Spanish: each test starts afresh."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _stored_elsewhere(settings, tmp_path):
    """Each test keeps its files to itself."""
    settings.BLOBS_DIR = tmp_path / "blobs"
    settings.DERIVED_DIR = tmp_path / "derived"


@pytest.fixture
def lab(db):
    return Lab.objects.create(name="Laboratorio del Sur", slug="sur", country="PY", languages=["es", "en"])


@pytest.fixture
def other_lab(db):
    return Lab.objects.create(name="Consejo del Norte", slug="norte", country="PY", languages=["es"])


def member_in(lab, role, name=None):
    name = name or f"{lab.slug} {role}"
    email = f"{name.replace(' ', '.')}@example.org"
    person = Person.objects.create_user(email, PASSWORD, name=name)
    return Member.objects.create(lab=lab, person=person, roles=[role])


@pytest.fixture
def members(lab):
    """A member for each role."""
    return {role: member_in(lab, role) for role in Role.values}


@pytest.fixture
def analyst(lab):
    return member_in(lab, Role.ANALYST, "Ana")


@pytest.fixture
def learner(lab):
    return member_in(lab, Role.LEARNER, "Lucio")


@pytest.fixture
def stranger(other_lab):
    """An administrator, but of another lab."""
    return member_in(other_lab, Role.ADMINISTRATOR, "Nora")


def signed_in(member):
    client = Client()
    client.force_login(member.person, backend="jopoi_workbench.shell.backend.PeopleBackend")
    return client


@pytest.fixture
def ana(analyst):
    """A browser in which the analyst is signed in."""
    return signed_in(analyst)


@pytest.fixture
def challenge(analyst):
    return create_challenge(
        actor=analyst, title="Schools beyond their means", statement="Some schools do better.", at=AT
    )


@pytest.fixture
def csv_file(tmp_path):
    path = tmp_path / "schools.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


@pytest.fixture
def dataset(analyst, challenge, csv_file):
    return store_dataset(
        actor=analyst,
        path=csv_file,
        file_name="schools.csv",
        facts=facts_of(csv_file, "schools.csv"),
        name="Schools",
        challenge=challenge,
        at=AT,
    )


@pytest.fixture
def described(analyst, dataset):
    roles = {"school": "unit", "year": "period", "score": "outcome", "poverty": "context"}
    return describe_dataset(
        actor=analyst,
        dataset=dataset,
        columns={name: {"role": role, "label": ""} for name, role in roles.items()},
        sensitivity="lab",
        consent_basis="agreement",
        at=AT,
    )


@pytest.fixture
def evidence(analyst, described):
    """A run that waits."""
    return file_run(
        actor=analyst,
        method="sense.screen",
        titles={"en": "Which schools do better?", "es": "¿A qué escuelas les va mejor?"},
        spec={"unit": "school", "outcome": "score"},
        dataset=described,
        at=AT,
    )


@contextmanager
def one_connection():
    """A test and the pages it asks for share one connection: the end of a request must not close it.

    Django's own client takes the same care, but not of an answer that is closed later, as a download is.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def let_go(answer):
    """Close an answer, as one does with a download."""
    with one_connection():
        answer.close()


def fresh(thing):
    """The same row as it is in the database now."""
    return type(thing).objects.get(pk=thing.pk)


def blob_files(settings) -> list[Path]:
    return [path for path in Path(settings.BLOBS_DIR).rglob("*") if path.is_file()]


__all__ = [
    "AT",
    "CSV",
    "PASSWORD",
    "Evidence",
    "blob_files",
    "fresh",
    "let_go",
    "member_in",
    "one_connection",
    "signed_in",
]
