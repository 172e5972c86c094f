"""A backup brings everything back, to the byte of every table; what is damaged is refused."""

import json
import os
import subprocess
import sys
import zipfile
from contextlib import contextmanager

import environ
import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from jopoi.errors import FileError
from jopoi_workbench.shell import blobs
from jopoi_workbench.shell.models import Evidence, EvidenceResult
from jopoi_workbench.shell.operations.archive import archive_from
from jopoi_workbench.shell.operations.backup import KIND, LEFT_OUT, back_up, tables
from jopoi_workbench.shell.operations.restore import bring_back
from tests.conftest import HOUSE
from tests.workbench.conftest import blob_files
from tests.workbench.test_access_table import done, paths  # noqa: F401 - fixtures of the table

pytestmark = pytest.mark.django_db
KINDS = ["sqlite", "postgresql"] if "postgres" in os.environ.get("DATABASE_URL", "") else ["sqlite"]
ODD = {"big": 1e300, "small": -0.0, "text": "\U0001f9ff ‮x", "none": None}
# From database to database, beginning with the one that the tests run on.
JOURNEYS = [["postgresql"], ["sqlite", "postgresql"]] if "postgresql" in KINDS else [["sqlite"]]


@pytest.fixture(autouse=True)
def _elsewhere(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def saved(evidence, tmp_path):
    """A backup of a lab with a table, a run and its result."""
    Evidence.objects.update(spec=ODD)
    EvidenceResult.objects.create(evidence=evidence, json='{"a": 1}')
    path = tmp_path / "first.zip"
    back_up(path, at=timezone.now())
    return path


@contextmanager
def fresh_database(kind, folder):
    """The environment of a workbench with nothing in it, on a database of a kind."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JOPOI_", "DJANGO_"))}
    env = kept | {"JOPOI_DATA": str(folder), "JOPOI_DEMO": "1", "PYTHONWARNINGS": "ignore"}
    folder.mkdir()
    if kind == "sqlite":
        yield env | {"DATABASE_URL": f"sqlite:///{folder}/jopoi.sqlite3"}
        return
    ours = connection.settings_dict
    name = f"{ours['NAME']}_again"
    server = psycopg.connect(
        host=ours["HOST"], port=ours["PORT"], user=ours["USER"], password=ours["PASSWORD"],
        dbname=environ.Env.db_url_config(os.environ["DATABASE_URL"])["NAME"], autocommit=True,
    )  # fmt: skip
    with server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield env | {"DATABASE_URL": os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"}
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def jopoi(env, *arguments, code=0):
    line = [sys.executable, "-m", "jopoi.cli", *map(str, arguments)]
    told = subprocess.run(line, env=env, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert told.returncode == code, told.stdout + told.stderr
    return told.stdout + told.stderr


def contents(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != "manifest.json"}


@pytest.fixture
def full(paths, tmp_path):  # noqa: F811 - a fixture
    """A backup of a lab in which everybody has worked."""
    Evidence.objects.update(spec=ODD)
    path = tmp_path / "full.zip"
    back_up(path, at=timezone.now())
    return path


def test_a_full_backup_has_rows_in_nearly_every_table_of_ours(full):
    held = contents(full)
    ours = [name for name in held if name.startswith("tables/shell.")]
    assert sum(bool(held[name]) for name in ours) > 0.7 * len(ours) > 30


@pytest.mark.parametrize("journey", JOURNEYS, ids="-".join)
def test_what_comes_back_is_the_same_to_the_byte(journey, full, tmp_path):
    carried = full
    for number, kind in enumerate(journey):
        with fresh_database(kind, tmp_path / f"at {number}") as env:
            jopoi(env, "restore", carried)
            carried = tmp_path / f"from-{number}.zip"
            jopoi(env, "backup", carried)
            assert contents(carried) == contents(full)
            told = json.loads(jopoi(env, "doctor", "--all", "--json", code=1))
            # Nobody works there yet, and nothing else is broken.
            assert [f["check"] for f in told["findings"] if f["level"] == "fault"] == ["workers"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_there_is_replaced_only_if_that_is_said(kind, saved, tmp_path):
    with fresh_database(kind, tmp_path / "again") as env:
        jopoi(env, "restore", saved)
        assert "There is data in this database" in jopoi(env, "restore", saved, code=2)
        jopoi(env, "restore", saved, "--replace", "--yes")
        jopoi(env, "backup", tmp_path / "second.zip")
        assert contents(tmp_path / "second.zip") == contents(saved)


def test_every_table_is_in_the_backup_or_left_out_with_a_reason(saved):
    with archive_from(saved, KIND) as archive:
        there = set(archive.manifest["tables"])
    assert there == {model._meta.label for model in tables()}
    assert all(LEFT_OUT.values())
    assert not there & set(LEFT_OUT)


def test_every_stored_file_is_in_the_backup_and_a_table_is_one_row_a_line(saved, dataset, settings):
    held = contents(saved)
    assert {name.rpartition("/")[2] for name in held if name.startswith("files/")} == {
        path.name for path in blob_files(settings)
    }
    rows = [json.loads(line) for line in held["tables/shell.Dataset.jsonl"].splitlines()]
    assert [row["digest"] for row in rows] == [dataset.digest]


def damaged(path, name, change):
    """The backup with one of its parts changed, as a failing disk or a meddler would."""
    other = path.with_name("other.zip")
    with zipfile.ZipFile(path) as there, zipfile.ZipFile(other, "w") as made:
        for member in there.namelist():
            if member != name:
                made.writestr(member, there.read(member))
            elif change:
                made.writestr(member, change(there.read(member)))
    return other


@pytest.mark.parametrize(
    "change", [lambda told: told.replace(b"Schools", b"Schoolz"), lambda told: told[:-9], None]
)
def test_a_damaged_backup_changes_nothing(saved, change, challenge):
    with pytest.raises(FileError, match="damaged"):
        bring_back(damaged(saved, "tables/shell.Challenge.jsonl", change), replace=True)
    challenge.refresh_from_db()


def test_a_damaged_file_is_found_before_anything_is_written(saved, dataset):
    path = blobs.path_of(dataset.digest)
    other = damaged(saved, f"files/{dataset.digest[:2]}/{dataset.digest}", lambda told: told + b"x")
    path.unlink()
    with pytest.raises(FileError, match="damaged"):
        bring_back(other, replace=True)
    assert not path.exists()


@pytest.mark.parametrize("text", [b"", b"no zip at all", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_backup_is_told_in_one_sentence(tmp_path, text):
    (tmp_path / "x.zip").write_bytes(text)
    with pytest.raises(FileError):
        bring_back(tmp_path / "x.zip", replace=False)


def test_a_broken_off_backup_leaves_no_file_and_keeps_the_older_one(saved, monkeypatch):
    before = saved.read_bytes()
    monkeypatch.setattr(blobs, "path_of", lambda _digest: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        back_up(saved, at=timezone.now())
    assert saved.read_bytes() == before
    assert sorted(path.name for path in saved.parent.glob("*.zip*")) == ["first.zip"]
