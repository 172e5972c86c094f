"""A backup of an earlier version comes back into today's; a later one is refused with what to do."""

import json
import zipfile

import pytest
from blake3 import blake3
from django.db.migrations.loader import MigrationLoader

from jopoi_workbench.shell.operations.archive import MANIFEST
from jopoi_workbench.shell.operations.rows import line
from tests.workbench.shell.test_backup import (  # noqa: F401 - fixtures of backups
    KINDS,
    _elsewhere,
    contents,
    done,
    fresh_database,
    full,
    jopoi,
    paths,
    saved,
)

pytestmark = pytest.mark.django_db
KIND = KINDS[-1]  # what the tests run on


def of_then(loader, last):
    """The migrations after one of the shell's, and each table's columns before them."""
    name = next(name for app, name in loader.graph.nodes if app == "shell" and name.startswith(last))
    there = set(loader.graph.forwards_plan(("shell", name)))
    later = {node for node in loader.graph.nodes if node[0] == "shell" and node not in there}
    others = [node for node in loader.graph.leaf_nodes() if node[0] != "shell"]
    then = loader.project_state([("shell", name), *others]).apps
    columns = {
        model._meta.label: {field.attname for field in model._meta.local_concrete_fields}
        for model in then.get_models(include_auto_created=True)
    }
    return later, columns


def aged(path, last):
    """The same backup, as the version that had only these migrations would have made it."""
    later, columns = of_then(MigrationLoader(None), last)
    old = path.with_name(f"{last}.zip")
    with zipfile.ZipFile(path) as today, zipfile.ZipFile(old, "w") as made:
        manifest = json.loads(today.read(MANIFEST))
        manifest["migrations"] = [node for node in manifest["migrations"] if tuple(node) not in later]
        manifest["tables"] = {name: told for name, told in manifest["tables"].items() if name in columns}
        for name in manifest["tables"]:
            rows = map(json.loads, today.read(f"tables/{name}.jsonl").splitlines())
            text = b"".join(
                line({column: value for column, value in row.items() if column in columns[name]})
                for row in rows
            )
            manifest["tables"][name]["digest"] = blake3(text).hexdigest()
            made.writestr(f"tables/{name}.jsonl", text)
        for name in today.namelist():
            if name.startswith("files/"):
                made.writestr(name, today.read(name))
        made.writestr(MANIFEST, json.dumps(manifest))
    return old


def rows_of(held, name, columns=None):
    rows = map(json.loads, held[name].splitlines())
    return [{column: row[column] for column in columns or row} for row in rows]


@pytest.mark.parametrize("last", ["0001", "0006", "0012", "0016"])
def test_an_earlier_backup_is_brought_up_to_date_and_loses_nothing(last, full, tmp_path):  # noqa: F811 - a fixture
    old = aged(full, last)
    with fresh_database(KIND, tmp_path / "again") as env:
        jopoi(env, "restore", old)
        jopoi(env, "backup", tmp_path / "today.zip")
        told = json.loads(jopoi(env, "doctor", "--all", "--json", code=1))
    # Everything is as today's version wants it; only nobody works there yet.
    assert [f["check"] for f in told["findings"] if f["level"] == "fault"] == ["workers"]
    then, today = contents(old), contents(tmp_path / "today.zip")
    assert set(today) == set(contents(full))
    assert len(then) < len(today) or last == "0016"
    for name in then:
        if name.startswith("files/"):
            assert today[name] == then[name]
            continue
        was = rows_of(then, name)
        assert rows_of(today, name, was[0] if was else None)[: len(was)] == was, name


def test_a_later_backup_is_refused_with_what_to_do(saved, tmp_path):  # noqa: F811 - a fixture
    later = tmp_path / "later.zip"
    with zipfile.ZipFile(saved) as today, zipfile.ZipFile(later, "w") as made:
        for name in today.namelist():
            if name != MANIFEST:
                made.writestr(name, today.read(name))
        manifest = json.loads(today.read(MANIFEST))
        manifest["migrations"].append(["shell", "9999_of_next_year"])
        made.writestr(MANIFEST, json.dumps(manifest | {"jopoi": "9.9"}))
    with fresh_database(KIND, tmp_path / "again") as env:
        told = " ".join(jopoi(env, "restore", later, code=2).split())
    assert "The backup was made by a later version, 9.9: shell 9999_of_next_year is not known here." in told
    assert "Install that version or a newer one." in told


@pytest.mark.parametrize("version", [2, 99])
def test_a_file_of_a_later_kind_is_refused_with_what_to_do(saved, tmp_path, version):  # noqa: F811 - a fixture
    later = tmp_path / "later.zip"
    with zipfile.ZipFile(saved) as today, zipfile.ZipFile(later, "w") as made:
        manifest = json.loads(today.read(MANIFEST))
        made.writestr(MANIFEST, json.dumps(manifest | {"version": version}))
    with fresh_database(KIND, tmp_path / "again") as env:
        told = " ".join(jopoi(env, "restore", later, code=2).split())
    assert "was written by a later version of Jopói. Install that version or a newer one." in told
