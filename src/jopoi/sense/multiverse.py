"""Whether a shortlist depends on how one asks: the same question in every way that could be defended."""

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
from jopoi.sense import _multiverse_cautions as cautions
from jopoi.sense import _multiverse_words as words
from jopoi.sense._comparison_rules import Allowed
from jopoi.sense._multiverse_run import ask_all, combined, ways_of
from jopoi.sense._multiverse_sheets import STEADY, sheets_of
from jopoi.sense._multiverse_shown import shown
from jopoi.sense._multiverse_spec import MultiverseSpec
from jopoi.sense._screening_spec import Expectation, Prior
from jopoi.words import N_

if TYPE_CHECKING:
    import altair as alt
    import polars as pl

    from jopoi._core.shown import Shown

__all__ = ["Multiverse", "MultiverseSpec", "multiverse"]

_HALF = 0.5


@dataclass(frozen=True, kw_only=True)
class Multiverse(Result):
    """The same question asked in every declared way.

    ``tables`` holds, in the caller's frame type: ``units`` (unit; share of the specifications that list it;
    as_asked, whether the one that was asked for does; steady, whether nearly all do), ``choices`` (choice,
    alternatives, pairs of specifications that differ in it alone, and how much of a list stays in the mean)
    and ``specifications`` (each with its choices, how many it lists, the expected false share, how much of
    the list as asked stays, and why it has no answer if it has none).
    """

    spec_type: ClassVar[type[Spec]] = MultiverseSpec

    def headline(self, language: str = "en") -> tuple[str, str]:
        """How many units are listed whatever one chooses, and the gravest doubt."""
        return words.headline(self, language)

    def may_say(self, language: str = "en") -> list[str]:
        """What the multiverse lets you say."""
        return words.may_say(self, language)

    def may_not_claim(self, language: str = "en") -> list[str]:
        """What the multiverse does not let you claim."""
        return words.may_not_claim(language)

    def summary(self, language: str = "en") -> str:
        """The answer, what it rests on and what may not be claimed."""
        return words.summary(self, language)

    def shown(self, language: str = "en") -> "Shown":
        """How often each unit is listed."""
        return shown(self, language)

    def figures(
        self, language: str = "en", *, theme: str = "light", narrow: bool = False
    ) -> "dict[str, alt.LayerChart | alt.Chart]":
        """How often units are listed, and what each choice moves."""
        from jopoi.sense import _multiverse_figures  # noqa: PLC0415 - drawing costs a second to load

        return _multiverse_figures.figures(self, language, theme=theme, narrow=narrow)


def multiverse(  # noqa: PLR0913 - the options of a multiverse, each a field of its spec
    frame: object,
    *,
    unit: str,
    outcome: str,
    period: str | None = None,
    context: Sequence[str] = (),
    practices: Sequence[str] = (),
    practices_in_context: Allowed = "refused",
    optional: Sequence[str] = (),
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
    most: int = 200,
    rng: int | None = None,
) -> Multiverse:
    """Ask which units stand out in every way that could be defended, and see whose place depends on it.

    The list is made by `screen` for each combination of: the circumstances that are allowed for, with and
    without groups, all periods and each half of them, both shapes of the differences, the top share and one
    and a half times as much, the expected false share and half of it. For each unit it is told in how many of
    them it is listed, and for each choice how much of a list stays if it alone is made otherwise.

    Parameters
    ----------
    frame : data frame
        Pandas, Polars or PyArrow table, DuckDB relation, Dask, Spark or lazy Polars frame. Never changed.
    unit, outcome, period, context, practices, practices_in_context, group, standard_error, weight, \
denominator, exposure, bounds, near_bounds, higher_is_better, prior, expectation, peers, top, \
false_share, capacity
        As in `screen`; as they are given they make the specification that was asked for.
    optional : sequence of str
        Columns that one may or may not allow for, at most six: every combination is tried beside ``context``.
    most : int
        At most so many specifications; drawn if there are more.
    rng : int, optional
        Seed of that draw; without it, that of the input's digest.

    Returns
    -------
    Multiverse

    Raises
    ------
    ColumnError
        A column is missing or holds what its part does not allow.
    OptionError
        An option makes no sense, alone or beside another.
    TableError
        The table cannot carry the screening that was asked for.

    References
    ----------
    Steegen, S., Tuerlinckx, F., Gelman, A. & Vanpaemel, W. (2016). Increasing transparency through a
    multiverse analysis. *Perspectives on Psychological Science*. Simonsohn, U., Simmons, J. P. & Nelson,
    L. D. (2020). Specification curve analysis. *Nature Human Behaviour*.

    Examples
    --------
    Sixty posts over four years; every tenth does better:

    >>> import numpy as np, polars as pl, warnings
    >>> draw, post = np.random.default_rng(3), np.tile(np.arange(60), 4)
    >>> frame = pl.DataFrame(
    ...     {
    ...         "post": post,
    ...         "year": np.repeat(np.arange(2021, 2025), 60),
    ...         "visits": 50 + 8 * (post % 10 == 0) + draw.normal(0, 2, 240),
    ...         "far": draw.uniform(0, 9, 60)[post],
    ...     }
    ... )
    >>> with warnings.catch_warnings(action="ignore"):
    ...     found = multiverse(frame, unit="post", outcome="visits", period="year", context=["far"])
    >>> found.values["specifications"], found.values["steady"]
    (48, 6)
    """
    spec = parse(
        MultiverseSpec,
        unit=unit,
        outcome=outcome,
        period=period,
        context=context,
        practices=practices,
        practices_in_context=practices_in_context,
        optional=optional,
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
    alternatives, held = ways_of(table, spec)
    ways, every = combined(alternatives, spec.most, seed)
    asked, units = ask_all(table, spec, ways, held)
    sheets = sheets_of(asked, units, alternatives)
    return _wrap(table, spec, sheets, _values(sheets, len(units), every), seal)


def _wrap(
    table: Table, spec: MultiverseSpec, sheets: "dict[str, pl.DataFrame]", values: dict[str, Value], seal: str
) -> Multiverse:
    told = _cautions(sheets, values)
    for caution in told:
        warnings.warn(caution.kind(caution.message), stacklevel=3)
    step(N_("done"), 1.0)
    return Multiverse(
        spec=spec,
        input_digest=seal,
        values=values,
        sheets=sheets,
        warnings=tuple(told),
        frame_kind=table.kind,
    )


def _values(sheets: "dict[str, pl.DataFrame]", units: int, every: int) -> dict[str, Value]:
    listed, asked = sheets["units"], sheets["specifications"]
    answered = asked.filter(asked["problem"].is_null())
    return {
        "units": units,
        "specifications": answered.height,
        "specifications_failed": asked.height - answered.height,
        "specifications_there_are": every,
        "listed_ever": listed.height,
        "steady": int(listed["steady"].sum()),
        "listed_as_asked": int(listed["as_asked"].sum()),
        "steady_as_asked": int((listed["steady"] & listed["as_asked"]).sum()),
    }


def _cautions(sheets: "dict[str, pl.DataFrame]", values: dict[str, Value]) -> list[Caution]:
    found: list[Caution] = []
    choices, asked = sheets["choices"], sheets["specifications"]
    others = choices.filter(~choices["choice"].is_in((*words.CUTS, *words.SHAPES)))
    if not others.height:
        found.append(Caution.of(cautions.NothingDeclared))
    if values["listed_ever"] and not values["steady"]:
        found.append(Caution.of(cautions.NobodySteady, steady=STEADY))
    if others.height and others["stays"][0] < _HALF:
        found.append(Caution.of(cautions.ChoiceDecides))
    if values["specifications_failed"]:
        found.append(Caution.of(cautions.SpecificationsFailed, n=values["specifications_failed"]))
    if asked.height < int(str(values["specifications_there_are"])):
        every = values["specifications_there_are"]
        found.append(Caution.of(cautions.SpecificationsDrawn, every=every, tried=asked.height))
    return sorted(found, key=lambda caution: caution.kind.importance)
