"""Jopói: the learning-loop workbench for public services, as a Python library.

Rooms are loaded when first used: ``import jopoi`` itself reads no numerical library.
"""

from importlib import import_module
from importlib.metadata import version as _version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jopoi import errors, sense

__version__ = _version("jopoi")
__all__ = ["__version__", "errors", "sense"]
_ROOMS = frozenset({"errors", "sense"})


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module of any room
    """Load a room at its first use."""
    if name in _ROOMS:
        return import_module(f"jopoi.{name}")
    message = f"module 'jopoi' has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted(__all__)
