"""Pictures of the list itself: who is on it and how surely, and all units with their doubt."""

from typing import Any, Literal, cast

import altair as alt
import polars as pl

from jopoi._core import figures as fig
from jopoi._core.palette import TOKENS
from jopoi.sense._screening_reading import Reading
from jopoi.sense._screening_reasons import evidence, rests_on_few
from jopoi.words import N_

MOST_ROWS = 24
MOST_POINTS = 240
AXIS_LINE = 14
"""Pixels from one line of an axis's title to the next."""
HALF = 0.6744897501960817 / 1.959963984540054
"""The half interval as a part of the 95 % interval."""


def caterpillar(read: Reading, look: fig.Look, caption: fig.Caption) -> alt.LayerChart:
    """The shortlist, surest first: estimate, half and 95 % interval, raw value."""
    rows = [_row(read, row) for row in read.shortlist.head(MOST_ROWS).iter_rows(named=True)]
    names = [row["unit"] for row in rows]
    most = 84 if look.narrow else 170
    left = min(max(fig.text_width(name) for name in names) + 12, most)
    right = 18 if look.narrow else max(fig.text_width(row["evidence"], 13) for row in rows) + 34
    signs = _signs(read, rows)
    full = 350 if look.narrow else 1000
    title = effect_title(read, full - left - right)
    below = 62 + AXIS_LINE * (len(title) - 1)
    room = fig.Room.within(full, len(rows) * (27 if look.narrow else 30), left=left, right=right, top=30,
                           bottom=below + 2 + fig.key_height(signs, full))  # fmt: skip
    values = fig.ticks(*_reach(read, rows), about=4 if look.narrow else 7)
    x = alt.X("middle:Q", scale=fig.scale(values), axis=effect_axis(values, title=title))
    y = alt.Y(
        "unit:N", sort=None, title=None, scale=alt.Scale(domain=names), axis=alt.Axis(labelLimit=left - 8)
    )
    chart = fig.chart(rows)
    layers = [
        chart.mark_rule(style="interval-outer").encode(x=x.copy(), y=y, x2="high:Q").transform_calculate(
            middle="datum.low"),
        chart.mark_rule(style="interval-inner").encode(x=x.copy(), y=y, x2="high_half:Q").transform_calculate(
            middle="datum.low_half"),
        chart.mark_tick(style="raw-value", size=13, thickness=2).encode(x=alt.X("raw:Q"), y=y),
        _points(rows, x, y, few=False),
        _points(rows, x, y, few=True, fill=TOKENS[look.theme]["paper"]),
        *bar_line(read),
        *([] if look.narrow else _evidence(read, rows, room)),
        *fig.key(signs, room, below),
    ]  # fmt: skip
    return fig.compose(layers, room, look, caption)


def _row(read: Reading, row: dict[str, Any]) -> dict[str, Any]:
    middle, reach = (row["upper"] + row["lower"]) / 2, (row["upper"] - row["lower"]) / 2
    return {
        "unit": str(row["unit"]),
        "middle": row["posterior_mean"],
        "low": row["lower"],
        "high": row["upper"],
        "low_half": middle - HALF * reach,
        "high_half": middle + HALF * reach,
        "raw": row["effect"],
        "few": rests_on_few(read, row),
        "evidence": evidence(read, row),
    }


def _points(rows: list[dict[str, Any]], x: alt.X, y: alt.Y, *, few: bool, **how: Any) -> alt.Chart:
    style = "estimate-weak" if few else "estimate"
    chart = fig.chart([row for row in rows if row["few"] is few])
    return cast("alt.Chart", chart.mark_point(style=style, **how).encode(x=x.copy(), y=y))


def _reach(read: Reading, rows: list[dict[str, Any]]) -> tuple[float, float]:
    ends = [row[name] for row in rows for name in ("low", "high", "raw")]
    return min(0.0, read.bar, *ends), max(0.0, read.bar, *ends)


def effect_title(read: Reading, width: int) -> list[str]:
    """What an axis of effects shows, in as many lines as fit below the plot."""
    title = read.say(N_("“{outcome}”, difference from what is to be expected"), outcome=read.outcome)
    return fig.wrap(title, width)


def effect_axis(values: list[float], **how: Any) -> alt.Axis:
    """An axis of effects, in the outcome's units and with their sign."""
    begun: dict[str, Any] = {"titleAnchor": "start", "ticks": False}
    return fig.axis(values, sign=True, **(begun | how))


def bar_line(read: Reading, *, named: bool = True) -> list[alt.Chart]:
    """A dashed line where the top share begins; none if all is chance."""
    if read.bar == 0.0:
        return []
    chart = fig.chart([{"bar": read.bar}])
    line = chart.mark_rule(style="reference").encode(
        x="bar:Q", y=alt.value(-6 if named else 0), y2=alt.value("height")
    )
    words = read.say(N_("{top} begins ({bar})"), top=read.top, bar=read.signed(read.bar))
    # Towards the middle of the plot, where there is room for it.
    align: Literal["left", "right"] = "left" if read.bar > 0 else "right"
    text = chart.mark_text(style="strong-label", text=words, baseline="bottom", align=align)
    return [line, text.encode(x="bar:Q", y=alt.value(-12))] if named else [line]


def _evidence(read: Reading, rows: list[dict[str, Any]], room: fig.Room) -> list[alt.Chart]:
    if not any(row["evidence"] for row in rows):
        return []
    column = fig.chart(rows).mark_text(style="note", align="left", baseline="middle", fontSize=13)
    words = column.encode(x=alt.value(room.width + 24), y=alt.Y("unit:N", sort=None), text="evidence:N")
    head = fig.label(read.say(N_("Evidence")), room.width + 24, -18, "strong-label", fontSize=13)
    return [words, head]


def _signs(read: Reading, rows: list[dict[str, Any]]) -> list[fig.KeyEntry]:
    estimate = (("rule", "interval-outer"), ("half", "interval-inner"))
    signs = [
        fig.KeyEntry((*estimate, ("circle", "estimate")), read.say(N_("estimate, intervals of 50% and 95%"))),
        fig.KeyEntry((("tick", "raw-value"),), read.say(N_("raw value, before shrinking"))),
        fig.KeyEntry((("rule", "reference"),), read.say(N_("where the {top} begins"), top=read.top)),
    ]
    if any(row["few"] for row in rows):
        few = read.say(N_("rests on {few} of {most} periods or fewer"), few=read.few, most=read.most_periods)
        signs.insert(1, fig.KeyEntry((("circle", "estimate-weak"),), few))
    return signs


def everyone(read: Reading, look: fig.Look, caption: fig.Caption) -> alt.LayerChart:
    """All units from one end to the other, with the band of their doubt and the list's place."""
    ordered = read.units.sort(read.sign * pl.col("posterior_mean"), maintain_order=True)
    rows = _neighbours(ordered)
    low, high = min(row["low"] for row in rows), max(row["high"] for row in rows)
    values = fig.ticks(low, high, about=5)
    room = fig.Room.within(350 if look.narrow else 580, 190 if look.narrow else 230, left=50, right=8, top=14,
                           bottom=30)  # fmt: skip
    y = alt.Y("middle:Q", scale=fig.scale(values), axis=fig.axis(values, sign=True), title=None)
    x = alt.X("rank:Q", scale=alt.Scale(domain=[0, len(ordered) - 1], nice=False), axis=None)
    chart = fig.chart(rows)
    layers = [
        *_zone(read, ordered, values),
        chart.mark_area().encode(x=x, y=alt.Y("low:Q", title=None), y2="high:Q"),
        fig.chart([{"zero": 0}]).mark_rule(style="reference").encode(y=alt.Y("zero:Q", title=None)),
        chart.mark_line(style="interval-line").encode(x=x, y=y),
        *_ends(read, room),
    ]
    return fig.compose(layers, room, look, caption)


def _neighbours(ordered: pl.DataFrame) -> list[dict[str, Any]]:
    """The ordered units as at most so many points; the band is a mean over neighbours."""
    count = len(ordered)
    window = max(count // 60, 1)
    smooth = ordered.select(
        middle="posterior_mean",
        low=pl.col("posterior_mean") - (pl.col("posterior_mean") - pl.col("lower")).rolling_mean(
            window, min_samples=1, center=True),
        high=pl.col("posterior_mean") + (pl.col("upper") - pl.col("posterior_mean")).rolling_mean(
            window, min_samples=1, center=True),
    ).with_row_index("rank")  # fmt: skip
    return smooth[fig.thin(count, MOST_POINTS)].to_dicts()


def _zone(read: Reading, ordered: pl.DataFrame, values: list[float]) -> list[alt.Chart]:
    listed = ordered["selected"].arg_true()
    if len(listed) == 0:
        return []
    start, end = int(listed[0]), len(ordered) - 1
    edges = {"from": max(start - 0.5, 0), "to": end, "bottom": values[0], "top": values[-1]}
    chart = fig.chart([edges])
    words = read.say(N_("the {n} on the shortlist are in here"), n=read.selected)
    first = start / max(end, 1)
    place: dict[str, Any] = {"align": "right", "dx": -6} if first > 0.5 else {"align": "left", "dx": 6}
    text = chart.mark_text(style="strong-label", text=words, baseline="top", dy=2, **place)
    return [
        chart.mark_rect(style="zone").encode(
            x=alt.X("from:Q", axis=None), x2="to:Q", y=alt.Y("bottom:Q", title=None), y2="top:Q"
        ),
        text.encode(x=alt.X("from:Q", axis=None), y=alt.value(0)),
    ]


def _ends(read: Reading, room: fig.Room) -> list[alt.Chart]:
    lowest, highest = read.say(N_("lowest")), read.say(N_("highest"))
    first, last = (lowest, highest) if read.sign > 0 else (highest, lowest)
    start = read.say(N_("{n} units, {end}"), n=read.units.height, end=first)
    return [
        fig.label(start, 0, room.height + 18),
        fig.label(last, room.width, room.height + 18, align="right"),
        fig.chart([{"zero": 0}])
        .mark_text(style="note", text=read.say(N_("as expected")), align="left", dy=-8)
        .encode(x=alt.value(6), y=alt.Y("zero:Q", title=None)),
    ]
