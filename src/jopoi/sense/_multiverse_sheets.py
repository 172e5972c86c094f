"""The tables of a multiverse: units, specifications, and what each choice moves."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

import polars as pl

from jopoi.sense._multiverse_run import CHOICES, Asked, Way

STEADY = 0.9  # of the specifications: listed whatever one chooses, but for the odd one


def sheets_of(
    asked: Sequence[Asked], units: pl.Series, alternatives: Mapping[str, Sequence[object]]
) -> dict[str, pl.DataFrame]:
    """All tables."""
    answered = [one for one in asked if one.problem is None]
    return {
        "units": _units(answered, units),
        "choices": _choices(answered, alternatives),
        "specifications": _specifications(asked),
    }


def _units(answered: Sequence[Asked], units: pl.Series) -> pl.DataFrame:
    """How often each unit is listed, those that are listed at all."""
    times: defaultdict[object, int] = defaultdict(int)
    for one in answered:
        for unit in one.listed:
            times[unit] += 1
    every = units.to_list()
    seen = [unit for unit in every if times[unit]]
    frame = pl.DataFrame(
        {
            "unit": pl.Series(seen, dtype=units.dtype),
            "share": [times[unit] / len(answered) for unit in seen],
            "as_asked": [unit in answered[0].listed for unit in seen],
        },
        schema_overrides={"share": pl.Float64, "as_asked": pl.Boolean},
    )
    return frame.with_columns(steady=pl.col("share") >= STEADY).sort(
        "share", "unit", descending=[True, False]
    )


def _choices(answered: Sequence[Asked], alternatives: Mapping[str, Sequence[object]]) -> pl.DataFrame:
    """How much of a list stays if one choice alone is made otherwise, in the mean of all such pairs."""
    rows = []
    for name in CHOICES:
        if len(alternatives[name]) < 2:
            continue
        alike: defaultdict[tuple[object, ...], list[Asked]] = defaultdict(list)
        for one in answered:
            alike[tuple(getattr(one.way, other) for other in CHOICES if other != name)].append(one)
        pairs = [_overlap(a, b) for group in alike.values() for a, b in combinations(group, 2)]
        if pairs:
            rows.append((name, len(alternatives[name]), len(pairs), sum(pairs) / len(pairs)))
    schema = {"choice": pl.String, "alternatives": pl.Int64, "pairs": pl.Int64, "stays": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row").sort("stays", "choice")


def _overlap(one: Asked, other: Asked) -> float:
    """The part of all units on either list that is on both; 1 for two empty lists."""
    either = one.listed | other.listed
    return len(one.listed & other.listed) / len(either) if either else 1.0


def _specifications(asked: Sequence[Asked]) -> pl.DataFrame:
    first = asked[0]
    return pl.DataFrame(
        [
            {
                "specification": number,
                **told(one.way),
                "listed": len(one.listed) if one.problem is None else None,
                "expected_false_share": one.expected_false_share if one.problem is None else None,
                "stays": _overlap(first, one) if one.problem is None else None,
                "problem": one.problem.say("en") if one.problem else None,
            }
            for number, one in enumerate(asked, start=1)
        ],
        schema_overrides={
            "listed": pl.Int64, "expected_false_share": pl.Float64, "stays": pl.Float64, "problem": pl.String,
            "group": pl.String,
        },
    )  # fmt: skip


def told(way: Way) -> dict[str, object]:
    """The choices of one way, as a row holds them."""
    return {
        "context": ", ".join(way.context),
        "group": way.group,
        "periods": way.periods,
        "expectation": way.expectation,
        "prior": way.prior,
        "top": way.top,
        "false_share": way.false_share,
    }
