"""What ranks say in plain words."""

from typing import TYPE_CHECKING, cast

from jopoi.words import N_, phrase

if TYPE_CHECKING:
    from jopoi.sense._ranks_spec import RanksSpec
    from jopoi.sense.ranks import Ranks


_ONE = N_(
    "“{one}” by itself, if it was chosen before any place was seen, stands between place {one_best_place}"
    " and place {one_worst_place} of {units}, 95 times in 100."
)


def spec_of(ranks: "Ranks") -> "RanksSpec":
    """What was asked."""
    return cast("RanksSpec", ranks.spec)


def count(ranks: "Ranks", name: str) -> int:
    """A single figure as a whole number."""
    return int(cast("int", ranks.values[name]))


def headline(ranks: "Ranks", language: str = "en") -> tuple[str, str]:
    """How many are surely at the top, how many may be, and the gravest doubt."""
    facts = {name: ranks.values[name] for name in ("surely_top", "may_be_top", "room", "units")}
    template = (
        N_("Surely among the first {room} of {units}: {surely_top}. Perhaps: {may_be_top}.")
        if ranks.values["surely_top"]
        else N_("Nobody is surely among the first {room} of {units}. Perhaps: {may_be_top}.")
    )
    return phrase(template, language, **facts), _doubt(ranks, language)


def _doubt(ranks: "Ranks", language: str) -> str:
    grave = next((told for told in ranks.warnings if told.kind.importance <= 1), None)
    if grave is not None:
        return grave.say(language)
    return phrase(
        N_("Half of the units could stand on any of {width:.0f} places or more."),
        language,
        width=ranks.values["half_width"],
    )


def may_say(ranks: "Ranks", language: str = "en") -> list[str]:
    """What the ranks let you say."""
    values, spec = ranks.values, spec_of(ranks)
    grades = count(ranks, "grades")
    said = [
        phrase(
            N_(
                "Each stands between its best and its worst place; that is right for all of them together"
                " 95 times in 100. Two are told apart from {critical:.1f} standard errors on."
            ),
            language,
            critical=values["critical"],
        )
    ]
    if spec.one:
        facts = {name: values[name] for name in ("one_best_place", "one_worst_place", "units")}
        said.insert(0, phrase(_ONE, language, one=spec.one, **facts))
    if grades < 2:
        return said
    said.append(
        phrase(
            N_(
                "{grades} grades can be told apart; at most {misordered:.0%} of all pairs are expected the"
                " wrong way round."
            ),
            language,
            grades=grades,
            misordered=spec.misordered,
        )
    )
    said.append(
        phrase(
            N_(
                "{ordered:.0%} of all pairs stand in different grades; of those {wrong:.0%} are expected the"
                " wrong way round. Grades hold {explained:.0%} of how far units truly differ."
            ),
            language,
            ordered=values["ordered"],
            wrong=values["misordered_of_ordered"],
            explained=values["explained"],
        )
    )
    return said


def may_not_claim(language: str = "en") -> list[str]:
    """What may not be claimed; the first sentence of each is the claim."""
    claims = [
        N_("That a unit has a place. It has a best and a worst one, and lies anywhere between."),
        N_("That units of one grade do equally well. These figures cannot tell them apart."),
        N_("That a grade says why. It says what is left once the context is allowed for."),
        N_("That the order stays. Chance of other years is not in it unless the table has other years."),
    ]
    return [phrase(claim, language) for claim in claims]


def summary(ranks: "Ranks", language: str = "en") -> str:
    """The answer, what it rests on and what may not be claimed."""
    parts = [
        " ".join(headline(ranks, language)),
        " ".join(may_say(ranks, language)),
        " ".join(caution.say(language) for caution in ranks.warnings),
        phrase(N_("You may not claim:"), language) + " " + " ".join(may_not_claim(language)),
    ]
    return "\n\n".join(part for part in parts if part)
