"""Pictures of the doubt: what shrinking does, what chance alone would do, what came after."""

from typing import Any, cast

import altair as alt
import numpy as np
import polars as pl

from jopoi._core import figures as fig
from jopoi.sense._draw_list import AXIS_LINE, bar_line, effect_axis, effect_title
from jopoi.sense._screening_reading import Reading
from jopoi.words import N_

MOST_LINES = 40
MOST_POINTS = 320
NEAR_95, NEAR_998 = 1.959963984540054, 3.090232306167813
GOLDEN = 0.6180339887498949


def passed_over(read: Reading) -> dict[str, Any] | None:
    """The unit with the highest raw value that is not on the list, if it lies beyond the bar."""
    others = read.units.filter(~pl.col("selected")).sort(
        read.sign * pl.col("effect"), descending=True, maintain_order=True
    )
    first = others.row(0, named=True) if len(others) else None
    return first if first and read.sign * first["effect"] > read.sign * read.bar != 0.0 else None


def shrinkage(read: Reading, look: fig.Look, caption: fig.Caption) -> alt.LayerChart:
    """Raw values above, shrunken ones below, a line for each of some units."""
    rows, hot = _some_units(read), passed_over(read)
    ends = [row[name] for row in rows for name in ("raw", "shrunk")]
    values = fig.ticks(min(0.0, read.bar, *ends), max(0.0, read.bar, *ends), about=6)
    signs = _line_signs(read)
    full = 350 if look.narrow else 580
    title = effect_title(read, full - 40)
    below = 86 + AXIS_LINE * (len(title) - 1)
    room = fig.Room.within(full, 190, left=20, right=20, top=40, bottom=below + fig.key_height(signs, full))
    axis = effect_axis(values, title=title, offset=26, grid=False)
    x = alt.X("raw:Q", scale=fig.scale(values), axis=axis)
    layers = [
        _slopes([row for row in rows if not row["listed"]], x, room, "quiet-line", "other"),
        _slopes([row for row in rows if row["listed"]], x, room, "listed-line", "listed"),
        *bar_line(read, named=False),
        *(_hot(read, hot, room, values) if hot else []),
        fig.label(read.say(N_("raw: mean less expectation")), 0, -30, "strong-label"),
        fig.label(read.say(N_("shrunk: what the data can carry")), 0, room.height + 16, "strong-label"),
        *fig.key(signs, room, below),
    ]
    return fig.compose([part for layer in layers for part in _flat(layer)], room, look, caption)


def _flat(layer: Any) -> list[Any]:  # noqa: ANN401 - one mark or several
    return layer if isinstance(layer, list) else [layer]


def _some_units(read: Reading) -> list[dict[str, Any]]:
    rows = _thinned(read.units, pl.col("effect"), ("effect", "posterior_mean", "selected"), MOST_LINES)
    return [
        {"raw": row["effect"], "shrunk": row["posterior_mean"], "listed": row["selected"]} for row in rows
    ]


def _slopes(rows: list[dict[str, Any]], x: alt.X, room: fig.Room, line: str, dot: str) -> list[alt.Chart]:
    chart, small = fig.chart(rows), 30
    top, bottom = alt.value(0), alt.value(room.height)
    return [
        chart.mark_rule(style=line).encode(x=x, x2="shrunk:Q", y=top, y2=bottom),
        chart.mark_point(style=dot, size=small).encode(x=x, y=top),
        chart.mark_point(style=dot, size=small).encode(x=alt.X("shrunk:Q"), y=bottom),
    ]


def _hot(read: Reading, unit: dict[str, Any], room: fig.Room, values: list[float]) -> list[alt.Chart]:
    """The unit that a plain ranking would have put on top, and where shrinking leaves it."""
    chart = fig.chart([{"raw": unit["effect"], "shrunk": unit["posterior_mean"]}])
    # Its name stays out: who is not on the list is nobody's business.
    words = read.say(N_("not listed"))
    if read.spec.period and unit["periods"] < read.most_periods:
        words = read.say(N_("not listed: {n} of {most} periods"), n=unit["periods"], most=read.most_periods)
    place = room.width * (unit["effect"] - values[0]) / (values[-1] - values[0])
    far = place + fig.text_width(words) > room.width
    text = chart.mark_text(style="hot-label", text=words, align="right" if far else "left", baseline="bottom")
    top, bottom = alt.value(0), alt.value(room.height)
    return [
        chart.mark_rule(style="hot").encode(x="raw:Q", x2="shrunk:Q", y=top, y2=bottom),
        chart.mark_point(style="hot", shape="diamond", filled=True, size=80).encode(x="raw:Q", y=top),
        chart.mark_point(style="hot", shape="diamond", filled=True, size=80).encode(x="shrunk:Q", y=bottom),
        text.encode(x="raw:Q", y=alt.value(-8)),
    ]


def _line_signs(read: Reading) -> list[fig.KeyEntry]:
    begins = read.say(N_("{top} begins ({bar})"), top=read.top, bar=read.signed(read.bar))
    signs = [
        fig.KeyEntry((("rule", "quiet-line"), ("circle", "other")), read.say(N_("not on the shortlist")))
    ]
    if read.bar != 0.0:
        signs.append(fig.KeyEntry((("rule", "reference"),), begins))
    if read.selected:
        marks = (("rule", "listed-line"), ("circle", "listed"))
        signs.insert(0, fig.KeyEntry(marks, read.say(N_("on the shortlist"))))
    return signs


# --- against chance -----------------------------------------------------------------------------


def outside_share(read: Reading) -> float:
    """The share of units beyond the limits that chance alone respects 95 times in a hundred."""
    outside = read.units.select((pl.col("effect").abs() > NEAR_95 * _error()).mean()).item()
    return float(outside or 0.0)


def _error() -> pl.Expr:
    """The chance error of an effect: that of the unit's mean and of what is expected of it."""
    return (pl.col("standard_error") ** 2 + pl.col("expected_error") ** 2).sqrt()


def funnel(read: Reading, look: fig.Look, caption: fig.Caption) -> alt.LayerChart:
    """Effects against their standard errors, with the limits of mere chance."""
    units = read.units.with_columns(place=_spread_out(read.units["standard_error"]))
    rows = _thinned(units, pl.col("effect"), ("place", "effect", "selected"))
    across, values = _across(units["place"]), fig.ticks(*_ends(rows, "effect"), about=6)
    signs = _point_signs(read) + _limit_signs(read)
    full = 350 if look.narrow else 580
    room = fig.Room.within(full, 240, left=50, right=10, top=12, bottom=70 + fig.key_height(signs, full))
    shown = [v for v in fig.ticks(across[0], across[1], about=5) if across[0] <= v <= across[1]]
    x = alt.X(
        "place:Q",
        scale=alt.Scale(domain=across, nice=False, zero=False, reverse=True),
        axis=fig.axis(shown, title=None, grid=False),
    )
    y = alt.Y("effect:Q", scale=fig.scale(values), axis=fig.axis(values, sign=True, title=None))
    layers = [
        *_limits(units, across, values),
        fig.chart([{"zero": 0}]).mark_rule(style="reference").encode(y=alt.Y("zero:Q", title=None)),
        _dots([row for row in rows if not row["selected"]], "other", "circle", x, y),
        _dots([row for row in rows if row["selected"]], "listed", "diamond", x, y),
        fig.label(read.say(N_("chance error, the surest at the right")), 0, room.height + 36),
        *fig.key(signs, room, 66),
    ]
    return fig.compose(layers, room, look, caption)


def _ends(rows: list[dict[str, Any]], *names: str) -> tuple[float, float]:
    values = [row[name] for row in rows for name in names]
    return min(values), max(values)


def _across(places: pl.Series) -> list[float]:
    """From a little below the smallest to a little above the largest standard error."""
    low, high = float(places.min() or 0.0), float(places.max() or 0.0)  # type: ignore[arg-type]
    margin = 0.06 * (high - low) or 0.1 * high or 1.0
    return [max(low - margin, 0.0), high + margin]


def _spread_out(errors: pl.Series) -> pl.Series:
    """Standard errors, moved a little sideways where many units share one, so that they can be told apart."""
    distinct = errors.unique().sort().to_numpy()
    distinct = distinct[np.append(True, np.diff(distinct) > 1e-9 * distinct[-1])]
    if len(distinct) > max(len(errors) // 20, 1):
        return errors
    gaps = np.diff(distinct)
    reach = 0.6 * float(gaps.min()) if len(gaps) else 0.1 * float(distinct[0])
    sway = (np.arange(len(errors)) * GOLDEN) % 1.0 - 0.5
    return errors + pl.Series(sway * reach)


def _thinned(
    units: pl.DataFrame, order: pl.Expr, columns: tuple[str, ...], most: int = MOST_POINTS
) -> list[dict[str, Any]]:
    """At most so many units, evenly over their order: all parts of the list and of the rest are seen."""
    parts = []
    for listed, room in ((False, most), (True, most // 2)):
        part = units.filter(pl.col("selected") == listed).sort(order, maintain_order=True)
        parts.append(part[fig.thin(len(part), room)])
    return pl.concat(parts).select(columns).to_dicts()


def _dots(rows: list[dict[str, Any]], style: str, shape: str, x: alt.X, y: alt.Y) -> alt.Chart:
    points = fig.chart(rows).mark_point(style=style, shape=shape)
    return cast("alt.Chart", points.encode(x=x, y=y))


def _limits(units: pl.DataFrame, across: list[float], values: list[float]) -> list[alt.Chart]:
    places, marks = np.linspace(across[0], across[1], 40), []
    errors = np.sqrt(places**2 + float(units.select((pl.col("expected_error") ** 2).median()).item() or 0.0))
    for times, style in ((NEAR_95, "limit"), (NEAR_998, "limit-far")):
        for limit in (-times * errors, times * errors):
            inside = (limit >= values[0]) & (limit <= values[-1])
            line = {"place": places[inside].tolist(), "effect": limit[inside].tolist()}
            rows = pl.DataFrame(line).to_dicts()
            marks.append(fig.chart(rows).mark_line(style=style).encode(x="place:Q", y="effect:Q"))
    return marks


def _point_signs(read: Reading) -> list[fig.KeyEntry]:
    signs = [fig.KeyEntry((("circle", "other"),), read.say(N_("not on the shortlist")))]
    if read.selected:
        signs.insert(0, fig.KeyEntry((("diamond", "listed"),), read.say(N_("on the shortlist: potential"))))
    return signs


def _limit_signs(read: Reading) -> list[fig.KeyEntry]:
    return [
        fig.KeyEntry((("rule", "limit"),), read.say(N_("chance stays inside 95 times in 100"))),
        fig.KeyEntry((("rule", "limit-far"),), read.say(N_("998 times in 1,000"))),
    ]


# --- what came after ----------------------------------------------------------------------------


def persistence(read: Reading, look: fig.Look, caption: fig.Caption) -> alt.LayerChart:
    """Effects when screened against effects in the held-out periods."""
    seen = read.units.filter(pl.col("confirm_effect").is_not_null())
    rows = _thinned(seen, pl.col("effect"), ("effect", "confirm_effect", "selected", "held_up"))
    values = fig.ticks(*_ends(rows, "effect", "confirm_effect"), about=4 if look.narrow else 6)
    signs = _after_signs(read)
    full = 350 if look.narrow else 580
    room = fig.Room.within(full, 260 if look.narrow else 300, left=50, right=14, top=26,
                           bottom=66 + fig.key_height(signs, full))  # fmt: skip
    x = alt.X(
        "effect:Q",
        scale=fig.scale(values),
        axis=effect_axis(values, title=read.say(N_("difference when screened"))),
    )
    y = alt.Y("confirm_effect:Q", scale=fig.scale(values), axis=fig.axis(values, sign=True, title=None))
    groups = (
        ("other", "circle", [row for row in rows if not row["selected"]]),
        ("listed-weak", "circle", [row for row in rows if row["selected"] and not row["held_up"]]),
        ("listed", "diamond", [row for row in rows if row["selected"] and row["held_up"]]),
    )
    layers = [
        *_lines(read, values),
        *(_dots(part, style, shape, x, y) for style, shape, part in groups),
        *_edge(read, seen, named=not look.narrow),
        fig.label(
            read.say(N_("difference in {periods}"), periods=read.confirmed), -room.left, -14, "strong-label"
        ),
        *fig.key(signs, room, 64),
    ]
    return fig.compose(layers, room, look, caption)


def _lines(read: Reading, values: list[float]) -> list[alt.Chart]:
    """Where units would lie if nothing had been chance, and where regression to the mean puts them."""
    ends = (values[0], values[-1])
    same = [{"effect": v, "confirm_effect": v} for v in ends]
    pulled = [{"effect": v, "confirm_effect": v * read.value("reliability")} for v in ends]
    return [
        fig.chart(rows).mark_line(style=style).encode(x="effect:Q", y="confirm_effect:Q")
        for rows, style in ((same, "reference"), (pulled, "expected-line"))
    ]


def _edge(read: Reading, seen: pl.DataFrame, *, named: bool) -> list[alt.Chart]:
    """Where the top share begins in the held-out periods; unnamed where the name would hide the dots."""
    again = seen.filter(pl.col("held_up"))["confirm_effect"]
    if len(again) == 0:
        return []
    edge = float(again.min() if read.sign > 0 else again.max())  # type: ignore[arg-type]
    words = read.say(N_("{top} begins ({bar})"), top=read.top, bar=read.signed(edge))
    chart = fig.chart([{"edge": edge}])
    text = chart.mark_text(style="strong-label", text=words, align="left", baseline="bottom", dy=-4)
    return [
        *bar_line(read, named=False),
        chart.mark_rule(style="reference").encode(y="edge:Q"),
        *([text.encode(x=alt.value(4), y="edge:Q")] if named else []),
    ]


def _after_signs(read: Reading) -> list[fig.KeyEntry]:
    signs = [
        fig.KeyEntry((("circle", "other"),), read.say(N_("not on the shortlist"))),
        fig.KeyEntry((("rule", "expected-line"),), read.say(N_("expected from regression to the mean"))),
        fig.KeyEntry(
            (("rule", "reference"),), read.say(N_("just as before, or where the {top} begins"), top=read.top)
        ),
    ]  # fmt: skip
    if read.selected:
        signs[:0] = [
            fig.KeyEntry(
                (("diamond", "listed"),), read.say(N_("listed, and in the {top} again"), top=read.top)
            ),
            fig.KeyEntry((("circle", "listed-weak"),), read.say(N_("listed, but not again"))),
        ]
    return signs
