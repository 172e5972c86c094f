"""What every test may ask for."""

from pathlib import Path

import pytest
from hypothesis import settings

# How long one example takes says more about the machine than about the code.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

HOUSE = Path(__file__).resolve().parent.parent
SHARED = HOUSE.parent / "shared"


@pytest.fixture(scope="session")
def house() -> Path:
    """The top folder of the project."""
    return HOUSE


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """The folder of reference numbers and real data beside the project; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the folder ../shared with the reference numbers is not beside the project")
    return SHARED


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs ``../shared``, and what drives a browser, without being told twice."""
    for item in items:
        if "shared_folder" in getattr(item, "fixturenames", ()):
            item.add_marker("shared")
        if "browser" in item.path.parts:
            item.add_marker("browser")
