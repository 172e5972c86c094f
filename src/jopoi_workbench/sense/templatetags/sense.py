"""How numbers and drawings of this room stand on its pages."""

from typing import Any

from django import template

from jopoi.words import number
from jopoi_workbench.sense.telling import cause_in_words
from jopoi_workbench.shell.forms import language

register = template.Library()


@register.filter
def share(value: float | None, places: int = 0) -> str:
    """A share as a percentage."""
    return "–" if value is None else number(value, language(), f".{places}%")


@register.filter
def effect(value: float | None, places: int) -> str:
    """A difference, with its sign."""
    return "–" if value is None else number(value, language(), f"+,.{places}f")


@register.filter
def figure(value: Any, spec: str = "") -> str:  # noqa: ANN401 - a number or a text
    """A number in the reader's way of writing; a text stays what it is."""
    if value is None:
        return "–"
    return str(value) if isinstance(value, str | bool) else number(value, language(), spec)


@register.filter
def numeric(columns: list[dict[str, Any]], place: int) -> bool:
    """Whether the column at a place holds numbers, which stand at the right."""
    return bool(columns[place]["number"])


@register.filter
def cause(code: str) -> str:
    """Why rows are left out."""
    return cause_in_words(code)
