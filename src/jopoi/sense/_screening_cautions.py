"""What a screening says on top when its shortlist rests on thin or doubtful ground."""

from jopoi.errors import JopoiWarning
from jopoi.words import N_


class NothingSelected(JopoiWarning):
    """No list is long enough to be worth having at this false share."""

    template = N_(
        "No unit can be told apart from the rest surely enough to keep the expected false share"
        " at or below {false_share:.0%}."
    )
    importance = 0


class AllChance(JopoiWarning):
    """The variance of the effects is estimated as zero."""

    template = N_(
        "All of the scatter between units can be chance: the variance of their effects is estimated as zero."
    )
    importance = 0


class FewUnits(JopoiWarning):
    """The variance of the effects is a guess from few units."""

    template = N_(
        "{units} units are few: how much their effects differ, and with it the bar, is a rough guess. Take"
        " the expected false share as a lower bound."
    )
    importance = 2


class OneGroup(JopoiWarning):
    """The shortlist is concentrated in one group."""

    template = N_(
        "{selected} of the {of} on the shortlist lie in one group, “{group}”, which holds {units:.0%} of"
        " the units: check how that group records its outcome before anything else."
    )
    importance = 1


class OneGroupTakenOut(JopoiWarning):
    """The shortlist would be concentrated in one group if the group's effect were left in."""

    template = N_(
        "Each unit is compared with what its own group does. Without that, {selected} of {of} on the list"
        " would lie in one group, “{group}”, which holds {units:.0%} of the units."
    )
    importance = 2


class FewPeriods(JopoiWarning):
    """Part of the shortlist rests on fewer periods than the screening covers."""

    template = N_("{few} of the {of} on the shortlist rest on {limit} or fewer of {periods} periods.")
    importance = 2


class UnsureRange(JopoiWarning):
    """The length of the shortlist depends on how much of the scatter is chance."""

    template = N_(
        "How much of the scatter is chance is estimated, not known: over what the data allow, the list"
        " has from {low} to {high} units."
    )
    importance = 3


class Passing(JopoiWarning):
    """Neighbouring periods are more alike than distant ones."""

    template = N_(
        "Neighbouring periods are more alike than distant ones, so part of what looks lasting is passing. If"
        " only what stays alike over the whole time counts, {false_share:.0%} of this list would be there"
        " wrongly."
    )
    importance = 2


class BadMirror(JopoiWarning):
    """Units on the shortlist do badly on a mirror indicator."""

    template = N_(
        "{flagged} of the {of} on the shortlist do worse than expected on a mirror indicator ({columns})."
    )
    importance = 1


class FellBack(JopoiWarning):
    """Fewer units held up than regression to the mean alone would leave."""

    template = N_(
        "In the held-out periods {held} of {of} held up; if effects lasted and only chance changed,"
        " about {expected:.0f} would have."
    )
    importance = 2


class RowsLeftOut(JopoiWarning):
    """Rows without a value in a needed column were left out."""

    template = N_(
        "{rows} of {of} rows were left out because a value is missing or out of bounds; {units} units have no"
        " complete row and were not screened."
    )
    importance = 4


class RepeatedRows(JopoiWarning):
    """A unit has more than one row in a period."""

    template = N_(
        "{rows} rows repeat a unit and period; each is taken as a measurement of its own. Check that they are"
        " not duplicates."
    )
    importance = 3


class RedundantContext(JopoiWarning):
    """A context column adds nothing to the others."""

    template = N_("Context {columns} adds nothing to the other columns and was left out of the expectation.")
    importance = 5


class SeveralGroups(JopoiWarning):
    """Units that stand in several groups."""

    template = N_("{units} units stand in more than one group over time; each is counted in its last one.")
    importance = 5


class NeighboursAlike(JopoiWarning):
    """Neighbours are more alike than their circumstances explain."""

    importance = 2
    template = N_(
        "Neighbours are alike (Moran's I {index:.2f}): {units} units count like {effective:.0f} at most. Look"
        " for what they share, such as a district, and give it as group or context."
    )


class PracticesTakenOut(JopoiWarning):
    """What units do was taken out as if it were a circumstance."""

    importance = 1
    template = N_(
        "What units do is taken out: {columns}. Who does well by it is not on the list, and how they do it"
        " cannot be found this way."
    )


class PeersTellLess(JopoiWarning):
    """What was asked for in place of a straight line explains less than it."""

    importance = 3
    template = N_(
        "A straight line through the circumstances leaves {line:.0%} of the differences between units, the"
        " expectation chosen {left:.0%}. Compare with `expectation` linear."
    )


class ShapeUncertified(JopoiWarning):
    """Units are seen so unlike exactly that no bound on the prior's likelihood is known."""

    importance = 2
    template = N_(
        "Some units are seen thousands of times more exactly than others differ: it is not certain that the"
        " shape found is the most likely one. Take the normal shape as well, and compare."
    )


class SmallOnesBetter(JopoiWarning):
    """Units seen less exactly do better, which the shape chosen does not follow."""

    importance = 1
    template = N_(
        "Units that are seen less exactly, often the small ones, do better than the others: one shape for"
        " all does not fit, and more of the list may be false than announced. Take the shape that goes with"
        " precision, or give size as context if units should be compared with others of their size."
    )


class SmallOnesWorse(JopoiWarning):
    """Units seen less exactly do worse, which the shape chosen does not follow."""

    importance = 1
    template = N_(
        "Units that are seen less exactly, often the small ones, do worse than the others: one shape for"
        " all does not fit, and more of the list may be false than announced. Take the shape that goes with"
        " precision, or give size as context if units should be compared with others of their size."
    )


class SeenAlike(JopoiWarning):
    """The shape is asked to go with precision, but all units are seen equally exactly."""

    importance = 3
    template = N_(
        "All units are seen about equally exactly, so that nothing can go with precision: the shape is the"
        " normal one. Give the weight or the standard error, if there is one."
    )


class LongTails(JopoiWarning):
    """The effects are not close to normal, which the shrinking assumes."""

    template = N_(
        "The effects have longer tails than the normal curve that the shrinking assumes (excess"
        " kurtosis {kurtosis:.1f}): the expected false share is rougher than usual. The nonparametric prior"
        " assumes no shape."
    )
    importance = 4


class ShortOfTheTop(JopoiWarning):
    """The search for the most likely model of counts ended where it still rises."""

    template = N_(
        "The search for the most likely model ended early, {steepest:.2g} standard errors from its top: the"
        " figures are a sketch. Leave out columns that say nearly the same, or periods without a count."
    )
    importance = 1


class OneCountEach(JopoiWarning):
    """Each unit was counted once, so that only pure chance can be assumed."""

    template = N_(
        "Each unit was counted once: whether its counts scatter more than pure chance has it cannot be seen,"
        " and the list may be too sure. Give the counts by period."
    )
    importance = 2


class MoreThanChance(JopoiWarning):
    """The counts of one unit scatter more than pure chance has it."""

    template = N_(
        "The counts of one and the same unit scatter {times:.1f} times as much as pure chance has it; each is"
        " taken to be worth that much less."
    )
    importance = 3


class MoreScatter(JopoiWarning):
    """The periods differ by more than the given standard errors explain."""

    template = N_(
        "Between periods the units differ {times:.1f} times as much as their standard errors"
        " explain; the standard errors were widened to match."
    )
    importance = 3
