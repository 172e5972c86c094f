"""What each figure of a screening shows, how to read it, and the same in words alone."""

from jopoi._core.figures import Caption
from jopoi.sense._draw_doubt import outside_share, passed_over
from jopoi.sense._draw_list import MOST_ROWS
from jopoi.sense._screening_reading import Reading
from jopoi.words import N_, plural

BY_CHANCE = 0.05


def caption(name: str, read: Reading) -> Caption:
    """The title, subtitle and description of the figure of this name."""
    return {
        "caterpillar": _caterpillar,
        "everyone": _everyone,
        "shrinkage": _shrinkage,
        "funnel": _funnel,
        "persistence": _persistence,
    }[name](read)


def _caterpillar(read: Reading) -> Caption:
    shown = min(read.selected, MOST_ROWS)
    title = (
        read.say(N_("The first {n} on the shortlist, surest first"), n=shown)
        if shown < read.selected
        else plural(
            "The one on the shortlist", "All {n} on the shortlist, surest first", shown, read.language
        )
    )
    rows = read.shortlist.head(MOST_ROWS)["posterior_mean"]
    described = plural(
        "{n} unit of the shortlist with its shrunken effect and interval: {high}.",
        "{n} units of the shortlist with their shrunken effects and intervals: from {high} to {low}; the"
        " {top} begins at {bar}.",
        shown,
        read.language,
        high=read.signed(_end(rows.to_list(), read.sign)),
        low=read.signed(_end(rows.to_list(), -read.sign)),
        top=read.top,
        bar=read.signed(read.bar),
    )
    return Caption(title, _difference(read), described)


def _end(values: list[float], sign: float) -> float | None:
    return max(values, key=lambda value: sign * value, default=None)


def _difference(read: Reading) -> str:
    if read.spec.context:
        return read.say(
            N_("“{outcome}” less what {context} would lead one to expect."),
            outcome=read.outcome,
            context=read.context,
        )
    return read.say(N_("“{outcome}” less what is usual among all units."), outcome=read.outcome)


def _everyone(read: Reading) -> Caption:
    effects = read.units["posterior_mean"]
    described = read.say(
        N_("All {n} units in the order of their shrunken effects, from {low} to {high}, with a 95% band."),
        n=read.units.height,
        low=read.signed(_end(effects.to_list(), -1.0)),
        high=read.signed(_end(effects.to_list(), 1.0)),
    )
    title = read.say(N_("All {n}, with the doubt about each"), n=read.units.height)
    how = read.say(N_("The line is the estimate; the band is its interval (95%), as a mean over neighbours."))
    return Caption(title, how, described)


def _shrinkage(read: Reading) -> Caption:
    how = read.say(N_("Each line is a unit. The less certain its value, the further it is pulled in."))
    unit = passed_over(read)
    if unit is None:
        title = read.say(N_("Values are pulled in, the more the less is known"))
        return Caption(
            title, how, read.say(N_("Raw values above, shrunken values below, for some of the units."))
        )
    described = read.say(
        N_(
            "Raw values above, shrunken values below, for some of the units. One falls from {raw} to"
            " {shrunk} and is not on the shortlist."
        ),
        raw=read.signed(unit["effect"]),
        shrunk=read.signed(unit["posterior_mean"]),
    )
    title = (
        N_("Why a unit with a high value is not on the list")
        if read.sign > 0
        else N_("Why a unit with a low value is not on the list")
    )
    return Caption(read.say(title), how, described)


def _funnel(read: Reading) -> Caption:
    outside = outside_share(read)
    facts = {"outside": outside, "chance": BY_CHANCE}
    title = (
        N_("More units lie outside the funnel than chance would put there")
        if outside > 1.5 * BY_CHANCE
        else N_("About as many units lie outside the funnel as chance would put there")
    )
    how = read.say(
        N_("Mere chance would leave {chance:.0%} outside the inner lines; {outside:.0%} are there."), **facts
    )
    described = read.say(
        N_(
            "Effects of the units against their standard errors, with the limits of mere chance:"
            " {outside:.0%} of the units lie outside, where chance would put {chance:.0%}."
        ),
        **facts,
    )
    return Caption(read.say(title), how, described)


def _persistence(read: Reading) -> Caption:
    fared = read.fared() or {}
    if not fared.get("with_records"):
        title = read.say(N_("None on the shortlist has records in {periods}"), periods=read.confirmed)
        how = read.say(N_("Each dot is a unit: when screened, and in the held-out periods."))
        return Caption(title, how, f"{title}.")
    facts = {
        "held": fared["held_up"],
        "seen": fared["with_records"],
        "top": read.top,
        "periods": read.confirmed,
        "chance": read.about(fared["by_chance"]),
        "expected": read.about(fared["by_regression_to_the_mean"]),
    }
    title = read.say(N_("{held} of {seen} on the shortlist are in the {top} again in {periods}"), **facts)
    how = read.say(
        N_("Chance alone would give {chance}; lasting effects, with chance around them, about {expected}."),
        **facts,
    )
    described = read.say(
        N_(
            "Effects when screened against effects in {periods}: {held} of {seen} on the shortlist are in the"
            " {top} again, where chance alone would give {chance} and regression to the mean"
            " {expected}."
        ),
        **facts,
    )
    return Caption(title, how, described)
