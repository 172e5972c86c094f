"""How much of the list stays if one choice is made otherwise; and how often units are listed."""

from typing import TYPE_CHECKING

import altair as alt
import numpy as np

from jopoi._core import figures as fig
from jopoi.sense._multiverse_sheets import STEADY
from jopoi.sense._multiverse_words import CHOICE_NAMES, headline
from jopoi.words import N_, phrase

if TYPE_CHECKING:
    from jopoi.sense.multiverse import Multiverse

_FULL, _NARROW = 580, 350
_ROW, _BARS = 44, 10
_WHOLE = [0.0, 0.25, 0.5, 0.75, 1.0]


def figures(
    multiverse: "Multiverse", language: str = "en", *, theme: str = "light", narrow: bool = False
) -> "dict[str, alt.LayerChart | alt.Chart]":
    """Draw every figure that this result has."""
    look = fig.Look(language, theme, narrow)
    found: dict[str, alt.LayerChart | alt.Chart] = {}
    if multiverse.sheets["units"].height:
        found["units"] = _units(multiverse, look)
    if multiverse.sheets["choices"].height:
        found["choices"] = _choices(multiverse, look)
    return found


def _units(multiverse: "Multiverse", look: fig.Look) -> alt.LayerChart:
    """Units by the share of ways in which they are listed; the last bar is nearly always."""
    shares = multiverse.sheets["units"]["share"].to_numpy()
    counts, edges = np.histogram(shares, bins=np.linspace(0.0, 1.0, _BARS + 1))
    rows = [
        {"from": float(low), "to": float(high), "units": int(n)}
        for low, high, n in zip(edges[:-1], edges[1:], counts, strict=True)
    ]
    ticks = fig.ticks(0.0, float(max(counts.max(), 1)), about=4)
    full = _NARROW if look.narrow else _FULL
    room = fig.Room.within(full, 170, left=fig.text_width(f"{ticks[-1]:,}") + 16, right=18, top=38)
    title = phrase(N_("share of the ways in which a unit is listed"), look.language)
    x = alt.X("from:Q", scale=fig.scale(_WHOLE), axis=_percent(title))
    y = alt.Y("units:Q", scale=fig.scale(ticks), axis=fig.axis(ticks, title=None))
    bars = fig.chart(rows).mark_rect(xOffset=0.5, x2Offset=-0.5)
    layers = [
        bars.encode(x=x, x2="to:Q", y=y, y2=alt.Y2Datum(0)),
        fig.label(phrase(N_("units"), look.language), -room.left, -28, "strong-label"),
    ]
    answer, doubt = headline(multiverse, look.language)
    steady = phrase(
        N_("The last bar: listed in at least {share:.0%} of the ways."), look.language, share=STEADY
    )
    return fig.compose(layers, room, look, fig.Caption(answer, steady, f"{answer} {doubt}"))


def _choices(multiverse: "Multiverse", look: fig.Look) -> alt.LayerChart:
    """One bar a choice: the part of a list that stays if that choice alone is made otherwise."""
    sheet = multiverse.sheets["choices"]
    full = _NARROW if look.narrow else _FULL
    room = fig.Room.within(full, _ROW * sheet.height, left=4, right=18, top=4)
    x = alt.X("from:Q", scale=fig.scale(_WHOLE), axis=_percent(phrase(N_("of the list stay"), look.language)))
    layers: list[alt.Chart] = []
    for place, row in enumerate(sheet.iter_rows(named=True)):
        top = _ROW * place
        name = phrase(CHOICE_NAMES[row["choice"]], look.language)
        layers.append(fig.label(name, 0, top + 14))
        bar = fig.chart([{"from": 0.0, "to": row["stays"]}]).mark_rect()
        layers.append(bar.encode(x=x, x2="to:Q", y=alt.value(top + 22), y2=alt.value(top + _ROW - 6)))
    title = phrase(N_("What each choice moves"), look.language)
    how = phrase(
        N_("How much of the list stays if that choice alone is made otherwise; short bars move it most."),
        look.language,
    )
    told = "; ".join(
        phrase(N_("{choice}: {stays:.0%}"), look.language, stays=row["stays"],
               choice=phrase(CHOICE_NAMES[row["choice"]], look.language))
        for row in sheet.iter_rows(named=True)
    )  # fmt: skip
    return fig.compose(layers, room, look, fig.Caption(title, how, f"{title}. {told}."))


def _percent(title: str) -> alt.Axis:
    return fig.axis(_WHOLE, title=title, titleAnchor="start", share=True)
