"""How units lie below a frontier, as a histogram."""

import altair as alt
import numpy as np

from jopoi._core import figures as fig
from jopoi._core.reduce import Floats
from jopoi.words import N_, phrase

_FULL, _NARROW = 580, 350
_BARS = 20
_ROUNDING, _FAR = 1e-9, 2.0  # whoever is twice as far stands in the last bar


def histogram(
    measured: Floats, look: fig.Look, caption: fig.Caption, title: str | None = None
) -> alt.LayerChart:
    """Units by their efficiency; those on the frontier are the last bar, or stand beyond a robust one.

    With a title of their own they are distances: those on the frontier are the first bar.
    """
    if title is None:
        title = phrase(N_("efficiency (1: on the frontier)"), look.language)
        end = 1.0 if measured.max() <= 1.0 + _ROUNDING else _FAR
        values = np.linspace(0.0, end, 5).tolist()
    else:
        values = fig.ticks(0.0, max(float(measured.max()), _ROUNDING), about=5)
        end = values[-1]
    counts, edges = np.histogram(measured.clip(0.0, end), bins=np.linspace(0.0, end, _BARS + 1))
    rows = [
        {"from": float(low), "to": float(high), "units": int(n)}
        for low, high, n in zip(edges[:-1], edges[1:], counts, strict=True)
    ]
    ticks = fig.ticks(0.0, float(max(counts.max(), 1)), about=4)
    full = _NARROW if look.narrow else _FULL
    room = fig.Room.within(full, 180, left=fig.text_width(f"{ticks[-1]:,}") + 16, right=18, top=38)
    x = alt.X("from:Q", scale=fig.scale(values), axis=fig.axis(values, title=title, titleAnchor="start"))
    y = alt.Y("units:Q", scale=fig.scale(ticks), axis=fig.axis(ticks, title=None))
    bars = fig.chart(rows).mark_rect(xOffset=0.5, x2Offset=-0.5)
    layers = [
        bars.encode(x=x, x2="to:Q", y=y, y2=alt.Y2Datum(0)),
        fig.label(phrase(N_("units"), look.language), -room.left, -28, "strong-label"),
    ]
    return fig.compose(layers, room, look, caption)
