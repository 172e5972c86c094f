"""What to look into in a table before any ranking."""

from jopoi.errors import JopoiWarning
from jopoi.words import N_


class EmptyColumn(JopoiWarning):
    """A column has no value at all."""

    importance = 0
    template = N_("Column “{column}” has no value in any row.")


class InfiniteValues(JopoiWarning):
    """A column holds infinite values."""

    importance = 0
    template = N_(
        "Column “{column}” holds an infinite value in {rows} rows, usually from a division by zero: mend"
        " those cells or leave them empty before screening."
    )


class UnitIsRow(JopoiWarning):
    """Every row has its own unit."""

    importance = 0
    template = N_(
        "Each value of “{column}” stands in one row only: either it is the row's own number and not the unit,"
        " or no unit is seen twice, so that chance cannot be told from what lasts."
    )


class OneUnit(JopoiWarning):
    """The table holds one unit only."""

    importance = 0
    template = N_("All rows belong to one unit, “{unit}”: there is nothing to compare it with.")


class ImpossibleValues(JopoiWarning):
    """Values outside the declared bounds."""

    importance = 1
    template = N_(
        "Column “{column}” lies outside {low:g} to {high:g} in {rows} rows: from {least:g} to {most:g}."
    )


class NotAboveZero(JopoiWarning):
    """Denominators or standard errors that are zero or negative."""

    importance = 1
    template = N_("Column “{column}” must be above zero; in {rows} rows it is not. The lowest is {least:g}.")


class DuplicateRows(JopoiWarning):
    """Units with more than one row in a period."""

    importance = 1
    template = N_(
        "In {pairs} cases a unit has more than one row in a period, {rows} rows in all; first “{unit}” in"
        " {period}. Check whether they are duplicates or parts of one unit."
    )


class ConstantColumn(JopoiWarning):
    """A column with one value only."""

    importance = 1
    template = N_("Column “{column}” has the same value in every row: it cannot tell units apart.")


class OnePeriod(JopoiWarning):
    """The period column has one value only."""

    importance = 2
    template = N_(
        "“{column}” has one value only, {period}: without a second period or standard errors, chance cannot"
        " be told from what lasts."
    )


class MissingUnevenly(JopoiWarning):
    """A column is much emptier in one period than in the others."""

    importance = 2
    template = N_(
        "“{column}” is missing in {share:.0%} of the rows of {period}, but in {others:.0%} of the other rows."
    )


class GapsTell(JopoiWarning):
    """Units that miss the outcome somewhere report something else where they have it."""

    importance = 2
    template = N_(
        "{units} units miss “{column}” in some period; where they have it they report {mean:.4g} on average,"
        " the others {others:.4g}. Gaps are no accident then, and may flatter: see who left what out."
    )


class JumpAbove(JopoiWarning):
    """There are suddenly more figures above a value than the curve around would have."""

    importance = 2
    template = N_(
        "Just above {value:g} “{column}” has {times:.1f} times as many rows as the curve around would have."
        " If something hangs on reaching {value:g}, figures may have been moved over it."
    )


class JumpBelow(JopoiWarning):
    """There are suddenly more figures below a value than the curve around would have."""

    importance = 2
    template = N_(
        "Just below {value:g} “{column}” has {times:.1f} times as many rows as the curve around would have."
        " If something hangs on staying below {value:g}, figures may have been moved under it."
    )


class UnitsLost(JopoiWarning):
    """Units without a single complete row."""

    importance = 2
    template = N_(
        "Without a complete row, and so not to be screened: {units} of {of} units. Units that do not report"
        " are seldom like the others."
    )


class OnePeriodUnits(JopoiWarning):
    """Units seen in one period only."""

    importance = 3
    template = N_("{units} of {of} units have one period only: little can be said about them.")


class HeapedValues(JopoiWarning):
    """Values prefer multiples of five."""

    importance = 3
    template = N_(
        "“{column}” prefers round values: {share:.0%} are multiples of 5, where {expected:.0%} would be"
        " expected. Rounding or small denominators can do that; so can guessing."
    )


class PileUp(JopoiWarning):
    """Many values lie at the end of the scale."""

    importance = 3
    template = N_(
        "In {share:.0%} of the rows “{column}” lies at {value:g}, the end of its range: differences beyond it"
        " cannot be seen."
    )


class ManyLevels(JopoiWarning):
    """A text column of the context, or the period, has more values than a screening takes."""

    importance = 3
    template = N_(
        "Column “{column}” has {levels} different values; a screening takes at most {most}. Use coarser ones."
    )


class RowsLost(JopoiWarning):
    """Rows that would be left out."""

    importance = 4
    template = N_(
        "{rows} of {of} rows would be left out because a value that is needed is missing or impossible."
    )
