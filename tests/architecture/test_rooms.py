"""Every room of the library has its room in the workbench, its tests and its page, by the same name."""

import pytest

from tests.architecture.test_imports import rooms
from tests.conftest import HOUSE

SAME_NAMES = {
    "urls", "views", "public", "api", "tasks", "forms", "services", "models", "templates", "migrations",
    "static", "apps", "templatetags", "__init__",
}  # fmt: skip


@pytest.mark.parametrize("room", rooms(HOUSE))
@pytest.mark.parametrize(
    "place", ["src/jopoi_workbench/{}/__init__.py", "tests/jopoi/{}", "tests/workbench/{}", "docs/{}.md"]
)
def test_a_room_is_mirrored(room, place):
    assert (HOUSE / place.format(room)).exists(), f"{place.format(room)} is missing"


@pytest.mark.parametrize("room", rooms(HOUSE))
def test_a_room_of_the_workbench_has_services_and_addresses(room):
    folder = HOUSE / "src" / "jopoi_workbench" / room
    stems = {path.stem for path in folder.iterdir()}
    assert {"services", "urls"} <= stems


@pytest.mark.parametrize("room", rooms(HOUSE))
def test_a_room_of_the_library_lists_what_it_offers(room):
    text = (HOUSE / "src" / "jopoi" / room / "__init__.py").read_text()
    assert "__all__" in text
