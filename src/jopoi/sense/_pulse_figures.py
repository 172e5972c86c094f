"""What people answered, with its doubt, and how like the population they are."""

from typing import TYPE_CHECKING, Any

import altair as alt
import polars as pl

from jopoi._core import figures as fig
from jopoi.sense._pulse_words import headline, spec_of, told
from jopoi.words import N_, phrase

if TYPE_CHECKING:
    from jopoi.sense.pulse import Pulse

_FULL, _NARROW = 580, 350
_ROW, _MOST_ROWS = 42, 12
_KEY_BELOW = 56


def figures(
    pulse: "Pulse", language: str = "en", *, theme: str = "light", narrow: bool = False
) -> "dict[str, alt.LayerChart | alt.Chart]":
    """Draw every figure that this result has."""
    look = fig.Look(language, theme, narrow)
    found: dict[str, alt.LayerChart | alt.Chart] = {}
    rows = _first_choices(pulse)
    if rows:
        found["answers"] = _answers(pulse, rows, look)
    if pulse.sheets["margins"].height:
        found["likeness"] = _likeness(pulse, look)
    return found


def _first_choices(pulse: "Pulse") -> list[dict[str, Any]]:
    """The answers to the first question that has choices."""
    answers = pulse.sheets["answers"].filter(pl.col("answer").is_not_null())
    for question in spec_of(pulse).questions:
        rows = answers.filter(pl.col("question") == question)
        if rows.height:
            return rows.head(_MOST_ROWS).to_dicts()
    return []


def _answers(pulse: "Pulse", rows: list[dict[str, Any]], look: fig.Look) -> alt.LayerChart:
    """A line an answer: the interval, the weighted share, and the share before weighting."""
    question = rows[0]["question"]
    names = [f"{row['answer']}: {told(row, 'value', look.language)}" for row in rows]
    signs = [
        fig.KeyEntry(
            (("rule", "interval-outer"), ("circle", "estimate")),
            phrase(N_("weighted, with its interval of 95%"), look.language),
        )
    ]
    if spec_of(pulse).population:
        signs.append(fig.KeyEntry((("tick", "raw-value"),), phrase(N_("before weighting"), look.language)))
    values = fig.ticks(0.0, max(max(row["upper"], row["raw"]) for row in rows), about=5)
    title = phrase(N_("of people"), look.language)
    layers, room, x = _lines(rows, names, ("lower", "value"), values, title, signs, look)
    for place, row in enumerate(rows):
        y = alt.value(_ROW * place + 26)
        one = fig.chart([row])
        layers.append(
            one.mark_rule(style="interval-outer").encode(x=alt.X("lower:Q", scale=x), x2="upper:Q", y=y)
        )
        if len(signs) > 1:
            tick = one.mark_rule(style="raw-value")
            layers.append(tick.encode(x=alt.X("raw:Q", scale=x), y=alt.value(_ROW * place + 19),
                                      y2=alt.value(_ROW * place + 33)))  # fmt: skip
        layers.append(
            one.mark_point(style="estimate", shape="circle").encode(x=alt.X("value:Q", scale=x), y=y)
        )
    answer, doubt = headline(pulse, look.language)
    heading = phrase(N_("What people say to “{question}”"), look.language, question=question)
    listed = "; ".join(names)
    return fig.compose(layers, room, look, fig.Caption(heading, "", f"{answer} {listed}. {doubt}"))


def _likeness(pulse: "Pulse", look: fig.Look) -> alt.LayerChart:
    """A line a category: its share among those who answered, and in the population."""
    rows = pulse.sheets["margins"].head(2 * _MOST_ROWS).to_dicts()
    names = [f"{row['column']}: {row['category']}" for row in rows]
    signs = [
        fig.KeyEntry((("circle", "estimate"),), phrase(N_("of those who answered"), look.language)),
        fig.KeyEntry((("tick", "raw-value"),), phrase(N_("of the population"), look.language)),
    ]
    values = fig.ticks(0.0, max(max(row["answered"], row["population"]) for row in rows), about=5)
    layers, room, x = _lines(rows, names, ("answered", "population"), values, None, signs, look)
    for place, row in enumerate(rows):
        y, one = alt.value(_ROW * place + 26), fig.chart([row])
        line = one.mark_rule(style="quiet-line")
        layers += [
            line.encode(x=alt.X("answered:Q", scale=x), x2="population:Q", y=y),
            one.mark_rule(style="raw-value").encode(
                x=alt.X("population:Q", scale=x), y=alt.value(_ROW * place + 19),
                y2=alt.value(_ROW * place + 33),
            ),
            one.mark_point(style="estimate", shape="circle").encode(x=alt.X("answered:Q", scale=x), y=y),
        ]  # fmt: skip
    heading = phrase(N_("How like the population those are who answered"), look.language)
    how = phrase(N_("Weights bring each circle to its mark."), look.language)
    listed = "; ".join(
        phrase(N_("{name}: {answered:.0%} of those who answered, {population:.0%} of the population"),
               look.language, name=name, answered=row["answered"], population=row["population"])
        for name, row in zip(names, rows, strict=True)
    )  # fmt: skip
    return fig.compose(layers, room, look, fig.Caption(heading, how, f"{heading}. {listed}."))


def _lines(
    rows: list[dict[str, Any]],
    names: list[str],
    fields: tuple[str, str],
    values: list[float],
    title: str | None,
    signs: list[fig.KeyEntry],
    look: fig.Look,
) -> tuple[list[alt.Chart], fig.Room, alt.Scale]:
    """The names over empty lines, the axis and the key."""
    full = _NARROW if look.narrow else _FULL
    room = fig.Room.within(
        full, _ROW * len(rows), left=8, right=22, top=4, bottom=_KEY_BELOW + fig.key_height(signs, full)
    )
    scale = fig.scale(values)
    axis = fig.axis(values, title=title, titleAnchor="start", share=True)
    ground = fig.chart(rows).mark_point(opacity=0)
    layers = [ground.encode(x=alt.X(f"{fields[0]}:Q", scale=scale, axis=axis))]
    layers += [
        fig.label(fig.wrap(name, room.width)[0], 0, _ROW * place + 10) for place, name in enumerate(names)
    ]
    return [*layers, *fig.key(signs, room, _KEY_BELOW)], room, scale
