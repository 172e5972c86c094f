"""The options of a method as the library declares them, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from jopoi._core.specs import Spec, parse
from jopoi.words import phrase
from jopoi_workbench.sense.services.methods import METHODS


@dataclass(frozen=True)
class Option:
    """One choice: what it is called, a plain explanation, how it is filled in.

    ``choices`` are the values that a choice may have.
    """

    name: str
    title: str
    about: str
    role: str
    required: bool
    default: Any
    choices: tuple[str, ...] = ()


def options(method: str, language: str) -> list[Option]:
    """The options of a method, in the order in which they are declared."""
    return declared(METHODS[method].result.spec_type, language)


def declared(spec: type[Spec], language: str) -> list[Option]:
    """The options that a spec declares, in their order."""
    return [
        Option(
            name=name,
            title=phrase(field.title or name, language),
            about=phrase(field.description or "", language),
            role=_role(field.json_schema_extra),
            required=field.is_required(),
            default=None if field.is_required() else field.default,
            choices=tuple(each for each in get_args(field.annotation) if isinstance(each, str)),
        )
        for name, field in spec.model_fields.items()
    ]


def _role(extra: Any) -> str:  # noqa: ANN401 - what pydantic keeps beside a field
    return str(extra["role"]) if isinstance(extra, dict) else ""


def columns_in(method: str, spec: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Every column that a spec names, each with the option that names it."""
    named = []
    for option in options(method, "en"):
        value = spec.get(option.name)
        if option.role == "column" and value:
            named.append((option.name, value))
        elif option.role in {"columns", "mirror"}:
            named += [(option.name, name) for name in value or ()]
        elif option.role == "lines":
            begun = dict.fromkeys(line.partition(":")[0].strip() for line in value or ())
            named += [(option.name, name) for name in begun]
    return named


def parse_spec(method: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The spec that was asked for, as it is stored.

    Raises
    ------
    jopoi.errors.OptionError
        If an option makes no sense, alone or beside another.
    """
    return parse(METHODS[method].result.spec_type, **given).model_dump(mode="json")
