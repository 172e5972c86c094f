"""The list made from some periods and looked at in the others, over every split."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from jopoi._core.frames import Table
from jopoi._core.reduce import Floats
from jopoi.errors import JopoiError, TableError
from jopoi.progress import portion, step
from jopoi.sense._backtest_spec import BacktestSpec
from jopoi.sense._persistence import HeldOut, Persistence
from jopoi.sense._rows import find_rows
from jopoi.sense._screening_parts import Screened, screened_of
from jopoi.sense._screening_spec import ScreenSpec, ShortlistSpec, label
from jopoi.words import N_

_LEAST = 3  # periods: two to screen on, one to look at


@dataclass(frozen=True)
class Split:
    """Which periods a list was made from, and which were kept back, each in order."""

    screened: tuple[str, ...]
    held_out: tuple[str, ...]
    forward: bool


@dataclass(frozen=True)
class Tried:
    """One split with its list; or why it has none.

    Attributes
    ----------
    split : Split
    units : Series
        The units that were screened.
    chosen : (K,) int array
        Positions of those on the list.
    effect : (N,) array
        Raw effects in the screened periods.
    after : HeldOut or None
    fared : Persistence or None
    problem : JopoiError, optional
    """

    split: Split
    units: pl.Series
    chosen: NDArray[np.intp]
    effect: Floats
    after: HeldOut | None
    fared: Persistence | None
    problem: JopoiError | None = None


def splits_of(table: Table, spec: BacktestSpec, seed: int) -> tuple[list[Split], int]:
    """Every way to keep periods back, those in order of time first, drawn if there are many; and how many.

    Raises
    ------
    TableError
        There are too few periods.
    """
    asked = screening_of(spec, ())
    periods = find_rows(table, asked.of_rates if spec.over else asked).periods
    names = [label(period) for period in periods]
    if len(names) < _LEAST:
        raise TableError(
            N_("A backtest needs at least {least} periods. “{column}” has {n}."),
            N_("Give a table with more periods."),
            least=_LEAST,
            column=spec.period,
            n=len(names),
        )
    alone = spec.standard_error is not None or spec.over is not None
    every = list(_every(names, least=1 if alone else 2))
    if len(every) <= spec.most:
        return every, len(every)
    forward = [split for split in every if split.forward][: spec.most]
    others = [split for split in every if not split.forward]
    drawn = np.random.default_rng(seed).choice(len(others), spec.most - len(forward), replace=False)
    return [*forward, *(others[k] for k in sorted(drawn.tolist()))], len(every)


def _every(names: Sequence[str], *, least: int) -> list[Split]:
    found = []
    for size in range(least, len(names)):
        for places in combinations(range(len(names)), size):
            screened = tuple(names[k] for k in places)
            held_out = tuple(name for k, name in enumerate(names) if k not in places)
            found.append(Split(screened, held_out, forward=places == tuple(range(size))))
    return sorted(found, key=lambda split: not split.forward)


def screening_of(spec: ShortlistSpec, held_out: tuple[str, ...]) -> ScreenSpec:
    """The screening that keeps some periods back."""
    shared = {name: getattr(spec, name) for name in ShortlistSpec.model_fields}
    return ScreenSpec(**shared | {"confirm": held_out})


def try_all(table: Table, spec: BacktestSpec, splits: Sequence[Split]) -> tuple[Screened, list[Tried]]:
    """The screening on all periods, and every split.

    Raises
    ------
    JopoiError
        The table cannot carry the screening on all periods.
    """
    with portion(0.0, 0.05):
        whole = screened_of(table, screening_of(spec, ()))
    tried = []
    for place, split in enumerate(splits):
        step(N_("keeping other periods back"), 0.05 + 0.9 * place / len(splits))
        with portion(0.05 + 0.9 * place / len(splits), 0.05 + 0.9 * (place + 1) / len(splits)):
            tried.append(_try(table, spec, split))
    return whole, tried


def _try(table: Table, spec: BacktestSpec, split: Split) -> Tried:
    try:
        found = screened_of(table, screening_of(spec, split.held_out))
    except JopoiError as problem:
        empty = pl.Series("unit", [], dtype=pl.String)
        none = np.empty(0, np.intp)
        return Tried(split, empty, none, np.empty(0), None, None, problem)
    listing = found.outcome.estimate
    return Tried(
        split=split,
        units=found.prepared.sums.unit,
        chosen=listing.chosen,
        effect=listing.posterior.effect,
        after=found.after,
        fared=found.lists["shortlist"],
    )
