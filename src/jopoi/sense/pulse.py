"""What people say now, asked quickly, and whom the asking missed."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from jopoi._core.digests import digest
from jopoi._core.frames import Table, take
from jopoi._core.results import Result, Value
from jopoi._core.specs import Spec, parse
from jopoi.errors import OptionError
from jopoi.progress import step
from jopoi.sense import _pulse_words as words
from jopoi.sense._pulse_cautions import cautions
from jopoi.sense._pulse_data import People, people_of
from jopoi.sense._pulse_sheets import sheets_of
from jopoi.sense._pulse_shown import shown
from jopoi.sense._pulse_spec import PulseSpec, Reached
from jopoi.words import N_

if TYPE_CHECKING:
    import altair as alt
    import polars as pl

    from jopoi._core.shown import Shown

__all__ = ["Pulse", "PulseSpec", "pulse"]


@dataclass(frozen=True, kw_only=True)
class Pulse(Result):
    """What people answered, weighted to the population, and what is known of those who did not.

    ``tables`` holds, in the caller's frame type: ``answers`` (question; answer, none for the mean of a
    number; people; raw, unweighted; value, weighted, with lower and upper; design_effect, the variance over
    that of as many answers drawn by lot; lowest and highest, if those who did not answer all thought
    otherwise),
    ``margins`` (column, category, people, answered, population, weighted, weight), ``unreached`` (column,
    category, share of the population), ``left_out``, and with several waves ``waves`` and ``changes`` (first,
    latest, change with its interval).
    """

    spec_type: ClassVar[type[Spec]] = PulseSpec

    def headline(self, language: str = "en") -> tuple[str, str]:
        """The answer given most to the first question, and the gravest doubt about it."""
        return words.headline(self, language)

    def may_say(self, language: str = "en") -> list[str]:
        """What the pulse lets you say."""
        return words.may_say(self, language)

    def may_not_claim(self, language: str = "en") -> list[str]:
        """What the pulse does not let you claim."""
        return words.may_not_claim(self, language)

    def summary(self, language: str = "en") -> str:
        """The answer, what it rests on and what may not be claimed."""
        return words.summary(self, language)

    def shown(self, language: str = "en") -> "Shown":
        """The answers to each question."""
        return shown(self, language)

    def figures(
        self, language: str = "en", *, theme: str = "light", narrow: bool = False
    ) -> "dict[str, alt.LayerChart | alt.Chart]":
        """Answers with their intervals, and how like the population those are who answered."""
        from jopoi.sense import _pulse_figures  # noqa: PLC0415 - drawing costs a second to load

        return _pulse_figures.figures(self, language, theme=theme, narrow=narrow)


def pulse(  # noqa: PLR0913 - the options of a pulse, each a field of its spec
    frame: object,
    *,
    questions: Sequence[str],
    population: Sequence[str] = (),
    reached: Reached = "unsaid",
    asked: int | None = None,
    wave: str | None = None,
    cluster: str | None = None,
    weight: str | None = None,
    most_weight: float = 5.0,
) -> Pulse:
    """Tell what people say now, asked quickly, and whom the asking missed.

    In a crisis a few questions by telephone or message come back within days, from those who could be
    reached. Answers are weighted so that they are like the population in age, sex, region or whatever is
    known of it; what that costs in sureness is told, and so is what no weight mends.

    Parameters
    ----------
    frame : data frame
        One row a person. Pandas, Polars or PyArrow table, DuckDB relation, Dask, Spark or lazy Polars frame.
        Never changed.
    questions : sequence of str
        Columns with answers: up to 30 choices, or a number. Whole numbers of up to 11 kinds are choices.
    population : sequence of str, optional
        Lines such as ``"age: 18-29 = 25"``: column, category, and people or share.
    reached : {"unsaid", "drawn", "telephone", "messages", "online", "street", "service"}
        How people were reached.
    asked : int, optional
        Everybody who was invited or called in the latest wave.
    wave : str, optional
        Column with the round; the latest is told, and what changed since the first.
    cluster : str, optional
        Column with the village or interviewer whose people answer alike.
    weight : str, optional
        Column with how many people a row stands for.
    most_weight : float
        How many times the average an answer may count at most.

    Returns
    -------
    Pulse

    Raises
    ------
    ColumnError
        A column is missing, or holds what its part does not allow.
    OptionError
        An option makes no sense, alone or beside another.
    TableError
        The table is empty, or nobody is left.

    Notes
    -----
    Weights come from iterative proportional fitting. Variances are linearised: what the weighted columns
    explain of an answer does not count, and people of a cluster count together. Shares have Wilson's
    intervals at the number of answers drawn by lot that would be as sure.

    References
    ----------
    Deming, W. E. & Stephan, F. F. (1940). On a least squares adjustment of a sampled frequency table.
    *Annals of Mathematical Statistics*. Kish, L. (1965). *Survey Sampling*. Deville, J.-C. & Särndal, C.-E.
    (1992). Calibration estimators in survey sampling. *JASA*. Korn, E. L. & Graubard, B. I. (1998).
    Confidence intervals for proportions with small expected number of positive counts. *Survey Methodology*.

    Examples
    --------
    Four women and two men answered; in the district there are as many of each:

    >>> import polars as pl
    >>> frame = pl.DataFrame({"sex": list("wwwwmm"), "water": ["no", "no", "no", "yes", "yes", "yes"]})
    >>> import warnings
    >>> with warnings.catch_warnings(action="ignore"):
    ...     found = pulse(frame, questions=["water"], population=["sex: w = 50", "sex: m = 50"])
    >>> found.tables["answers"].select("answer", pl.col("raw", "value").round(3)).rows()
    [('no', 0.5, 0.375), ('yes', 0.5, 0.625)]
    """
    spec = parse(
        PulseSpec,
        questions=questions,
        population=population,
        reached=reached,
        asked=asked,
        wave=wave,
        cluster=cluster,
        weight=weight,
        most_weight=most_weight,
    )
    table = take(frame)
    people = people_of(table, spec)
    _refuse_more_than_asked(people, spec)
    step(N_("weighing the answers"), 0.4)
    sheets = sheets_of(people, spec.asked)
    return _wrap(table, spec, people, sheets)


def _refuse_more_than_asked(people: People, spec: PulseSpec) -> None:
    answered = people.latest.rows.height
    if spec.asked is not None and spec.asked < answered:
        raise OptionError(
            N_("`asked` is {asked}, but {answered} people answered."),
            N_("Count everybody who was invited or called in the latest wave."),
            option="asked",
            asked=spec.asked,
            answered=answered,
        )


def _wrap(table: Table, spec: PulseSpec, people: People, sheets: "dict[str, pl.DataFrame]") -> Pulse:
    told = cautions(people, sheets, spec)
    for caution in told:
        warnings.warn(caution.kind(caution.message), stacklevel=3)
    seal = digest(table, spec.columns)
    step(N_("done"), 1.0)
    return Pulse(
        spec=spec,
        input_digest=seal,
        values=_values(people, spec),
        sheets=sheets,
        warnings=tuple(told),
        frame_kind=table.kind,
    )


def _values(people: People, spec: PulseSpec) -> dict[str, Value]:
    latest = people.latest
    n, effective = latest.rows.height, latest.who.effective
    return {
        "rows": people.total,
        "people": n,
        "effective": effective,
        "design_effect": n / effective,
        "largest_weight": float(latest.who.weight.max()),
        "margin_gap": latest.gap,
        "waves": len(people.waves),
        "latest_wave": latest.name or None,
        "response": None if spec.asked is None else n / spec.asked,
        "left_out": people.total - sum(wave.rows.height for wave in people.waves),
    }
