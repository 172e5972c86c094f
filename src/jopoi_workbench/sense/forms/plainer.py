"""Options as a page says them: the library explains them as they are written in code."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# By option.
PLAINER: "dict[str, StrOrPromise]" = {
    "top": _("How small a share of all units counts as exceptional: 10 is the top tenth."),
    "false_share": _("How large a share of the list may be there by luck: 20 is one in five."),
    "misordered": _(
        "How large a share of all pairs may be expected in the wrong grades: 5 is one in twenty."
    ),
    "quantile": _("Which share of units in like circumstances stays below: 90 leaves a tenth above."),
    "higher_is_better": _("Lower for waiting times, deaths or complaints."),
    "orientation": _("A lab that cannot change budgets asks the first; one that must save asks the second."),
    "returns": _("Whether a small unit may be held against a large one."),
    "envelope": _("Whether a mixture of two units counts as something that can be done."),
    "alpha": _("With “all but the best few”: which share of comparable units is not beyond; 95 if empty."),
    "m": _("With “the best of a few”: of how many comparable units the best is expected; 25 if empty."),
}
# By value of a choice.
WORDS: "dict[str, StrOrPromise]" = {
    "normal": _("on a normal curve"),
    "nonparametric": _("in whatever shape the data show"),
    "precision": _("on a curve that goes with how exactly a unit is seen"),
    "linear": _("by a straight line"),
    "neighbours": _("by the nearest units in similar circumstances"),
    "clusters": _("by groups of units in similar circumstances"),
    "boosted": _("by boosted trees, which see bends and combinations"),
    "output": _("how much more could be done with the same means"),
    "input": _("how much less would be needed for the same results"),
    "both": _("both at once: as much more as less"),
    "variable": _("only with units of like size"),
    "constant": _("with units of any size, in proportion"),
    "non-increasing": _("with larger ones shrunk, not with smaller ones enlarged"),
    "non-decreasing": _("with smaller ones enlarged, not with larger ones shrunk"),
    "convex": _("yes: mixtures count (data envelopment analysis)"),
    "each": _("each row has its own"),
    "lasting": _("a unit keeps its own"),
    "drifting": _("all fade or grow alike over periods"),
    "half-normal": _("most near the frontier (half-normal)"),
    "exponential": _("most very near, a few far off (exponential)"),
    "truncated": _("around a typical one (truncated normal)"),
    "unequal": _("units differ more in some circumstances than in others"),
    "kernel": _("the same, seen through a kernel"),
    "equal": _("units differ as much everywhere"),
    "refused": _("refused"),
    "allowed": _("allowed, with a caution"),
    "unsaid": _("not known"),
    "drawn": _("drawn by lot from a list"),
    "telephone": _("by telephone"),
    "messages": _("by text message"),
    "online": _("online, whoever came across it"),
    "street": _("in the street or from house to house"),
    "service": _("as users of a service"),
    "sums": _("whole units and sums of them, no halves (up to 300 units)"),
    "order-m": _("no, and only the best of a few units drawn (order-m)"),
    "order-alpha": _("no, and all but the best few (order-alpha)"),
    "free": _("no: only units that there are (free disposal hull)"),
}
