"""Options of a comparison that do not go together, and the guard of what units do."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, Protocol

from jopoi._core.specs import option
from jopoi.errors import OptionError
from jopoi.words import N_

if TYPE_CHECKING:
    from jopoi.sense._screening_spec import ComparisonSpec

Allowed = Literal["refused", "allowed"]


def practices_option() -> Any:  # noqa: ANN401 - a field of a spec
    """The columns that say what units do, as each method asks for them."""
    return option(
        (),
        title=N_("What units do"),
        about=N_(
            "Columns that say what a unit does: training, opening hours, staff per pupil. In the context they"
            " are refused, since taking them out hides how the best ones do it."
        ),
        role="columns",
    )


def practices_in_context_option() -> Any:  # noqa: ANN401 - a field of a spec
    """Whether those columns may be context."""
    return option(
        "refused",
        title=N_("What units do in the context"),
        about=N_("Refused, or allowed where it is forced upon them; then the answer says so."),
        role="choice",
    )


class Practised(Protocol):
    """Options that tell circumstances from what units do."""

    @property
    def practices(self) -> tuple[str, ...]:
        """What units do."""

    @property
    def practices_in_context(self) -> Allowed:
        """Whether it may be context."""


def each_column_once(spec: "ComparisonSpec", more: Iterable[str] = ()) -> None:
    """Refuse a column that plays two parts; ``more`` are those beside the list's own."""
    single = (
        *(spec.unit, spec.period, spec.outcome, spec.standard_error, spec.weight),
        *(spec.denominator, spec.exposure, spec.group),
    )
    roles = [name for name in single if name is not None] + [*spec.context, *more]
    for name in roles:
        if roles.count(name) > 1:
            raise OptionError(
                N_("Column “{column}” is given more than one part to play."),
                N_("Each column is the unit, the period, the outcome, context or a mirror: choose one."),
                column=name,
            )


def practices_apart(spec: Practised, context: Iterable[str]) -> None:
    """Refuse what units do where circumstances belong."""
    odd = next((name for name in context if name in spec.practices), None)
    if odd is not None and spec.practices_in_context == "refused":
        raise OptionError(
            N_(
                "Column “{column}” is what units do, and cannot be context: that would hide how they succeed."
            ),
            N_("Leave it out of the context, or allow `practices_in_context` if it is forced upon them."),
            option="context",
            column=odd,
        )


def counts_alone(spec: "ComparisonSpec") -> None:
    """Refuse beside counts what makes no sense for them, or is not there yet."""
    if spec.over is None:
        return
    mine = "denominator" if spec.denominator else "exposure"
    beside = {
        "exposure": spec.denominator and spec.exposure,
        "standard_error": spec.standard_error,
        "weight": spec.weight,
        "bounds": spec.bounds,
        "group": spec.group,
        "prior": spec.prior == "precision",
    }
    wrong = next((name for name, given in beside.items() if given), None)
    hints = {
        "exposure": N_("A count is out of something or over something, not both."),
        "standard_error": N_("The error of a rate follows from what it is counted out of; leave it empty."),
        "weight": N_("What a count is out of or over weighs it already; leave it empty."),
        "bounds": N_("A count is checked by what it is out of; leave it empty."),
        "group": N_("Give the group as context instead, if it has few different values."),
        "prior": N_("Choose nonparametric: it follows counts of every size."),
    }
    if wrong:
        raise OptionError(
            N_("`{option}` does not go with `{other}`."), hints[wrong], option=wrong, other=mine
        )


def near_bounds_soundly(spec: "ComparisonSpec") -> None:
    """Refuse a score near bounds that are not given, or beside what it does not go with yet."""
    if not spec.near_bounds:
        return
    if spec.bounds is None:
        raise OptionError(
            N_("`near_bounds` needs `bounds`: close to what?"),
            N_("Give the lowest and highest value that the outcome can have."),
            option="near_bounds",
        )
    beside = {
        "denominator": (spec.denominator, N_("A count out of something has its bounds already.")),
        "exposure": (spec.exposure, N_("A count over something has no upper bound.")),
        "standard_error": (spec.standard_error, N_("Chance is seen between periods; leave it empty.")),
        "group": (spec.group, N_("Give the group as context instead, if it has few different values.")),
        "prior": (spec.prior == "precision", N_("Choose nonparametric: it follows counts of every size.")),
    }
    for name, (given, hint) in beside.items():
        if given:
            raise OptionError(
                N_("`{option}` does not go with `{other}`."), hint, option=name, other="near_bounds"
            )


def one_precision(spec: "ComparisonSpec") -> None:
    """Refuse to be told twice how exactly values are known."""
    if spec.weight is not None and spec.standard_error is not None:
        raise OptionError(
            N_("`{option}` does not go with `{other}`."),
            N_("A standard error says already how exactly a value is known; leave the weight empty."),
            option="weight",
            other="standard_error",
        )
