"""Screen service units for potential positive deviants."""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from jopoi._core.digests import digest
from jopoi._core.frames import Table, take
from jopoi._core.results import Result
from jopoi._core.specs import Spec, parse
from jopoi.progress import step
from jopoi.sense import _screening_words as words
from jopoi.sense._comparison_rules import Allowed
from jopoi.sense._screening_parts import Screened, screened_of, sheets_of
from jopoi.sense._screening_report import cautions_of
from jopoi.sense._screening_spec import Better, Expectation, Prior, ScreenSpec
from jopoi.sense._screening_table import shown
from jopoi.sense._screening_values import values_of
from jopoi.words import N_

if TYPE_CHECKING:
    import altair as alt
    import polars as pl

    from jopoi._core.shown import Shown

__all__ = ["ScreenSpec", "Screening", "screen"]


@dataclass(frozen=True, kw_only=True)
class Screening(Result):
    """A shortlist of potential positive deviants, and what it rests on.

    ``tables`` holds, in the caller's frame type: ``units`` (one row a unit: unit, group,
    periods, rows, observed, expected, effect, standard_error, expected_error, posterior_mean,
    posterior_sd, lower, upper, tail_probability, selected, grade, steady, and with ``confirm``
    confirm_effect and held_up, with ``mirror`` mirror_flag), ``shortlist``, ``exclusions``,
    ``left_out``, ``sensitivity``, ``coefficients``, ``matches``, ``visits``, and, where asked
    for, ``persistence``, ``mirror``, ``concentration``, ``prior`` and ``precision``.
    """

    spec_type: ClassVar[type[Spec]] = ScreenSpec

    @property
    def units(self) -> Any:  # noqa: ANN401 - the caller's own frame type
        """The table of all units."""
        return self.tables["units"]

    @property
    def shortlist(self) -> Any:  # noqa: ANN401 - the caller's own frame type
        """The table of the selected units, surest first."""
        return self.tables["shortlist"]

    def headline(self, language: str = "en") -> tuple[str, str]:
        """How many units are potential positive deviants, and how many of them by luck."""
        return words.headline(self, language)

    def may_say(self, language: str = "en") -> list[str]:
        """What the screening lets you say."""
        return words.may_say(self, language)

    def may_not_claim(self, language: str = "en") -> list[str]:
        """What the screening does not let you claim."""
        return words.may_not_claim(self, language)

    def summary(self, language: str = "en") -> str:
        """The answer, its doubt, what it rests on and what may not be claimed."""
        return words.summary(self, language)

    def shown(self, language: str = "en") -> "Shown":
        """The shortlist in words, grade by grade; never the units that are not on it."""
        return shown(self, language)

    def figures(
        self, language: str = "en", *, theme: str = "light", narrow: bool = False
    ) -> "dict[str, alt.LayerChart | alt.Chart]":
        """Caterpillar, everyone, shrinkage, funnel and, with ``confirm``, persistence."""
        from jopoi.sense import _screening_figures  # noqa: PLC0415 - drawing costs a second to load

        return _screening_figures.figures(self, language, theme=theme, narrow=narrow)


def screen(  # noqa: PLR0913 - the options of a screening, each a field of its spec
    frame: object,
    *,
    unit: str,
    outcome: str,
    period: str | None = None,
    context: Sequence[str] = (),
    practices: Sequence[str] = (),
    practices_in_context: Allowed = "refused",
    group: str | None = None,
    standard_error: str | None = None,
    weight: str | None = None,
    denominator: str | None = None,
    exposure: str | None = None,
    bounds: tuple[float, float] | None = None,
    mirror: str | Sequence[str] | Mapping[str, Better] | None = None,
    near_bounds: bool = False,
    higher_is_better: bool = True,
    prior: Prior = "normal",
    expectation: Expectation = "linear",
    peers: int = 25,
    top: float = 0.10,
    false_share: float = 0.20,
    capacity: int | None = None,
    confirm: Sequence[object] | None = None,
    latitude: str | None = None,
    longitude: str | None = None,
    rng: int | None = None,
) -> Screening:
    """Find units that do better than their circumstances predict.

    The outcome is expected from the context by a linear model with period effects and an effect
    for each unit (and group), fitted by restricted maximum likelihood. Each unit's effect is
    measured against a fit without its own mean and shrunk by how much of it is chance; chance is
    estimated from repeated periods or given standard errors, never assumed. The list is the
    longest whose expected false share stays within ``false_share``.

    Parameters
    ----------
    frame : data frame
        Pandas, Polars or PyArrow table, DuckDB relation, Dask, Spark or lazy Polars frame; one row a unit and
        period. Never changed; lazy ones are reduced in their own engine.
    unit, outcome : str
        Columns: the unit's label; the result, as a number.
    period : str, optional
        Column with the year, quarter or month; at most 60 different values.
    context : sequence of str
        Columns with structural circumstances; text columns get one indicator a level.
    practices : sequence of str
        Columns that say what a unit does. In the context they are refused: taking them out hides how the
        best ones succeed.
    practices_in_context : {"refused", "allowed"}
        Whether what units do may be context all the same, with a caution.
    group : str, optional
        Column with the district or network whose shared effect is taken out.
    standard_error : str, optional
        Column with the outcome's standard error, in its units, above zero.
    weight : str, optional
        Column with how many cases each value rests on, above zero: the chance variance is one over it.
    denominator : str, optional
        Column with what the outcome, then a count, is out of: shares by a binomial model.
    exposure : str, optional
        Column with what the outcome, then a count of events, is over: rates by a Poisson model.
    bounds : (float, float), optional
        Lowest and highest possible outcome; rows outside are left out and reported.
    near_bounds : bool
        Whether the outcome comes close to its bounds, so that differences are taken by odds.
    mirror : str, sequence or mapping, optional
        Mirror indicators; a mapping says for each whether "higher" or "lower" is better.
    higher_is_better : bool
        False for waiting times, deaths, complaints.
    prior : {"normal", "nonparametric", "precision"}
        How true effects are spread: normal; as the data show (nonparametric maximum likelihood, with
        intervals that hold for every shape; table ``prior``); or normal with a middle and a spread that go
        with the unit's own standard error (table ``precision``).
    expectation : {"linear", "neighbours", "clusters", "boosted"}
        How much circumstances should matter: by a straight line; by the mean of the nearest units in
        similar circumstances; by groups of such units; or by boosted trees grown on other units, which needs
        scikit-learn (``pip install 'jopoi[boosted]'``). No unit has a say in what is expected of it.
    peers : int
        With how many units each is compared, if by neighbours or clusters.
    top : float
        Share of units that counts as exceptional, above 0 and at most 0.5.
    false_share : float
        Bound on the expected share of the list that does not belong there.
    capacity : int, optional
        Longest list that could be visited.
    confirm : sequence, optional
        Periods to hold out and confirm on.
    latitude, longitude : str, optional
        Columns with degrees north and east: then it is told whether neighbours are alike (Moran's I over the
        eight nearest; ``values["neighbours_alike"]``).
    rng : int, optional
        Seed of the visit list's order; without it the input's digest gives one.

    Returns
    -------
    Screening

    Raises
    ------
    ColumnError
        A column is missing, holds text or infinite values, or never varies.
    OptionError
        An option makes no sense, alone or beside another.
    TableError
        The table is empty, or too small to tell chance from what lasts.

    Notes
    -----
    With ``denominator`` or ``exposure`` the expectation is a generalised linear model with an effect for each
    unit, normal on the scale of the log-odds or of the logarithm of the rate, fitted by adaptive
    Gauss–Hermite quadrature. Effects are told as what they are worth at the overall rate. Where the rows of a
    unit scatter more than chance has it, each count is worth that much less.

    With ``near_bounds`` a score is taken as a part of the way between its bounds, whose chance is largest in
    the middle and none at the bounds: variance φ μ (1 − μ), with φ estimated from the rows of each unit
    (Papke & Wooldridge 1996). The rest is as for shares; effects are told in the outcome's own points.

    A row with a missing value in any needed column is left out and counted in ``exclusions``;
    nothing is filled in. Intervals allow for the estimation of the variances (Prasad & Rao 1990).

    References
    ----------
    Henry, G. T. & McMillan, J. H. (1993). Performance data: three comparison methods. *Evaluation Review*.
    Papke, L. & Wooldridge, J. (1996). Econometric methods for fractional response variables. *Journal of
    Applied Econometrics*. Chen, J. (2024). Empirical Bayes when estimation precision predicts parameters.
    Working paper.
    Armstrong, T., Kolesár, M. & Plagborg-Møller, M. (2022). Robust empirical Bayes confidence
    intervals. *Econometrica*.
    Gu, J. & Koenker, R. (2023). Invidious comparisons: ranking and selection as compound
    decisions. *Econometrica*. Kline, P., Rose, E. & Walters, C. (2024). A discrimination report
    card. *American Economic Review*.

    Examples
    --------
    Twelve health posts in four years; the last one has something:

    >>> import polars as pl
    >>> posts = [f"P{k:02d}" for k in range(12)]
    >>> wobble = [0.4, -1.1, 0.9, -0.2]
    >>> frame = pl.DataFrame([
    ...     {"post": post, "year": year, "far": k % 3, "seen": 40 + 9 * (k == 11) - 2 * (k % 3)
    ...      + wobble[(k + year) % 4] * (-1) ** k + 0.3 * (k % 5)}
    ...     for k, post in enumerate(posts) for year in range(4)
    ... ])
    >>> found = screen(frame, unit="post", outcome="seen", period="year", context=["far"])
    >>> found.shortlist["unit"].to_list()
    ['P11']
    """
    spec = parse(
        ScreenSpec,
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
        mirror=mirror,
        near_bounds=near_bounds,
        higher_is_better=higher_is_better,
        prior=prior,
        expectation=expectation,
        peers=peers,
        top=top,
        false_share=false_share,
        capacity=capacity,
        confirm=confirm,
        latitude=latitude,
        longitude=longitude,
        rng=rng,
    )
    table = take(frame)
    return _wrap(screened_of(table, spec), table, spec)


def _wrap(screened: Screened, table: Table, spec: ScreenSpec) -> Screening:
    step(N_("writing the tables"), 0.85)
    seal = digest(table, spec.columns)
    seed = spec.rng if spec.rng is not None else int(seal[3:15], 16)
    sheets: dict[str, pl.DataFrame] = sheets_of(screened, spec, seed)
    values = values_of(screened, sheets, spec)
    found = cautions_of(screened, sheets, spec)
    for caution in found:
        warnings.warn(caution.kind(caution.message), stacklevel=3)
    step(N_("done"), 1.0)
    return Screening(
        spec=spec,
        input_digest=seal,
        values=values,
        sheets=sheets,
        warnings=tuple(found),
        frame_kind=table.kind,
    )
