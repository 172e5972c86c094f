"""From the best to the worst place of every unit, and the grades that can be told apart."""

from typing import TYPE_CHECKING

import altair as alt
import polars as pl

from jopoi._core import figures as fig
from jopoi.sense._ranks_shown import decimals_of
from jopoi.sense._ranks_words import count, headline, spec_of
from jopoi.words import N_, number, phrase, plural

if TYPE_CHECKING:
    from jopoi.sense.ranks import Ranks

_FULL, _NARROW = 580, 350
_MOST_LINES, _LINE, _LEAST = 120, 3, 120
_ROW = 40
_MOST_GRADES = 12


def figures(
    ranks: "Ranks", language: str = "en", *, theme: str = "light", narrow: bool = False
) -> "dict[str, alt.LayerChart | alt.Chart]":
    """Draw every figure that this result has."""
    look = fig.Look(language, theme, narrow)
    return {"places": _places(ranks, look), "grades": _grades(ranks, look)}


def _places(ranks: "Ranks", look: fig.Look) -> alt.LayerChart:
    """A line a unit from its best to its worst place, the highest estimate first."""
    down = spec_of(ranks).higher_is_better
    units = ranks.sheets["units"].sort("effect", descending=down).with_row_index("at", offset=1)
    rows = units[fig.thin(units.height, _MOST_LINES)].select("at", "best_place", "worst_place").to_dicts()
    full = _NARROW if look.narrow else _FULL
    step = max(_LINE, _LEAST / len(rows))
    signs = [
        fig.KeyEntry(
            (("rule", "interval-outer"),), phrase(N_("from its best to its worst place"), look.language)
        ),
        fig.KeyEntry((("circle", "estimate"),), phrase(N_("place by its estimate"), look.language)),
        fig.KeyEntry(
            (("rule", "reference"),),
            phrase(N_("the first {room}"), look.language, room=count(ranks, "room")),
        ),
    ]
    room = fig.Room.within(
        full, round(step * len(rows)), left=8, right=22, top=6, bottom=58 + fig.key_height(signs, full)
    )
    ticks = [1.0, *fig.ticks(0.0, float(units.height), about=5)[1:-1], float(units.height)]
    title = phrase(N_("place, of {units}"), look.language, units=units.height)
    x = alt.X("best_place:Q", scale=fig.scale(ticks), axis=fig.axis(ticks, title=title, titleAnchor="start"))
    lines = fig.chart([row | {"line": place + 0.5} for place, row in enumerate(rows)])
    y = alt.Y("line:Q", scale=alt.Scale(domain=[0, len(rows)], reverse=True, nice=False), axis=None)
    dots = alt.X("at:Q", scale=fig.scale(ticks))
    layers = [
        lines.mark_rule(style="interval-outer", strokeWidth=1.5).encode(x=x, x2="worst_place:Q", y=y),
        lines.mark_point(style="estimate", size=5).encode(x=dots, y=y),
    ]
    bar = fig.chart([{"at": count(ranks, "room") + 0.5}]).mark_rule(style="reference")
    layers += [bar.encode(x=dots, y=alt.value(0), y2=alt.value("height")), *fig.key(signs, room, 58)]
    answer, doubt = headline(ranks, look.language)
    heading = phrase(N_("From the best to the worst place of each unit"), look.language)
    how = (
        ""
        if units.height <= _MOST_LINES
        else phrase(N_("Every {n}th unit, in the order of estimates."), look.language,
                    n=round(units.height / _MOST_LINES))
    )  # fmt: skip
    return fig.compose(layers, room, look, fig.Caption(heading, how, f"{heading}. {answer} {doubt}"))


def _grades(ranks: "Ranks", look: fig.Look) -> alt.LayerChart:
    """A line a grade: where the shrunken effects of its units lie."""
    sheet = ranks.sheets["grades"].head(_MOST_GRADES)
    rows = sheet.to_dicts()
    names = [_named(row["grade"], row["units"], look.language) for row in rows]
    full = _NARROW if look.narrow else _FULL
    room = fig.Room.within(full, _ROW * len(rows), left=8, right=22, top=4)
    ends = sheet.select(low=pl.min_horizontal("first", "last"), high=pl.max_horizontal("first", "last"))
    low, high = float(ends["low"].min()), float(ends["high"].max())  # type: ignore[arg-type]  # floats
    ticks = fig.ticks(low, high if high > low else low + 1.0, about=5)
    title = phrase(N_("shrunken difference from what is to be expected"), look.language)
    x = alt.X(
        "first:Q", scale=fig.scale(ticks), axis=fig.axis(ticks, sign=True, title=title, titleAnchor="start")
    )
    layers: list[alt.Chart] = []
    for place, (row, name) in enumerate(zip(rows, names, strict=True)):
        y, one = alt.value(_ROW * place + 26), fig.chart([row])
        layers.append(fig.label(name, 0, _ROW * place + 10))
        layers.append(one.mark_rule(style="interval-outer").encode(x=x, x2="last:Q", y=y))
        dot = alt.X("mean:Q", scale=fig.scale(ticks))
        layers.append(one.mark_point(style="estimate").encode(x=dot, y=y))
    heading = phrase(N_("Grades that can be told apart"), look.language)
    how = phrase(N_("From the first to the last of each grade; a dot is its mean."), look.language)
    places = decimals_of(ranks)
    told = "; ".join(
        f"{name}: {fig.signed(row['mean'], places, look.language)}"
        for name, row in zip(names, rows, strict=True)
    )
    return fig.compose(layers, room, look, fig.Caption(heading, how, f"{heading}. {told}."))


def _named(grade: int, units: int, language: str) -> str:
    name = phrase(N_("Grade {grade}"), language, grade=number(grade, language))
    return f"{name}: {plural('{n} unit', '{n} units', units, language)}"
