"""Imports go one way, and `import jopoi` stays light."""

import json
import subprocess
import sys
import tomllib

import pytest
from importlinter import cli

LIGHT = """
import json, sys, time
before = time.perf_counter()
import jopoi
taken = time.perf_counter() - before
print(json.dumps({"taken": taken, "loaded": sorted(sys.modules)}))
"""
HEAVY = {"numpy", "scipy", "polars", "pandas", "narwhals", "altair", "pydantic", "typer", "django"}


def import_afresh(code=LIGHT):
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return json.loads(answer.stdout)


def test_the_import_contracts_hold(house, monkeypatch, capsys):
    monkeypatch.chdir(house)
    broken = cli.lint_imports(config_filename="pyproject.toml", no_cache=True)
    assert broken == 0, capsys.readouterr().out


def test_every_library_room_has_one_door(house):
    """A new room gets its contract: the command line and its own services are its only users."""
    contracts = tomllib.loads((house / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    doors = {
        tuple(c["protected_modules"]): c["allowed_importers"] for c in contracts if c["type"] == "protected"
    }
    for room in rooms(house):
        assert doors[f"jopoi.{room}",] == ["jopoi.cli", f"jopoi_workbench.{room}.services"]


def rooms(house):
    shared = {"_core", "cli", "files", "locale", "loop", "privacy"}
    folders = (house / "src" / "jopoi").iterdir()
    return [f.name for f in folders if (f / "__init__.py").exists() and f.name not in shared]


def test_importing_the_library_takes_under_a_third_of_a_second():
    assert min(import_afresh()["taken"] for _ in range(3)) < 0.3


def test_importing_the_library_loads_no_room_and_no_heavy_package():
    loaded = import_afresh()["loaded"]
    assert not HEAVY & {name.split(".")[0] for name in loaded}
    assert [name for name in loaded if name.startswith("jopoi.")] == []


@pytest.mark.parametrize("module", ["jopoi.sense", "jopoi.cli", "jopoi.files"])
def test_the_library_never_loads_a_web_framework(module):
    code = f"import json, sys, {module}; print(json.dumps(sorted(sys.modules)))"
    assert not {"django", "jopoi_workbench"} & {name.split(".")[0] for name in import_afresh(code)}
