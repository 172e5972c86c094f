"""How those listed fared in the periods kept back, beside regression to the mean and chance."""

from typing import TYPE_CHECKING

import altair as alt

from jopoi._core import figures as fig
from jopoi.sense._backtest_words import headline
from jopoi.words import N_, phrase

if TYPE_CHECKING:
    from jopoi.sense.backtest import Backtest

_FULL, _NARROW = 580, 350
_ROW = 44
_WHOLE = [0.0, 0.25, 0.5, 0.75, 1.0]
_BARS = (
    ("held_up_share", N_("held up in the periods kept back")),
    ("expected_share", N_("if only chance changed (regression to the mean)")),
    ("chance_share", N_("units drawn at random")),
)


def figures(
    backtest: "Backtest", language: str = "en", *, theme: str = "light", narrow: bool = False
) -> "dict[str, alt.LayerChart | alt.Chart]":
    """Draw every figure that this result has."""
    if backtest.values["held_up_share"] is None:
        return {}
    return {"fared": _fared(backtest, fig.Look(language, theme, narrow))}


def _fared(backtest: "Backtest", look: fig.Look) -> alt.LayerChart:
    """Three bars: what held up, what regression to the mean leaves, what chance gives."""
    full = _NARROW if look.narrow else _FULL
    room = fig.Room.within(full, _ROW * len(_BARS), left=4, right=18, top=4)
    title = phrase(N_("of those listed, over all splits"), look.language)
    axis = fig.axis(_WHOLE, title=title, titleAnchor="start", format=".0%")
    x = alt.X("from:Q", scale=fig.scale(_WHOLE), axis=axis)
    layers: list[alt.Chart] = []
    for place, (name, words) in enumerate(_BARS):
        top = _ROW * place
        layers.append(fig.label(phrase(words, look.language), 0, top + 14))
        bar = fig.chart([{"from": 0.0, "to": backtest.values[name]}]).mark_rect()
        layers.append(bar.encode(x=x, x2="to:Q", y=alt.value(top + 22), y2=alt.value(top + _ROW - 6)))
    answer, doubt = headline(backtest, look.language)
    heading = phrase(N_("How those listed fared"), look.language)
    how = phrase(N_("Over every split of the periods into two."), look.language)
    return fig.compose(layers, room, look, fig.Caption(heading, how, f"{heading}. {answer} {doubt}"))
