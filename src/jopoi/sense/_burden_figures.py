"""What a service obtained costs before and after, in its parts, as two bars."""

from typing import TYPE_CHECKING, Any

import altair as alt

from jopoi._core import figures as fig
from jopoi._core.palette import TOKENS
from jopoi.sense._burden_data import PARTS
from jopoi.sense._burden_words import PART_NAMES, headline, spec_of
from jopoi.words import phrase

if TYPE_CHECKING:
    from jopoi.sense.burden import Burden

_FULL, _NARROW = 580, 350
_BAND, _KEY = 46, 26


def figures(
    burden: "Burden", language: str = "en", *, theme: str = "light", narrow: bool = False
) -> "dict[str, alt.LayerChart | alt.Chart]":
    """Draw every figure that this result has."""
    return {"cost": _cost(burden, fig.Look(language, theme, narrow))}


def _cost(burden: "Burden", look: fig.Look) -> alt.LayerChart:
    rows, parts = _rows(burden)
    moments = burden.sheets["moments"]["moment"].to_list()
    values = fig.ticks(0.0, max([row["to"] for row in rows] + [1.0]), about=3 if look.narrow else 6)
    full = _NARROW if look.narrow else _FULL
    left = min(max(fig.text_width(name) for name in moments) + 14, 110)
    below = 44 + _KEY * len(parts)
    room = fig.Room.within(full, _BAND * len(moments), left=left, right=16, top=6, bottom=below)
    y = alt.Y("moment:N", sort=None, title=None, scale=alt.Scale(domain=moments, paddingInner=0.25),
              axis=alt.Axis(labelLimit=left - 8))  # fmt: skip
    x = alt.X(
        "from:Q", scale=fig.scale(values), axis=fig.axis(values, title=spec_of(burden).currency or None)
    )
    colours = [TOKENS[look.theme][f"d{place + 1}"] for place in range(len(PARTS))]
    colour = alt.Color("part:N", legend=None, scale=alt.Scale(domain=list(PARTS), range=colours))
    bars = fig.chart(rows).mark_bar(stroke=TOKENS[look.theme]["paper"], strokeWidth=1.5)
    layers = [bars.encode(x=x, x2="to:Q", y=y, color=colour), *_key(parts, colours, room, look)]
    return fig.compose(layers, room, look, _caption(burden, look))


def _rows(burden: "Burden") -> tuple[list[dict[str, Any]], list[str]]:
    """The parts of each bar, end to end, and which parts there are."""
    sheet = burden.sheets["saving"].filter(burden.sheets["saving"]["part"] != "all")
    rows: list[dict[str, Any]] = []
    for moment, column in zip(burden.sheets["moments"]["moment"], ("before", "after"), strict=True):
        end = 0.0
        for part, cost in zip(sheet["part"], sheet[column], strict=True):
            rows.append({"moment": moment, "part": part, "from": end, "to": end + cost})
            end += cost
    present = [part for part in PARTS if any(row["to"] > row["from"] for row in rows if row["part"] == part)]
    return rows, present


def _key(parts: list[str], colours: list[str], room: fig.Room, look: fig.Look) -> list[alt.Chart]:
    marks: list[alt.Chart] = []
    for row, part in enumerate(parts):
        y = room.height + 62 + _KEY * row - 8
        box = fig.once().mark_rect(color=colours[PARTS.index(part)])
        marks.append(fig.at(box, x=-room.left, x2=18 - room.left, y=y - 7, y2=y + 7))
        marks.append(fig.label(phrase(PART_NAMES[part], look.language), 26 - room.left, y, fontSize=13))
    return marks


def _caption(burden: "Burden", look: fig.Look) -> fig.Caption:
    answer, doubt = headline(burden, look.language)
    return fig.Caption(answer, "", f"{answer} {doubt}")
