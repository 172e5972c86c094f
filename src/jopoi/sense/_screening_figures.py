"""The figures of a screening, by name, and each of them in words."""

from typing import TYPE_CHECKING

from jopoi._core.figures import Caption, Look, quickly
from jopoi.sense import _draw_doubt as doubt
from jopoi.sense import _draw_list as lists
from jopoi.sense._figure_words import caption
from jopoi.sense._screening_reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable

    import altair as alt

    from jopoi.sense.screen import Screening

DRAWN: "dict[str, Callable[[Reading, Look, Caption], alt.LayerChart]]" = {
    "caterpillar": lists.caterpillar,
    "everyone": lists.everyone,
    "shrinkage": doubt.shrinkage,
    "funnel": doubt.funnel,
    "persistence": doubt.persistence,
}


def figures(
    screening: "Screening", language: str = "en", *, theme: str = "light", narrow: bool = False
) -> "dict[str, alt.LayerChart | alt.Chart]":
    """Draw every figure that this screening has: the first answers, the others say why."""
    read, look = Reading(screening, language), Look(language, theme, narrow)
    with quickly():
        return {name: DRAWN[name](read, look, caption(name, read)) for name in available(read)}


def available(read: Reading) -> list[str]:
    """The names of the figures that this screening has."""
    absent = set()
    if read.selected == 0:
        absent.add("caterpillar")
    if read.fared() is None:
        absent.add("persistence")
    return [name for name in DRAWN if name not in absent]


def describe(name: str, screening: "Screening", language: str = "en") -> str:
    """A figure in one sentence, for who cannot see it."""
    return caption(name, Reading(screening, language)).description
