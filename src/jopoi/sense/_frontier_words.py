"""What a frontier says in plain words."""

from typing import TYPE_CHECKING, cast

from jopoi.words import N_, Fact, phrase, plural

if TYPE_CHECKING:
    from jopoi.sense._frontier_spec import FrontierSpec
    from jopoi.sense.frontier import Frontier


def headline(frontier: "Frontier", language: str = "en") -> tuple[str, str]:
    """How many units lie on the frontier, and the gravest doubt about it."""
    facts = _facts(frontier)
    if facts["on_frontier"] == facts["units"]:
        answer = phrase(
            N_("All {units} units lie on the frontier: none does as much with less."), language, **facts
        )
    elif _spec(frontier).orientation == "output":
        answer = phrase(
            N_(
                "{on_frontier} of {units} units lie on the frontier; half of the others could do at least"
                " {change:.0%} more with the same means."
            ),
            language,
            **facts,
        )
    else:
        answer = phrase(
            N_(
                "{on_frontier} of {units} units lie on the frontier; half of the others could do the same"
                " with at least {less:.0%} less."
            ),
            language,
            **facts,
        )
    return answer, _doubt(frontier, language)


def _spec(frontier: "Frontier") -> "FrontierSpec":
    return cast("FrontierSpec", frontier.spec)


def _facts(frontier: "Frontier") -> dict[str, Fact]:
    change = frontier.values["median_change_below"]
    told = float(change) if isinstance(change, int | float) else 0.0
    facts: dict[str, Fact] = {name: frontier.values[name] for name in ("units", "on_frontier")}
    return facts | {"change": told, "less": -told}


def _doubt(frontier: "Frontier", language: str) -> str:
    if frontier.warnings and frontier.warnings[0].kind.importance <= 1:
        return frontier.warnings[0].say(language)
    return phrase(
        N_("A frontier takes every figure for true: one wrong record can move it for many units."), language
    )


def may_say(frontier: "Frontier", language: str = "en") -> list[str]:
    """What the frontier lets you say."""
    said = [
        phrase(
            N_(
                "Units on the frontier: no unit, and no mixture of units, does as much of everything"
                " with as little."
            )
            if _spec(frontier).envelope == "convex"
            else N_("Units on the frontier: no other unit does as much of everything with as little."),
            language,
        )
    ]
    most = _most_named(frontier)
    if most:
        unit, times = most
        said.append(
            plural(
                "“{unit}” is what {n} other unit is held against.",
                "“{unit}” is what most others are held against: {n} units.",
                times,
                language,
                unit=unit,
            )
        )
    return said


def _most_named(frontier: "Frontier") -> tuple[str, int] | None:
    peers = frontier.sheets["peers"]
    if peers.is_empty():
        return None
    counted = peers.group_by("peer").len().sort("len", "peer", descending=[True, False])
    return str(counted["peer"][0]), int(counted["len"][0])


def may_not_claim(language: str = "en") -> list[str]:
    """What may not be claimed; the first sentence of each is the claim."""
    claims = [
        N_("That a unit on the frontier is good. It may be there because no other unit is like it."),
        N_(
            "That the others waste. What they do besides, and whom they serve, is in no column; poverty and"
            " distance are not taken out here as they are in a screening."
        ),
        N_(
            "That the distance is sure. A frontier has no room for chance; repeat it without the units"
            " that span it."
        ),
        N_("That a unit could move to the frontier. The figures say what others do, not what it would take."),
    ]
    return [phrase(claim, language) for claim in claims]


def summary(frontier: "Frontier", language: str = "en") -> str:
    """The answer, what it rests on and what may not be claimed."""
    parts = [
        " ".join(headline(frontier, language)),
        " ".join(may_say(frontier, language)),
        " ".join(caution.say(language) for caution in frontier.warnings),
        phrase(N_("You may not claim:"), language) + " " + " ".join(may_not_claim(language)),
    ]
    return "\n\n".join(part for part in parts if part)
