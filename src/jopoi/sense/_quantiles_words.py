"""What a quantile frontier says in plain words."""

from typing import TYPE_CHECKING, cast

from jopoi.words import N_, Fact, phrase, plural

if TYPE_CHECKING:
    from jopoi.sense._quantiles_spec import QuantilesSpec
    from jopoi.sense.quantiles import Quantiles

_NAMED = 5


def spec_of(found: "Quantiles") -> "QuantilesSpec":
    """What was asked."""
    return cast("QuantilesSpec", found.spec)


def headline(found: "Quantiles", language: str = "en") -> tuple[str, str]:
    """How many units clearly reach what the best do in like circumstances, and the gravest doubt."""
    facts: dict[str, Fact] = {name: found.values[name] for name in ("clearly_above", "units")}
    facts |= {"best": 1.0 - spec_of(found).quantile, "outcome": spec_of(found).outcome}
    answer = phrase(
        N_(
            "{clearly_above} of {units} units clearly reach what the best {best:.0%} do in “{outcome}”, in"
            " circumstances like theirs."
        ),
        language,
        **facts,
    )
    if found.warnings and found.warnings[0].kind.importance <= 2:
        return answer, found.warnings[0].say(language)
    doubt = N_("How sure the bar is, is allowed for; how lucky each unit was is not.")
    return answer, phrase(doubt, language)


def may_say(found: "Quantiles", language: str = "en") -> list[str]:
    """What the bar lets you say."""
    values, spec = found.values, spec_of(found)
    said = [
        plural(
            "{n} unit lies above the bar, of {units}.",
            "{n} units lie above the bar, of {units}.",
            int(cast("int", values["above"])),
            language,
            units=values["units"],
        )
    ]
    top = found.sheets["units"].filter("clearly_above")["unit"].head(_NAMED).to_list()
    if top:
        template = N_("Farthest above it: {units}.")
        said.append(phrase(template, language, units=[f"“{unit}”" for unit in top]))
    if spec.context:
        template = N_(
            "Circumstances bring the bar {explained:.0%} nearer to what units do than one bar for all would"
            " be."
        )
        said.append(phrase(template, language, explained=values["explained"]))
    return said


def may_not_claim(found: "Quantiles", language: str = "en") -> list[str]:
    """What may not be claimed; the first sentence of each is the claim."""
    spec = spec_of(found)
    said = [
        phrase(
            N_(
                "That whoever lies above the bar is good. By the way it is drawn, {best:.0%} of all rows"
                " always do."
            ),
            language,
            best=1.0 - spec.quantile,
        )
    ]
    claims = [
        N_("That the others fail. Most units lie below such a bar, whatever they do."),
        N_(
            "That the bar could be reached by all. It says what the best do in like circumstances, not what"
            " it would take."
        ),
        N_("That circumstances cause the bar. They go with it."),
    ]
    return [*said, *(phrase(claim, language) for claim in claims)]


def summary(found: "Quantiles", language: str = "en") -> str:
    """The answer, what it rests on and what may not be claimed."""
    parts = [
        " ".join(headline(found, language)),
        " ".join(may_say(found, language)),
        " ".join(caution.say(language) for caution in found.warnings),
        phrase(N_("You may not claim:"), language) + " " + " ".join(may_not_claim(found, language)),
    ]
    return "\n\n".join(part for part in parts if part)
