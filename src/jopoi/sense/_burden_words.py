"""What a burden says in plain words."""

from typing import TYPE_CHECKING, cast

from jopoi.words import N_, Fact, number, phrase

if TYPE_CHECKING:
    from jopoi.sense._burden_spec import BurdenSpec
    from jopoi.sense.burden import Burden

_WHOLE = 100  # from here on money is told without its hundredths
PART_NAMES = {
    "time": N_("hands-on time"),
    "travel": N_("time of travel"),
    "fares": N_("fares"),
    "fees": N_("fees"),
    "all": N_("all together"),
}
STEP_NAMES = {
    "gross": N_("gross, unattributed"),
    "due": N_("due to the change"),
    "net": N_("net of the agency’s cost"),
}


def spec_of(burden: "Burden") -> "BurdenSpec":
    """What was asked."""
    return cast("BurdenSpec", burden.spec)


def money(value: Fact, burden: "Burden", language: str) -> str:
    """An amount in the burden's currency."""
    amount = float(cast("float", value))
    told = number(amount, language, ",.2f" if 0.0 < abs(amount) < _WHOLE else ",.0f")
    return f"{spec_of(burden).currency} {told}".strip()


def headline(burden: "Burden", language: str = "en") -> tuple[str, str]:
    """What a use costs people before and after, and the gravest doubt about the difference."""
    values = burden.values
    amounts = {name: money(values[name], burden, language) for name in ("cost_before", "cost_after")}
    saving, low, high = (cast("float", values[name]) for name in ("saving", "lower", "upper"))
    if low > 0:
        template = N_(
            "A service obtained costs people {cost_after} instead of {cost_before}: {less} less ({low} to"
            " {high})."
        )
    elif high < 0:
        low, high = -high, -low
        template = N_(
            "A service obtained costs people {cost_after} instead of {cost_before}: {less} more ({low} to"
            " {high})."
        )
    else:
        template = N_(
            "A service obtained costs people {cost_after} instead of {cost_before}; the difference may be"
            " chance ({low} to {high})."
        )
    told = {"less": abs(saving), "low": low, "high": high}
    amounts |= {name: money(value, burden, language) for name, value in told.items()}
    return phrase(template, language, **amounts), _doubt(burden, language)


def _doubt(burden: "Burden", language: str) -> str:
    if burden.warnings and burden.warnings[0].kind.importance <= 1:
        return burden.warnings[0].say(language)
    return phrase(
        N_("Before and after without a comparison: whatever else changed meanwhile is in it too."), language
    )


def may_say(burden: "Burden", language: str = "en") -> list[str]:
    """What the burden lets you say."""
    values, spec = burden.values, spec_of(burden)
    said = []
    part, share = _largest(burden)
    if part:
        said.append(
            phrase(N_("Most of the difference is {part}: {share:.0%}."), language, share=share,
                   part=phrase(PART_NAMES[part], language))
        )  # fmt: skip
    hours = [cast("float", values[name]) for name in ("hours_before", "hours_after")]
    said.append(
        phrase(N_("Hands-on hours for a service obtained: {before:.1f} before, {after:.1f} after."), language,
               before=hours[0], after=hours[1])
    )  # fmt: skip
    if spec.visits is not None:
        said.append(
            phrase(N_("Visits: {before:.1f} before, {after:.1f} after."), language,
                   before=values["visits_before"], after=values["visits_after"])
        )  # fmt: skip
    if spec.elapsed is not None:
        said.append(_about_waiting(burden, language))
    return [*said, *_about_year(burden, language)]


def _largest(burden: "Burden") -> tuple[str, float]:
    parts = burden.sheets["saving"].filter(burden.sheets["saving"]["part"] != "all")
    whole = float(parts["saving"].sum())
    if whole <= 0 or (parts["saving"] < 0).any():
        return "", 0.0
    top = parts.sort("saving", descending=True).row(0, named=True)
    return (top["part"], top["saving"] / whole) if top["saving"] > whole / 2 else ("", 0.0)


def _about_waiting(burden: "Burden", language: str) -> str:
    values = burden.values
    told = phrase(
        N_(
            "Half of those who got it waited {before:.0f} days or less before and {after:.0f} after; this is"
            " kept apart from hours."
        ),
        language,
        before=values["median_elapsed_before"],
        after=values["median_elapsed_after"],
    )
    if values.get("waiting_value") is None:
        return told
    worth = phrase(N_("The days are worth {money} a use, not added to the rest."), language,
                   money=money(values["waiting_value"], burden, language))  # fmt: skip
    return f"{told} {worth}"


def _about_year(burden: "Burden", language: str) -> list[str]:
    if "year" not in burden.sheets:
        return []
    return [
        phrase(N_("A year, {step}: {value} ({low} to {high})."), language,
               step=phrase(STEP_NAMES[row["step"]], language), value=money(row["value"], burden, language),
               low=money(row["lower"], burden, language), high=money(row["upper"], burden, language))
        for row in burden.sheets["year"].iter_rows(named=True)
    ]  # fmt: skip


def may_not_claim(burden: "Burden", language: str = "en") -> list[str]:
    """What may not be claimed; the first sentence of each is the claim."""
    claims = [
        N_(
            "That the change brought it about. Only a comparison with people whom it did not reach can say"
            " so."
        ),
        N_(
            "That the state saves this. It is the citizen's time and money; an agency's budget does not hold"
            " it."
        ),
        N_("That everybody saves. Who cannot take the new way, or never began, stands in no row."),
        N_("That fees are all that is paid. Ask about informal payments, and where they went."),
    ]
    if spec_of(burden).uses is None:
        claims.append(N_("A sum for a year. It needs verified uses, and what is due to the change."))
    return [phrase(claim, language) for claim in claims]


def summary(burden: "Burden", language: str = "en") -> str:
    """The answer, what it rests on and what may not be claimed."""
    parts = [
        " ".join(headline(burden, language)),
        " ".join(may_say(burden, language)),
        " ".join(caution.say(language) for caution in burden.warnings),
        phrase(N_("You may not claim:"), language) + " " + " ".join(may_not_claim(burden, language)),
    ]
    return "\n\n".join(part for part in parts if part)
