"""How the units lie below the frontier, as a histogram."""

from typing import TYPE_CHECKING

import altair as alt
import numpy as np

from jopoi._core import figures as fig
from jopoi.words import N_, phrase

if TYPE_CHECKING:
    from jopoi.sense.frontier import Frontier

_FULL, _NARROW = 580, 350
_BARS = 20


def figures(
    frontier: "Frontier", language: str = "en", *, theme: str = "light", narrow: bool = False
) -> "dict[str, alt.LayerChart | alt.Chart]":
    """Draw every figure that this result has."""
    return {"efficiency": _efficiency(frontier, fig.Look(language, theme, narrow))}


def _efficiency(frontier: "Frontier", look: fig.Look) -> alt.LayerChart:
    """Units by their efficiency; those on the frontier are the last bar."""
    efficiency = frontier.sheets["units"]["efficiency"].to_numpy()
    counts, edges = np.histogram(efficiency, bins=np.linspace(0.0, 1.0, _BARS + 1))
    rows = [
        {"from": float(low), "to": float(high), "units": int(n)}
        for low, high, n in zip(edges[:-1], edges[1:], counts, strict=True)
    ]
    ticks = fig.ticks(0.0, float(max(counts.max(), 1)), about=4)
    full = _NARROW if look.narrow else _FULL
    room = fig.Room.within(full, 180, left=fig.text_width(f"{ticks[-1]:,}") + 16, right=18, top=38)
    values = [0.0, 0.25, 0.5, 0.75, 1.0]
    title = phrase(N_("efficiency (1: on the frontier)"), look.language)
    x = alt.X("from:Q", scale=fig.scale(values), axis=fig.axis(values, title=title, titleAnchor="start"))
    y = alt.Y("units:Q", scale=fig.scale(ticks), axis=fig.axis(ticks, title=None))
    bars = fig.chart(rows).mark_rect(xOffset=0.5, x2Offset=-0.5)
    layers = [
        bars.encode(x=x, x2="to:Q", y=y, y2=alt.Y2Datum(0)),
        fig.label(phrase(N_("units"), look.language), -room.left, -28, "strong-label"),
    ]
    return fig.compose(layers, room, look, _caption(frontier, look))


def _caption(frontier: "Frontier", look: fig.Look) -> fig.Caption:
    facts = {name: frontier.values[name] for name in ("on_frontier", "units", "median_efficiency")}
    title = phrase(N_("{on_frontier} of {units} units lie on the frontier"), look.language, **facts)
    how = phrase(N_("Half of all units reach {median_efficiency:.0%} of it or more."), look.language, **facts)
    return fig.Caption(title, how, f"{title}. {how}")
