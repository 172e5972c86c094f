"""The same question asked in every way that was declared, and what each way lists."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product
from typing import get_args

import numpy as np
import polars as pl

from jopoi._core.frames import Table
from jopoi.errors import JopoiError
from jopoi.progress import step
from jopoi.sense._columns import check_columns
from jopoi.sense._counted import screen_counts
from jopoi.sense._expected import with_expectation
from jopoi.sense._multiverse_spec import MultiverseSpec
from jopoi.sense._prepared import prepare
from jopoi.sense._rows import find_rows
from jopoi.sense._screening import Fitted, Listing, Rule, cut, fit_sums
from jopoi.sense._screening_parts import ready_counts
from jopoi.sense._screening_spec import Expectation, Prior, ScreenSpec, ShortlistSpec, label
from jopoi.words import N_

CHOICES = ("context", "group", "periods", "expectation", "prior", "top", "false_share")
_FEW_PERIODS = 4
_MOST_TOP = 0.5
_WIDER, _STRICTER = (
    1.5,
    0.5,
)  # whoever is exceptional is so among more; whoever is sure is so if one is strict


Ready = dict[tuple[object, ...], tuple[Fitted, pl.Series]]


@dataclass(frozen=True)
class Way:
    """One way to ask: a value for each choice. The first of each is as asked."""

    context: tuple[str, ...]
    group: str | None
    periods: str
    expectation: Expectation
    prior: Prior
    top: float
    false_share: float


@dataclass(frozen=True)
class Asked:
    """What one way lists; or why it cannot be asked."""

    way: Way
    listed: frozenset[object]
    expected_false_share: float
    problem: JopoiError | None = None


def ways_of(table: Table, spec: MultiverseSpec) -> tuple[dict[str, list[object]], dict[str, tuple[str, ...]]]:
    """What each choice may be, as asked first; and which periods each name of periods holds out."""
    held = _periods(table, spec)
    contexts = [(*spec.context, *more) for more in _subsets(spec.optional)]
    tops = dict.fromkeys([spec.top, min(_WIDER * spec.top, _MOST_TOP)])
    alternatives: dict[str, list[object]] = {
        "context": [*contexts],
        "group": [spec.group, None] if spec.group else [None],
        "periods": list(held),
        "expectation": _expectations(spec),
        "prior": _priors(spec),
        "top": list(tops),
        "false_share": [spec.false_share, _STRICTER * spec.false_share],
    }
    return alternatives, held


def _subsets(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))


def _priors(spec: MultiverseSpec) -> list[object]:
    """As asked first; one that goes with precision where it is known how exactly units are seen."""
    known = spec.standard_error is not None or (spec.weight is not None and not spec.near_bounds)
    others = [prior for prior in get_args(Prior) if prior != spec.prior and (known or prior != "precision")]
    return [spec.prior, *others]


def _expectations(spec: MultiverseSpec) -> list[object]:
    """As asked, and the nearest units or a straight line in its place where circumstances were given."""
    other = "neighbours" if spec.expectation == "linear" else "linear"
    return [spec.expectation, other] if spec.context else [spec.expectation]


def _periods(table: Table, spec: MultiverseSpec) -> dict[str, tuple[str, ...]]:
    """All periods, and each half, by what is held out."""
    held: dict[str, tuple[str, ...]] = {"all": ()}
    if spec.period is None:
        return held
    asked = ScreenSpec(**{name: getattr(spec, name) for name in ShortlistSpec.model_fields})
    names = [label(period) for period in find_rows(table, asked.of_rates if spec.over else asked).periods]
    if len(names) >= _FEW_PERIODS:
        half = len(names) // 2
        held |= {"earlier half": tuple(names[half:]), "later half": tuple(names[:half])}
    return held


def combined(alternatives: Mapping[str, Sequence[object]], most: int, seed: int) -> tuple[list[Way], int]:
    """The ways to ask, as asked first, drawn if there are more than ``most``; and how many there are."""
    every = [Way(*values) for values in product(*(alternatives[name] for name in CHOICES))]  # type: ignore[arg-type]
    if len(every) <= most:
        return every, len(every)
    drawn = np.random.default_rng(seed).choice(np.arange(1, len(every)), most - 1, replace=False)
    return [every[0], *(every[k] for k in sorted(drawn.tolist()))], len(every)


def ask_all(
    table: Table, spec: MultiverseSpec, ways: Sequence[Way], held: Mapping[str, tuple[str, ...]]
) -> tuple[list[Asked], pl.Series]:
    """Ask in every way; and the units of the first.

    Raises
    ------
    JopoiError
        If it cannot be asked as it was asked.
    """
    asked: list[Asked] = []
    ready: Ready = {}
    units: pl.Series | None = None
    for place, way in enumerate(ways):
        step(N_("asking in another way"), 0.05 + 0.9 * place / len(ways))
        one = _one(spec, way, held[way.periods])
        try:
            listing, known = _listed(table, one, ready)
        except JopoiError as problem:
            if units is None:
                raise
            asked.append(Asked(way, frozenset(), 0.0, problem))
            continue
        units = known if units is None else units
        listed = frozenset(known[listing.chosen.tolist()].to_list())
        asked.append(Asked(way, listed, listing.expected_false_share))
    assert units is not None  # noqa: S101 - the first way is always asked
    return asked, units


def _one(spec: ShortlistSpec, way: Way, held: tuple[str, ...]) -> ScreenSpec:
    """The screening of one way."""
    shared = {name: getattr(spec, name) for name in ShortlistSpec.model_fields}
    chosen = {name: getattr(way, name) for name in CHOICES if name != "periods"}
    return ScreenSpec(**shared | chosen | {"confirm": held})


def _listed(table: Table, one: ScreenSpec, ready: Ready) -> tuple[Listing, pl.Series]:
    """What one way lists, and the units of which; a fit serves all lists that are cut from it."""
    rule = Rule(one.top, one.false_share, one.capacity, one.prior)
    if one.by_odds:
        counts, rates, own = ready_counts(table, one)
        prepared = prepare(counts.table, counts.spec)
        return screen_counts(prepared, rates, own, rule).outcome.estimate, prepared.sums.unit
    key = (one.context, one.group, one.confirm, one.expectation)
    if key not in ready:
        check_columns(table, one)
        peers = with_expectation(table, one)
        known = prepare(peers.table, peers.spec)
        fitted = fit_sums(known.sums, known.codes, given_noise=one.standard_error is not None)
        ready[key] = (fitted, known.sums.unit)
    fitted, units = ready[key]
    return cut(fitted.ready, fitted.best, rule), units
