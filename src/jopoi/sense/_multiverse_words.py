"""What a multiverse says in plain words."""

from typing import TYPE_CHECKING, Any, cast

from jopoi.sense._multiverse_sheets import STEADY
from jopoi.words import N_, phrase, plural

if TYPE_CHECKING:
    from jopoi.sense._multiverse_spec import MultiverseSpec
    from jopoi.sense.multiverse import Multiverse

_NAMED = 5
CUTS = ("top", "false_share")  # where the list ends, and nothing of how it is made
SHAPES = ("expectation", "prior")  # which are tried without being asked for
CHOICE_NAMES = {
    "context": N_("which circumstances are allowed for"),
    "group": N_("whether groups are compared within"),
    "periods": N_("which periods are looked at"),
    "expectation": N_("what circumstances lead one to expect"),
    "prior": N_("which shape the differences have"),
    "top": N_("how small a share counts as exceptional"),
    "false_share": N_("how large a part luck may have in the list"),
}


def spec_of(multiverse: "Multiverse") -> "MultiverseSpec":
    """What was asked."""
    return cast("MultiverseSpec", multiverse.spec)


def headline(multiverse: "Multiverse", language: str = "en") -> tuple[str, str]:
    """How many units are listed whatever one chooses, and the gravest doubt."""
    values = multiverse.values
    facts = {name: values[name] for name in ("specifications", "listed_ever", "steady")}
    template = (
        N_(
            "Asked in {specifications} ways. Units that are listed at least once: {listed_ever}; nearly"
            " always: {steady}."
        )
        if values["listed_ever"]
        else N_("Asked in {specifications} ways, no unit is listed in any.")
    )
    return phrase(template, language, **facts), _doubt(multiverse, language)


def _doubt(multiverse: "Multiverse", language: str) -> str:
    if multiverse.warnings and multiverse.warnings[0].kind.importance <= 1:
        return multiverse.warnings[0].say(language)
    most = mover(multiverse)
    if most is None:
        return phrase(N_("All of these ways share the same figures, and their faults."), language)
    return phrase(
        N_("What moves the list most is {choice}: {stays:.0%} of it stay."),
        language,
        choice=phrase(CHOICE_NAMES[most["choice"]], language),
        stays=most["stays"],
    )


def mover(multiverse: "Multiverse") -> dict[str, Any] | None:
    """The choice that moves the list most, but for its cut; none if nothing else was varied."""
    choices = multiverse.sheets["choices"]
    choices = choices.filter(~choices["choice"].is_in(CUTS))
    return choices.row(0, named=True) if choices.height else None


def may_say(multiverse: "Multiverse", language: str = "en") -> list[str]:
    """What the multiverse lets you say."""
    units, values = multiverse.sheets["units"], multiverse.values
    steady = units.filter(units["steady"])
    said = []
    if steady.height:
        names = [f"“{unit}”" for unit in steady["unit"].head(_NAMED).to_list()]
        more = steady.height - len(names)
        said.append(
            phrase(
                N_("Listed in at least {share:.0%} of the ways: {names}."),
                language,
                share=STEADY,
                names=names,
            )
            if not more
            else phrase(
                N_("Listed in at least {share:.0%} of the ways: {names} and {more} more."),
                language,
                share=STEADY,
                names=", ".join(names),
                more=more,
            )
        )
    lost = int(cast("int", values["listed_as_asked"])) - int(cast("int", values["steady_as_asked"]))
    if values["listed_as_asked"]:
        said.append(
            plural(
                "Of the {listed} listed as you asked, {n} depends on how one asks.",
                "Of the {listed} listed as you asked, {n} depend on how one asks.",
                lost,
                language,
                listed=values["listed_as_asked"],
            )
        )
    return said or [phrase(N_("Whichever way one asks, these figures single out nobody."), language)]


def may_not_claim(language: str = "en") -> list[str]:
    """What may not be claimed; the first sentence of each is the claim."""
    claims = [
        N_("That the steady ones are surely good. All ways share the same figures, and their faults."),
        N_("That the others are not. A unit may be left out by ways that nobody would defend."),
        N_("That nothing else matters. Only what was declared was chosen otherwise."),
        N_("That you may pick the way whose list you like. Settle it first, and say that you did."),
    ]
    return [phrase(claim, language) for claim in claims]


def summary(multiverse: "Multiverse", language: str = "en") -> str:
    """The answer, what it rests on and what may not be claimed."""
    parts = [
        " ".join(headline(multiverse, language)),
        " ".join(may_say(multiverse, language)),
        " ".join(caution.say(language) for caution in multiverse.warnings),
        phrase(N_("You may not claim:"), language) + " " + " ".join(may_not_claim(language)),
    ]
    return "\n\n".join(part for part in parts if part)
