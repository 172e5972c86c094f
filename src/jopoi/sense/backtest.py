"""Whether a shortlist lasts: made from some periods, looked at in the others, over every split."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from jopoi._core.digests import digest
from jopoi._core.frames import Table, take
from jopoi._core.results import Result, Value
from jopoi._core.specs import Spec, parse
from jopoi.errors import Caution
from jopoi.progress import step
from jopoi.sense import _backtest_cautions as cautions
from jopoi.sense import _backtest_words as words
from jopoi.sense._backtest_run import splits_of, try_all
from jopoi.sense._backtest_sheets import sheets_of
from jopoi.sense._backtest_shown import shown
from jopoi.sense._backtest_spec import BacktestSpec
from jopoi.sense._comparison_rules import Allowed
from jopoi.sense._screening_parts import Screened
from jopoi.sense._screening_sheets import chance_share
from jopoi.sense._screening_spec import Expectation, Prior
from jopoi.words import N_

if TYPE_CHECKING:
    import altair as alt
    import polars as pl

    from jopoi._core.shown import Shown

__all__ = ["Backtest", "BacktestSpec", "backtest"]

_FEW, _FEW_LOOKS = 4, 30
_CLEARLY = 0.8  # of what regression to the mean leaves: below that something fades


@dataclass(frozen=True, kw_only=True)
class Backtest(Result):
    """A shortlist looked at over every split of the periods.

    ``tables`` holds, in the caller's frame type: ``units`` (unit; listed, the share of splits whose list
    holds it; held_up, the share of those in which it is in the top share of the periods kept back; on_list,
    whether the list of all periods holds it; persistent) and ``splits`` (the periods screened and kept back,
    whether they go forward in time, how many were listed and held up, how many would by chance and by
    regression to the mean, mean effects before, expected and after, the correlation of all units' effects,
    and why it has no answer if it has none).
    """

    spec_type: ClassVar[type[Spec]] = BacktestSpec

    def headline(self, language: str = "en") -> tuple[str, str]:
        """How often those listed held up, and the gravest doubt."""
        return words.headline(self, language)

    def may_say(self, language: str = "en") -> list[str]:
        """What the backtest lets you say."""
        return words.may_say(self, language)

    def may_not_claim(self, language: str = "en") -> list[str]:
        """What the backtest does not let you claim."""
        return words.may_not_claim(language)

    def summary(self, language: str = "en") -> str:
        """The answer, what it rests on and what may not be claimed."""
        return words.summary(self, language)

    def shown(self, language: str = "en") -> "Shown":
        """The list of all periods, those that last first."""
        return shown(self, language)

    def figures(
        self, language: str = "en", *, theme: str = "light", narrow: bool = False
    ) -> "dict[str, alt.LayerChart | alt.Chart]":
        """How those listed fared, beside regression to the mean and chance."""
        from jopoi.sense import _backtest_figures  # noqa: PLC0415 - drawing costs a second to load

        return _backtest_figures.figures(self, language, theme=theme, narrow=narrow)


def backtest(  # noqa: PLR0913 - the options of a backtest, each a field of its spec
    frame: object,
    *,
    unit: str,
    outcome: str,
    period: str,
    context: Sequence[str] = (),
    practices: Sequence[str] = (),
    practices_in_context: Allowed = "refused",
    group: str | None = None,
    standard_error: str | None = None,
    weight: str | None = None,
    denominator: str | None = None,
    exposure: str | None = None,
    bounds: tuple[float, float] | None = None,
    near_bounds: bool = False,
    higher_is_better: bool = True,
    prior: Prior = "normal",
    expectation: Expectation = "linear",
    peers: int = 25,
    top: float = 0.10,
    false_share: float = 0.20,
    capacity: int | None = None,
    most: int = 100,
    rng: int | None = None,
) -> Backtest:
    """Make the list from some periods and see who is at the top again in the others, over every split.

    Lists hold up less often than they promise, and would even if nothing changed: who is listed was lucky
    too. So what held up is shown beside what regression to the mean alone leaves, and beside chance. A unit
    is called persistent only if it is on the list of all periods, is listed in half of the splits or more,
    and held up in four of five of those.

    Parameters
    ----------
    frame : data frame
        Pandas, Polars or PyArrow table, DuckDB relation, Dask, Spark or lazy Polars frame. Never changed.
    unit, outcome, period, context, practices, practices_in_context, group, standard_error, weight, \
denominator, exposure, bounds, near_bounds, higher_is_better, prior, expectation, peers, top, \
false_share, capacity
        As in `screen`; at least three periods.
    most : int
        At most so many splits; drawn if there are more, those that go forward in time all kept.
    rng : int, optional
        Seed of that draw; without it, that of the input's digest.

    Returns
    -------
    Backtest

    Raises
    ------
    ColumnError
        A column is missing or holds what its part does not allow.
    OptionError
        An option makes no sense, alone or beside another.
    TableError
        There are fewer than three periods, or the table cannot carry a screening.

    Notes
    -----
    A screening needs two periods to tell chance from what lasts, one where standard errors or denominators
    are given; so many are screened at least. Splits overlap and are no independent proofs.

    References
    ----------
    On regression to the mean: Stigler, S. M. (1997). Regression towards the mean, historically considered.
    *Statistical Methods in Medical Research*. Of 27 US veterans' facilities that stood out in 2009, three
    still did in the years after (*BMC Health Services Research*, 2017).

    Examples
    --------
    Sixty posts over four years; every tenth does better throughout:

    >>> import numpy as np, polars as pl, warnings
    >>> draw, post = np.random.default_rng(3), np.tile(np.arange(60), 4)
    >>> frame = pl.DataFrame(
    ...     {
    ...         "post": post,
    ...         "year": np.repeat(np.arange(2021, 2025), 60),
    ...         "visits": 50 + 8 * (post % 10 == 0) + draw.normal(0, 2, 240),
    ...     }
    ... )
    >>> with warnings.catch_warnings(action="ignore"):
    ...     found = backtest(frame, unit="post", outcome="visits", period="year")
    >>> found.values["splits"], found.values["persistent"]
    (10, 6)
    """
    spec = parse(
        BacktestSpec,
        unit=unit,
        outcome=outcome,
        period=period,
        context=context,
        practices=practices,
        practices_in_context=practices_in_context,
        group=group,
        standard_error=standard_error,
        weight=weight,
        denominator=denominator,
        exposure=exposure,
        bounds=bounds,
        near_bounds=near_bounds,
        higher_is_better=higher_is_better,
        prior=prior,
        expectation=expectation,
        peers=peers,
        top=top,
        false_share=false_share,
        capacity=capacity,
        most=most,
        rng=rng,
    )
    table = take(frame)
    table.require(*spec.columns)
    seal = digest(table, spec.columns)
    seed = spec.rng if spec.rng is not None else int(seal.removeprefix("b3:")[:12], 16)
    splits, every = splits_of(table, spec, seed)
    whole, tried = try_all(table, spec, splits)
    sheets = sheets_of(whole, tried, 1.0 if spec.higher_is_better else -1.0)
    return _wrap(table, spec, sheets, _values(whole, sheets, every), seal)


def _wrap(
    table: Table, spec: BacktestSpec, sheets: "dict[str, pl.DataFrame]", values: dict[str, Value], seal: str
) -> Backtest:
    told = _cautions(sheets, values)
    for caution in told:
        warnings.warn(caution.kind(caution.message), stacklevel=3)
    step(N_("done"), 1.0)
    return Backtest(
        spec=spec,
        input_digest=seal,
        values=values,
        sheets=sheets,
        warnings=tuple(told),
        frame_kind=table.kind,
    )


def _values(whole: Screened, sheets: "dict[str, pl.DataFrame]", every: int) -> dict[str, Value]:
    units, splits = sheets["units"], sheets["splits"]
    fared = splits.filter(splits["with_records"] > 0)
    forward = fared.filter(fared["forward"])
    return {
        "rows": int(whole.prepared.sums.rows.sum()),
        "units": len(whole.prepared.sums.unit),
        "splits": int(splits["problem"].is_null().sum()),
        "splits_failed": int(splits["problem"].is_not_null().sum()),
        "splits_there_are": every,
        "held_up_share": _part(fared, "held_up"),
        "expected_share": _part(fared, "by_regression_to_the_mean"),
        "chance_share": _part(fared, "by_chance"),
        "held_up_forward": _part(forward, "held_up"),
        "expected_forward": _part(forward, "by_regression_to_the_mean"),
        **{name: _weighted(fared, name) for name in ("effect_before", "effect_expected", "effect_after")},
        "correlation": splits["correlation"].mean(),  # type: ignore[dict-item]  # floats
        "reliability": 1.0 - chance_share(whole.outcome.estimate),
        "listed_now": int(units["on_list"].sum()),
        "persistent": int(units["persistent"].sum()),
    }


def _part(fared: "pl.DataFrame", name: str) -> float | None:
    """Of all looks back at someone listed, the part that is counted under a name."""
    looks = int(fared["with_records"].sum())
    return float(fared[name].sum()) / looks if looks else None


def _weighted(fared: "pl.DataFrame", name: str) -> float | None:
    """The mean over splits, each counting for as many as were listed."""
    looks = int(fared["with_records"].sum())
    return float((fared[name] * fared["with_records"]).sum()) / looks if looks else None


def _cautions(sheets: "dict[str, pl.DataFrame]", values: dict[str, Value]) -> list[Caution]:
    found: list[Caution] = []
    held, expected, chance = (values[name] for name in ("held_up_share", "expected_share", "chance_share"))
    if isinstance(held, float) and isinstance(expected, float) and isinstance(chance, float):
        if held <= chance:
            found.append(Caution.of(cautions.NoBetterThanChance, held=held, chance=chance))
        for one, other in ((held, expected), (values["held_up_forward"], values["expected_forward"])):
            if isinstance(one, float) and isinstance(other, float) and one < _CLEARLY * other:
                found.append(Caution.of(cautions.FadesFaster, held=one, expected=other))
                break
    if values["listed_now"] and not values["persistent"]:
        found.append(Caution.of(cautions.NobodyPersists))
    tried = sheets["splits"].height
    looks = int(sheets["splits"]["with_records"].sum())
    if tried < _FEW or looks < _FEW_LOOKS:
        found.append(Caution.of(cautions.FewLooksBack, splits=tried, looks=looks))
    if values["splits_failed"]:
        found.append(Caution.of(cautions.SplitsFailed, n=values["splits_failed"]))
    if tried < int(str(values["splits_there_are"])):
        found.append(Caution.of(cautions.SplitsDrawn, every=values["splits_there_are"], tried=tried))
    return sorted(found, key=lambda caution: caution.kind.importance)
