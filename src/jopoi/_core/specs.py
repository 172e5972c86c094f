"""Specs: what was asked of a method, declared once for Python, terminal, API and web form."""

from typing import Any, ClassVar, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from jopoi.errors import OptionError
from jopoi.words import N_

S = TypeVar("S", bound="Spec")
Role = Literal[
    "column",
    "columns",
    "number",
    "text",
    "share",
    "count",
    "flag",
    "bounds",
    "periods",
    "lines",
    "mirror",
    "choice",
]


class Spec(BaseModel):
    """The frozen request that a method carries out.

    Every option is a field made by `option`; its title, help and kind serve the command
    line, the API and the web form alike.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
    method: ClassVar[str]


def option(
    default: Any = ...,  # noqa: ANN401 - any option's default
    *,
    title: str,
    about: str,
    role: Role,
    **limits: Any,
) -> Any:  # noqa: ANN401 - pydantic's field
    """Declare an option: a short title, a plain explanation, and how it is filled in."""
    return Field(default, title=title, description=about, json_schema_extra={"role": role}, **limits)


_PROBLEMS = {
    "missing": N_("`{option}` is needed."),
    "extra_forbidden": N_("`{option}` is not an option here."),
    "greater_than": N_("`{option}` must be above {gt}. Got {value}."),
    "greater_than_equal": N_("`{option}` must be at least {ge}. Got {value}."),
    "less_than": N_("`{option}` must be below {lt}. Got {value}."),
    "less_than_equal": N_("`{option}` must be at most {le}. Got {value}."),
    "literal_error": N_("`{option}` must be {expected}. Got {value}."),
    "number": N_("`{option}` must be a number. Got {value}."),
    "text": N_("`{option}` must be a text. Got {value}."),
    "flag": N_("`{option}` must be true or false. Got {value}."),
    "pair": N_("`{option}` must be two numbers, the lower first. Got {value}."),
    "other": N_("`{option}` cannot be {value}."),
}
_ALIKE = {
    "int_type": "number",
    "int_parsing": "number",
    "int_from_float": "number",
    "float_type": "number",
    "float_parsing": "number",
    "finite_number": "number",
    "string_type": "text",
    "bool_type": "flag",
    "bool_parsing": "flag",
    "tuple_type": "pair",
    "too_long": "pair",
    "too_short": "pair",
}


def parse(kind: type[S], /, **given: object) -> S:
    """Make a spec from what a caller gave; the first mistake becomes an `OptionError`."""
    try:
        return kind(**given)
    except ValidationError as error:
        raise _told(kind, error.errors()[0]) from error


def _told(kind: type[Spec], first: Any) -> OptionError:  # noqa: ANN401 - pydantic's details
    name = str(first["loc"][0]) if first["loc"] else kind.method
    known = first["type"] if first["type"] in _PROBLEMS else _ALIKE.get(first["type"], "other")
    if known == "missing" and len(first["loc"]) > 1:
        known = "pair"
    about = kind.model_fields[name].description or "" if name in kind.model_fields else ""
    limits = {
        key: value for key, value in first.get("ctx", {}).items() if isinstance(value, int | float | str)
    }
    return OptionError(_PROBLEMS[known], about, option=name, value=_short(first.get("input")), **limits)


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
