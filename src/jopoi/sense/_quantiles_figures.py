"""What units do beside the bar for their circumstances."""

from typing import TYPE_CHECKING

import altair as alt
import numpy as np

from jopoi._core import figures as fig
from jopoi.sense._quantiles_words import headline, spec_of
from jopoi.words import N_, phrase

if TYPE_CHECKING:
    from jopoi.sense.quantiles import Quantiles

_FULL, _NARROW, _HIGH = 580, 350, 300
_MOST = 400


def figures(
    found: "Quantiles", language: str = "en", *, theme: str = "light", narrow: bool = False
) -> "dict[str, alt.LayerChart | alt.Chart]":
    """Draw every figure that this result has."""
    return {"bar": _bar(found, fig.Look(language, theme, narrow))}


def _bar(found: "Quantiles", look: fig.Look) -> alt.LayerChart:
    """A point a unit: how high the bar is for it, and what it does; the line is the bar."""
    units = found.sheets["units"].select("bar", "outcome", "clearly_above")
    others = units.filter(~units["clearly_above"])
    others = others[fig.thin(others.height, _MOST)] if others.height else others
    top = units.filter("clearly_above").head(_MOST)
    full = _NARROW if look.narrow else _FULL
    signs = [
        fig.KeyEntry((("rule", "reference"),), phrase(N_("the bar for its circumstances"), look.language)),
        fig.KeyEntry((("circle", "estimate"),), phrase(N_("clearly above"), look.language)),
        fig.KeyEntry((("circle", "estimate-weak"),), phrase(N_("the other units"), look.language)),
    ]
    up = fig.ticks(*_ends(units["outcome"].to_numpy()), about=5)
    along = fig.ticks(*_ends(units["bar"].to_numpy()), about=5)
    left = max(fig.text_width(f"{tick:,g}") for tick in up) + 16
    room = fig.Room.within(full, _HIGH, left=left, right=22, top=38, bottom=58 + fig.key_height(signs, full))
    title = phrase(N_("how high the bar is"), look.language)
    x = alt.X("bar:Q", scale=fig.scale(along), axis=fig.axis(along, title=title, titleAnchor="start"))
    y = alt.Y("outcome:Q", scale=fig.scale(up), axis=fig.axis(up, title=None))
    low, high = max(along[0], up[0]), min(along[-1], up[-1])
    line = fig.chart([{"bar": low, "outcome": low}, {"bar": high, "outcome": high}])
    layers = [
        fig.chart(others.to_dicts()).mark_point(style="estimate-weak", size=14).encode(x=x, y=y),
        line.mark_line(style="reference").encode(x=x, y=y),
        fig.chart(top.to_dicts()).mark_point(style="estimate", size=28).encode(x=x, y=y),
        fig.label(spec_of(found).outcome, -room.left, -28, "strong-label"),
        *fig.key(signs, room, 58),
    ]
    heading = phrase(N_("What units do, beside the bar for their circumstances"), look.language)
    answer, doubt = headline(found, look.language)
    return fig.compose(layers, room, look, fig.Caption(heading, "", f"{heading}. {answer} {doubt}"))


def _ends(values: np.ndarray) -> tuple[float, float]:
    low, high = float(values.min()), float(values.max())
    return (low, high) if high > low else (low - 1.0, low + 1.0)
