"""The figures of a look at a table: where values are missing, how the outcome lies, who is seen how often."""

from typing import TYPE_CHECKING, Any, cast

import altair as alt
import polars as pl

from jopoi._core import figures as fig
from jopoi._core.palette import TOKENS
from jopoi.words import N_, Fact, number, phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from jopoi.sense._fitness_spec import FitnessSpec
    from jopoi.sense.fitness import Fitness

FULL, NARROW = 580, 350
MOST_PERIODS = 200
CLASSES = (0.0, 0.01, 0.05, 0.20, 0.50)
"""Upper ends of the classes of missing shares; what lies above the last is the sixth class."""
_CELL = 26


def figures(
    fitness: "Fitness", language: str = "en", *, theme: str = "light", narrow: bool = False
) -> "dict[str, alt.LayerChart | alt.Chart]":
    """Draw every figure that this result has."""
    look = fig.Look(language, theme, narrow)
    return {name: draw(fitness, look) for name, draw in DRAWN.items() if _has(fitness, name)}


def _has(fitness: "Fitness", name: str) -> bool:
    spec = cast("FitnessSpec", fitness.spec)
    return {
        "missing": True,
        "outcome": fitness.sheets["outcome_histogram"].height > 0,
        "periods": spec.period is not None and fitness.sheets["periods_per_unit"].height > 0,
    }[name]


def _say(look: fig.Look, template: str, **facts: Fact) -> str:
    return phrase(template, look.language, **facts)


def _evenly(names: list[str], most: int) -> list[str]:
    """At most so many names, at equal distances from the first."""
    return names[:: -(-len(names) // most)]


# --- where values are missing -------------------------------------------------------------------


def _missing(fitness: "Fitness", look: fig.Look) -> alt.LayerChart:
    """Columns against periods, darker where more is missing; one column of cells without periods."""
    rows = _cells(fitness)
    columns = list(dict.fromkeys(row["column"] for row in rows))
    periods = list(dict.fromkeys(row["period"] for row in rows))
    full = NARROW if look.narrow else FULL
    left = min(max(fig.text_width(name) for name in columns) + 12, 110 if look.narrow else 180)
    room = fig.Room.within(full, len(columns) * _CELL, left=left, right=56, top=6, bottom=56 + fig.KEY_LINE)
    shown = _evenly(periods, 3 if look.narrow else 8)
    x = alt.X("period:N", sort=None, title=None, scale=alt.Scale(domain=periods, paddingInner=0.06),
              axis=alt.Axis(values=shown, labelAngle=0, domain=False, ticks=False))  # fmt: skip
    y = alt.Y("column:N", sort=None, title=None, scale=alt.Scale(domain=columns, paddingInner=0.12),
              axis=alt.Axis(labelLimit=left - 8))  # fmt: skip
    colours = _colours(look)
    colour = alt.Color("class:O", legend=None, scale=alt.Scale(domain=list(range(6)), range=colours))
    layers = [
        fig.chart(rows).mark_rect().encode(x=x, y=y, color=colour),
        *_totals(fitness, columns, room, look),
        *_class_key(room, look, colours),
    ]
    return fig.compose(layers, room, look, _missing_caption(fitness, look))


def _cells(fitness: "Fitness") -> list[dict[str, Any]]:
    sheet = fitness.sheets["missing_by_period"]
    if not sheet.height:
        whole = fitness.sheets["columns"].select("column", "missing_share").iter_rows()
        return [{"period": "", "column": name, "class": _class(share)} for name, share in whole]
    periods = sheet["period"].unique(maintain_order=True)
    kept = {periods[j] for j in fig.thin(len(periods), MOST_PERIODS)}
    cells = sheet.select("period", "column", "missing_share").iter_rows()
    return [
        {"period": "–" if period is None else str(period), "column": name, "class": _class(share)}
        for period, name, share in cells
        if period in kept
    ]


def _class(share: float) -> int:
    return sum(share > end for end in CLASSES)


def _colours(look: fig.Look) -> list[str]:
    at = TOKENS[look.theme]
    return [at[f"seq-{n}"] for n in range(1, 7)]


def _totals(fitness: "Fitness", columns: list[str], room: fig.Room, look: fig.Look) -> list[alt.Chart]:
    """The missing share of each column, to the right of its row."""
    shares = dict(fitness.sheets["columns"].select("column", "missing_share").iter_rows())
    height = room.height / len(columns)
    return [
        fig.label(
            _share(shares[name], look), room.full - room.left - 2, (j + 0.5) * height, "note", align="right"
        )
        for j, name in enumerate(columns)
    ]


def _share(share: float, look: fig.Look) -> str:
    if 0 < share < 0.001:
        return "<" + number(0.001, look.language, ".1%")
    return number(share, look.language, ".0%" if share in (0.0, 1.0) else ".1%")


def _class_key(room: fig.Room, look: fig.Look, colours: list[str]) -> list[alt.Chart]:
    ends = [number(end, look.language, ".0%") for end in CLASSES]
    words = [_say(look, N_("none")), *(f"≤ {end}" for end in ends[1:]), f"> {ends[-1]}"]
    step, y = room.full / 6, room.height + 58
    marks: list[alt.Chart] = []
    for j, (colour, text) in enumerate(zip(colours, words, strict=True)):
        x = j * step - room.left
        box = fig.once().mark_rect(fill=colour)
        marks += [fig.at(box, x=x, x2=x + 14, y=y - 7, y2=y + 7), fig.label(text, x + 19, y)]
    return marks


def _missing_caption(fitness: "Fitness", look: fig.Look) -> fig.Caption:
    sheet = fitness.sheets["columns"].sort("missing", descending=True, maintain_order=True)
    worst = sheet.row(0, named=True)
    facts = {"column": worst["column"], "share": worst["missing_share"]}
    if not worst["missing"]:
        title = _say(look, N_("No value is missing"))
        return fig.Caption(title, _say(look, N_("Share of the rows without a value.")), title)
    title = _say(look, N_("“{column}” has the most gaps: {share:.1%} of its rows"), **facts)
    how = (
        N_("Share of the rows without a value, by column and period; to the right, over all periods.")
        if fitness.sheets["missing_by_period"].height
        else N_("Share of the rows without a value, by column.")
    )
    gaps = sheet.filter(pl.col("missing") > 0)
    told = ", ".join(
        f"“{row['column']}” {_share(row['missing_share'], look)}"
        for row in gaps.head(6).iter_rows(named=True)
    )
    return fig.Caption(title, _say(look, how), _say(look, N_("Missing values: {told}."), told=told))


# --- how the outcome lies -----------------------------------------------------------------------


def _outcome(fitness: "Fitness", look: fig.Look) -> alt.LayerChart:
    """A histogram of the outcome, with its declared bounds."""
    spec = cast("FitnessSpec", fitness.spec)
    rows = fitness.sheets["outcome_histogram"].to_dicts()
    ends = [rows[0]["from"], rows[-1]["to"], *(spec.bounds or ())]
    values = fig.ticks(min(ends), max(ends), about=4 if look.narrow else 8)
    counts = fig.ticks(0.0, max(row["rows"] for row in rows), about=4)
    full = NARROW if look.narrow else FULL
    room = fig.Room.within(full, 180, left=fig.text_width(f"{counts[-1]:,}") + 16, right=18, top=38)
    x = alt.X(
        "from:Q",
        scale=fig.scale(values),
        axis=fig.axis(values, title=f"“{spec.outcome}”", titleAnchor="start"),
    )
    y = alt.Y("rows:Q", scale=fig.scale(counts), axis=fig.axis(counts, title=None))
    layers = [
        fig.chart(rows).mark_rect(xOffset=0.5, x2Offset=-0.5).encode(x=x, x2="to:Q", y=y, y2=alt.Y2Datum(0)),
        *_bound_lines(spec, look),
        fig.label(_say(look, N_("rows")), -room.left, -28, "strong-label"),
    ]
    return fig.compose(layers, room, look, _outcome_caption(fitness, look))


def _bound_lines(spec: "FitnessSpec", look: fig.Look) -> list[alt.Chart]:
    if not spec.bounds:
        return []
    chart = fig.chart([{"bound": bound} for bound in spec.bounds])
    line = chart.mark_rule(style="reference").encode(x="bound:Q")
    words = _say(look, N_("bound"))
    text = chart.mark_text(style="note", text=words, baseline="bottom").encode(x="bound:Q", y=alt.value(-4))
    return [line, text]


def _outcome_caption(fitness: "Fitness", look: fig.Look) -> fig.Caption:
    spec = cast("FitnessSpec", fitness.spec)
    row = fitness.sheets["columns"].filter(pl.col("role") == "outcome").row(0, named=True)
    facts: dict[str, Fact] = {
        "outcome": spec.outcome,
        "low": row["min"],
        "high": row["max"],
        "floor": row["at_floor"],
        "ceiling": row["at_ceiling"],
    }
    title = _say(look, N_("“{outcome}” lies between {low:g} and {high:g}"), **facts)
    how = _say(look, N_("{floor:.1%} of the rows lie at the lower end, {ceiling:.1%} at the upper."), **facts)
    return fig.Caption(title, how, f"{title}. {how}")


# --- who is seen how often ----------------------------------------------------------------------


def _periods(fitness: "Fitness", look: fig.Look) -> alt.LayerChart:
    """How many units have how many periods."""
    rows = fitness.sheets["periods_per_unit"].to_dicts()
    names = [str(row["periods"]) for row in rows]
    counts = fig.ticks(0.0, max(row["units"] for row in rows), about=4)
    full = NARROW if look.narrow else FULL
    room = fig.Room.within(full, 160, left=fig.text_width(f"{counts[-1]:,}") + 16, right=12, top=30)
    shown = _evenly(names, 8 if look.narrow else 16)
    x = alt.X("periods:N", sort=None, scale=alt.Scale(domain=names, paddingInner=0.2),
              axis=alt.Axis(values=shown, labelAngle=0, title=_say(look, N_("periods with records")),
                            titleAnchor="start"))  # fmt: skip
    y = alt.Y("units:Q", scale=fig.scale(counts), axis=fig.axis(counts, title=None))
    bars = fig.chart([row | {"periods": str(row["periods"])} for row in rows]).mark_bar().encode(x=x, y=y)
    head = fig.label(_say(look, N_("units")), -room.left, -18, "strong-label")
    return fig.compose([bars, head], room, look, _periods_caption(fitness, look))


def _periods_caption(fitness: "Fitness", look: fig.Look) -> fig.Caption:
    sheet = fitness.sheets["periods_per_unit"]
    units, most = int(sheet["units"].sum()), int(cast("int", sheet["periods"].max()))
    facts: dict[str, Fact] = {
        "all": int(sheet.filter(pl.col("periods") == most)["units"].sum()),
        "units": units,
        "most": most,
        "one": int(sheet.filter(pl.col("periods") <= 1)["units"].sum()),
    }
    title = _say(look, N_("{all} of {units} units have records in {most} periods"), **facts)
    how = _say(look, N_("Units by the number of their periods; with one period only: {one}."), **facts)
    return fig.Caption(title, how, f"{title}. {how}")


DRAWN: "dict[str, Callable[[Fitness, fig.Look], alt.LayerChart]]" = {
    "missing": _missing,
    "outcome": _outcome,
    "periods": _periods,
}
