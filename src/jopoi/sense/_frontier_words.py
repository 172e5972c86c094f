"""What a frontier says in plain words."""

from typing import TYPE_CHECKING, cast

import polars as pl

from jopoi.sense._frontier_spec import NOT_SURPASSED, OF_A_FEW
from jopoi.words import N_, Fact, phrase, plural

if TYPE_CHECKING:
    from jopoi.sense._frontier_spec import FrontierSpec
    from jopoi.sense.frontier import Frontier

_NAMED = 5
_OTHERS = {
    "output": N_(
        "{on_frontier} of {units} units lie on the frontier; half of the others could do at least"
        " {change:.0%} more with the same means."
    ),
    "input": N_(
        "{on_frontier} of {units} units lie on the frontier; half of the others could do the same"
        " with at least {less:.0%} less."
    ),
    "both": N_(
        "{on_frontier} of {units} units lie on the frontier; half of the others could do at least"
        " {more:.0%} more with at least {less:.0%} less."
    ),
    "steps": N_(
        "{on_frontier} of {units} units lie on the frontier; half of the others could go at least"
        " {steps:.1f} steps towards it (a step: {step})."
    ),
}
_ON_IT = {
    "convex": N_(
        "Units on the frontier: no unit, and no mixture of units, does as much of everything with as little."
    ),
    "free": N_("Units on the frontier: no other unit does as much of everything with as little."),
    "sums": N_(
        "Units on the frontier: no other unit, and no whole units together, do as much of everything with as"
        " little."
    ),
}


def headline(frontier: "Frontier", language: str = "en") -> tuple[str, str]:
    """How many units lie on the frontier, and the gravest doubt about it."""
    facts = _facts(frontier)
    if facts["on_frontier"] == facts["units"]:
        answer = N_("All {units} units lie on the frontier: none does as much with less.")
    elif _spec(frontier).robust:
        answer = N_("{on_frontier} of {units} units reach the robust frontier or lie beyond it.")
    else:
        answer = _OTHERS["steps" if _spec(frontier).steps else _spec(frontier).orientation]
    return phrase(answer, language, **facts), _doubt(frontier, language)


def _spec(frontier: "Frontier") -> "FrontierSpec":
    return cast("FrontierSpec", frontier.spec)


def _facts(frontier: "Frontier") -> dict[str, Fact]:
    facts: dict[str, Fact] = {name: frontier.values[name] for name in ("units", "on_frontier")}
    if _spec(frontier).steps:
        return facts | {"steps": frontier.values["median_steps_below"], "step": list(_spec(frontier).steps)}
    change = frontier.values["median_change_below"]
    told = float(change) if isinstance(change, int | float) else 0.0
    return facts | {"change": told, "less": -told, "more": 1.0 / (1.0 + told) - 1.0}


def _doubt(frontier: "Frontier", language: str) -> str:
    if frontier.warnings and frontier.warnings[0].kind.importance <= 1:
        return frontier.warnings[0].say(language)
    if _spec(frontier).robust:
        return phrase(
            N_(
                "A robust frontier is no limit of what is possible: it runs among good units, not round them."
            ),
            language,
        )
    return phrase(
        N_("A frontier takes every figure for true: one wrong record can move it for many units."), language
    )


def may_say(frontier: "Frontier", language: str = "en") -> list[str]:
    """What the frontier lets you say."""
    said = [_what_it_is(frontier, language), *_slack(frontier, language)]
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
    return [*said, *_corrected(frontier, language), *_agreement(frontier, language)]


def _what_it_is(frontier: "Frontier", language: str) -> str:
    spec = _spec(frontier)
    if spec.envelope == "order-m":
        template = N_(
            "At the frontier or beyond: units that do at least as well as the best of {drawn} comparable"
            " units may be expected to. A few odd records cannot move it."
        )
        return phrase(template, language, drawn=spec.m or OF_A_FEW)
    if spec.envelope == "order-alpha":
        template = N_(
            "At the frontier or beyond: units that are not surpassed by more than {beyond:.0%} of those"
            " comparable to them. A few odd records cannot move it."
        )
        return phrase(template, language, beyond=1.0 - (spec.alpha or NOT_SURPASSED))
    return phrase(_ON_IT[spec.envelope], language)


def _slack(frontier: "Frontier", language: str) -> list[str]:
    left = frontier.values.get("slack_left")
    if not isinstance(left, int) or not left:
        return []
    return [
        plural(
            "{n} unit on the frontier could still do with less of something, or bring about more of it, for"
            " nothing in return (slack).",
            "{n} units on the frontier could still do with less of something, or bring about more of it, for"
            " nothing in return (slack).",
            left,
            language,
        )
    ]


def _corrected(frontier: "Frontier", language: str) -> list[str]:
    middle = frontier.values.get("median_efficiency_corrected")
    if middle is None:
        return []
    seen = frontier.values["median_efficiency"]
    template = N_(
        "Everyone looks better than they are, because the best there could be was not seen: half of the units"
        " reach {seen:.0%} of the frontier, {middle:.0%} once that is taken out (bootstrap)."
    )
    return [phrase(template, language, seen=seen, middle=middle)]


def _agreement(frontier: "Frontier", language: str) -> list[str]:
    if "agreement" not in frontier.sheets:
        return []
    counts = {name: frontier.values[f"found_by_{name}"] for name in ("both", "frontier", "screening")}
    told = frontier.sheets["agreement"].filter(pl.col("found_by") == "both")["unit"].head(_NAMED).to_list()
    said = [
        phrase(
            N_(
                "Beside a screening of the same outputs, given what units use: {both} stand out in both,"
                " {frontier} on the frontier alone, {screening} in the screening alone."
            ),
            language,
            **counts,
        )
    ]
    if told:
        template = N_("Visit those first that both find: {units}.")
        said.append(phrase(template, language, units=[f"“{unit}”" for unit in told]))
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
