"""The tables of a pulse."""

from typing import Any

import numpy as np
import polars as pl

from jopoi.sense._pulse_data import People, Question, Wave
from jopoi.sense._pulse_estimates import Answered, Estimate, estimated

Row = dict[str, Any]


def sheets_of(people: People, asked: int | None) -> dict[str, pl.DataFrame]:
    """Answers of the latest wave, its margins, and the waves with what changed."""
    rows = [row for question in people.questions for row in answers_of(people.latest, question)]
    sheets = {
        "answers": _with_silent(pl.DataFrame(rows, schema=_ANSWERS), people, asked),
        "margins": _margins(people.latest),
        "unreached": people.latest.unreached,
        "left_out": people.left_out,
    }
    if len(people.waves) > 1:
        sheets["waves"] = _waves(people)
        sheets["changes"] = _changes(people)
    return sheets


_ANSWERS: dict[str, type[pl.DataType]] = {
    "question": pl.String,
    "answer": pl.String,
    "people": pl.Int64,
    "raw": pl.Float64,
    "value": pl.Float64,
    "lower": pl.Float64,
    "upper": pl.Float64,
    "design_effect": pl.Float64,
}


def answers_of(wave: Wave, question: Question) -> list[Row]:
    """Each answer to a question with its weighted share, and the mean of a number."""
    column = wave.rows[question.name]
    if column.is_not_null().sum() < 2:
        return []
    said, found = question.said(column), _estimate(wave, question)
    means, shares = found.interval(), found.share_interval(_who(wave, question).effective)
    rows = []
    for place, answer in enumerate(question.answers):
        raw = said[:, place]
        alone = float(raw.var(ddof=1)) / len(raw)
        low, high = means if answer is None else shares
        rows.append(
            {
                "question": question.name,
                "answer": answer,
                "people": len(raw) if answer is None else int(raw.sum()),
                "raw": float(raw.mean()),
                "value": float(found.value[place]),
                "lower": float(low[place]),
                "upper": float(high[place]),
                "design_effect": float(found.variance[place]) / alone if alone > 0.0 else None,
            }
        )
    return rows


def _who(wave: Wave, question: Question) -> Answered:
    return wave.who.some(wave.rows[question.name].is_not_null().to_numpy())


def _estimate(wave: Wave, question: Question) -> Estimate:
    return estimated(question.said(wave.rows[question.name]), _who(wave, question))


def _with_silent(answers: pl.DataFrame, people: People, asked: int | None) -> pl.DataFrame:
    """How low and high each share could be if those who did not answer thought otherwise."""
    if asked is None:
        return answers
    part = people.latest.rows.height / asked
    share = pl.when(pl.col("answer").is_not_null()).then(pl.col("value"))
    return answers.with_columns(lowest=share * part, highest=share * part + (1.0 - part))


def _margins(wave: Wave) -> pl.DataFrame:
    rows = []
    for margin in wave.who.margins:
        size = len(margin.aim)
        counts = np.bincount(margin.code, minlength=size)
        weighted = np.bincount(margin.code, wave.who.weight, size)
        for place, category in enumerate(margin.categories):
            rows.append(
                {
                    "column": margin.column,
                    "category": category,
                    "people": int(counts[place]),
                    "answered": float(counts[place] / counts.sum()),
                    "population": float(margin.aim[place]),
                    "weighted": float(weighted[place] / weighted.sum()),
                    "weight": float(weighted[place] / counts[place]),
                }
            )
    schema = {"column": pl.String, "category": pl.String, "people": pl.Int64} | dict.fromkeys(
        ("answered", "population", "weighted", "weight"), pl.Float64
    )
    return pl.DataFrame(rows, schema=schema)


def _waves(people: People) -> pl.DataFrame:
    rows = [
        {"wave": wave.name} | row
        for wave in people.waves
        for question in people.questions
        for row in answers_of(wave, question)
    ]
    return pl.DataFrame(rows, schema={"wave": pl.String, **_ANSWERS})


def _changes(people: People) -> pl.DataFrame:
    """What changed from the first wave to the latest; both are taken as drawn apart."""
    rows = []
    for question in people.questions:
        sides = [people.waves[0], people.waves[-1]]
        if any(side.rows[question.name].drop_nulls().len() < 2 for side in sides):
            continue
        first, last = (_estimate(side, question) for side in sides)
        change = Estimate(
            last.value - first.value, last.variance + first.variance, min(first.freedom, last.freedom)
        )
        low, high = change.interval()
        for place, answer in enumerate(question.answers):
            rows.append(
                {
                    "question": question.name,
                    "answer": answer,
                    "first": float(first.value[place]),
                    "latest": float(last.value[place]),
                    "change": float(change.value[place]),
                    "lower": float(low[place]),
                    "upper": float(high[place]),
                }
            )
    schema = {"question": pl.String, "answer": pl.String} | dict.fromkeys(
        ("first", "latest", "change", "lower", "upper"), pl.Float64
    )
    return pl.DataFrame(rows, schema=schema)
