"""What is imported is declared, what is declared is used, and the locks pin it without naming a registry."""

import ast
import json
import re
import tomllib
from importlib.metadata import packages_distributions

import pytest

from tests.conftest import HOUSE

PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text())
LOCKS = sorted([*HOUSE.glob("requirements/*.lock"), *HOUSE.glob("**/package-lock.json")])
FORBIDDEN = ("://", "--find", "--index", '"resolved"')
# Used without an import of ours: a server, a password hasher, apps that the settings name, frames of Polars.
BY_NAME = {
    "argon2-cffi",
    "dask",
    "django-axes",
    "django-tasks-db",
    "granian",
    "pandas",
    "psycopg",
    "pyarrow",
    "pyspark",
    "whitenoise",
}
# Locked for the registers that arrive next; a line goes when the package is first imported.
ARRIVING = {
    "django-ninja",
    "icalendar",
    "prometheus-client",
    "python-json-logger",
}
CORE = PROJECT["project"]["dependencies"]
EXTRAS = PROJECT["project"]["optional-dependencies"]


def bare(requirement):
    return re.match(r"[A-Za-z0-9_.-]+", requirement)[0].lower().replace("_", "-")


def imported(folder):
    """The packages that the code under ``folder`` imports, by the names they are installed under."""
    offers = packages_distributions()
    found = set()
    for path in (HOUSE / folder).rglob("*.py"):
        for node in run_time(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names.append(node.module)
            for name in names:
                found.update(bare(offer) for offer in offers.get(name.split(".")[0], []))
    return found - {"jopoi"}


def run_time(tree):
    """The nodes of a module, less what only type checkers read."""
    for node in ast.iter_child_nodes(tree):
        if not (isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"):
            yield node
            yield from run_time(node)


def declared(*groups):
    return {bare(requirement) for group in groups for requirement in group}


def test_the_library_imports_only_what_it_declares():
    allowed = declared(CORE, EXTRAS["boosted"], EXTRAS["data"], EXTRAS["demo"])
    assert imported("src/jopoi") - allowed - {"click"} == set()


def test_the_workbench_imports_only_what_it_declares():
    allowed = declared(CORE, *EXTRAS.values())
    assert imported("src/jopoi_workbench") - allowed == set()


def test_every_declared_package_is_used():
    used = imported("src") | BY_NAME
    assert declared(CORE, *EXTRAS.values()) - used - ARRIVING == set()


def test_the_locks_cover_every_declared_package():
    locks = "\n".join((HOUSE / f"requirements/{name}.lock").read_text() for name in ("dev", "spark"))
    locked = set(re.findall(r"^([A-Za-z0-9_.-]+)==", locks, re.M))
    wanted = declared(CORE, *EXTRAS.values(), PROJECT["dependency-groups"]["dev"])
    assert wanted - {bare(name) for name in locked} == set()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_no_registry(lock):
    assert [word for word in FORBIDDEN if word in lock.read_text()] == []


@pytest.mark.parametrize(
    "lock", [path for path in LOCKS if path.suffix == ".lock"], ids=lambda path: path.name
)
def test_every_pinned_package_has_a_hash(lock):
    entries = re.split(r"^(?=[A-Za-z0-9])", lock.read_text(), flags=re.M)
    assert [entry.split()[0] for entry in entries if "==" in entry and "--hash=" not in entry] == []


def test_a_package_lock_for_the_front_end_says_what_it_pins():
    for path in LOCKS:
        if path.suffix == ".json":
            assert json.loads(path.read_text())["lockfileVersion"] >= 3
