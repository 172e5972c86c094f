"""The options of a screening as the library declares them, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jopoi._core.specs import parse
from jopoi.sense import ScreenSpec
from jopoi.words import phrase


@dataclass(frozen=True)
class Option:
    """One choice: what it is called, a plain explanation, how it is filled in."""

    name: str
    title: str
    about: str
    role: str
    required: bool
    default: Any


def options(language: str) -> list[Option]:
    """The options of a screening, in the order in which they are declared."""
    return [
        Option(
            name=name,
            title=phrase(field.title or name, language),
            about=phrase(field.description or "", language),
            role=_role(field.json_schema_extra),
            required=field.is_required(),
            default=None if field.is_required() else field.default,
        )
        for name, field in ScreenSpec.model_fields.items()
    ]


def _role(extra: Any) -> str:  # noqa: ANN401 - what pydantic keeps beside a field
    return str(extra["role"]) if isinstance(extra, dict) else ""


def parse_spec(given: Mapping[str, Any]) -> dict[str, Any]:
    """The spec that was asked for, as it is stored.

    Raises
    ------
    jopoi.errors.OptionError
        If an option makes no sense, alone or beside another.
    """
    return parse(ScreenSpec, **given).model_dump(mode="json")
