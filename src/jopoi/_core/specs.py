"""Specs: what was asked of a method, declared once for Python, terminal, API and web form."""

from typing import Any, ClassVar, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from jopoi.errors import OptionError
from jopoi.words import N_

S = TypeVar("S", bound="Spec")
Role = Literal["column", "columns", "number", "share", "count", "flag", "bounds", "periods", "mirror"]


class Spec(BaseModel):
    """The frozen request that a method carries out.

    Every option is a field made by `option`; its title, help and kind serve the command
    line, the API and the web form alike.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
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


def parse(kind: type[S], /, **given: object) -> S:
    """Make a spec from what a caller gave; the first mistake becomes an `OptionError`."""
    try:
        return kind(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else kind.method
        raise OptionError(
            N_("`{option}`: {problem}. Got {value}."),
            N_("{about}"),
            option=name,
            problem=first["msg"],
            value=repr(first.get("input")),
            about=kind.model_fields[name].description or "" if name in kind.model_fields else "",
        ) from error
