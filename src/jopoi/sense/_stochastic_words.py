"""What a stochastic frontier says in plain words."""

from typing import TYPE_CHECKING, cast

import polars as pl

from jopoi.words import N_, number, phrase

if TYPE_CHECKING:
    from jopoi.sense._stochastic_spec import StochasticSpec
    from jopoi.sense.stochastic import Stochastic

_MOST = 6


def spec_of(found: "Stochastic") -> "StochasticSpec":
    """What was asked."""
    return cast("StochasticSpec", found.spec)


def headline(found: "Stochastic", language: str = "en") -> tuple[str, str]:
    """How near half of the units come to the frontier, and the gravest doubt."""
    grave = next((told for told in found.warnings if told.kind.importance <= 1), None)
    if found.values["end"] == "no inefficiency":
        answer = phrase(N_("No inefficiency can be measured here."), language)
    else:
        answer = phrase(
            N_("Half come to {median:.0%} of what the frontier allows, or nearer."),
            language,
            median=found.values["median_efficiency"],
        )
    if grave is not None:
        return answer, grave.say(language)
    width = found.values["median_width"]
    doubt = N_("A single efficiency is known to within {width:.0%} only, and its level hangs on the shape.")
    return answer, phrase(doubt, language, width=width)


def may_say(found: "Stochastic", language: str = "en") -> list[str]:
    """What the frontier lets you say."""
    values, spec = found.values, spec_of(found)
    table = found.sheets["coefficients"]
    said = [_part(table, name, spec, language) for name in spec.inputs[:_MOST]]
    if spec.higher_is_better:
        said.append(
            phrase(
                N_(
                    "All inputs 1% larger go with {change} “{output}”: above +1% larger units gain by their"
                    " size, below it they lose."
                ),
                language,
                change=number(float(cast("float", values["scale"])) / 100.0, language, "+.2%"),
                output=spec.output,
            )
        )
    if values["end"] == "no inefficiency":
        return said
    said.append(
        phrase(
            N_(
                "Of what the inputs do not explain {share:.0%} is inefficiency, the rest chance"
                " (p {p} if there were none)."
            ),
            language,
            share=values["inefficiency_share"],
            p=_doubt_of(float(cast("float", values["p_value"])), language),
        )
    )
    if values["drift"] is not None:
        drift = float(cast("float", values["drift"]))
        template = (
            N_("From period to period inefficiency falls by {change:.1%}.")
            if drift > 0.0
            else N_("From period to period inefficiency rises by {change:.1%}.")
        )
        said.append(phrase(template, language, change=abs(drift)))
    return said


def _doubt_of(p_value: float, language: str) -> str:
    least = 0.001
    return f"< {number(least, language)}" if p_value < least else f"= {number(p_value, language, '.3f')}"


def _part(table: pl.DataFrame, name: str, spec: "StochasticSpec", language: str) -> str:
    row = table.filter(pl.col("term") == name).row(0, named=True)
    reach = 1.96 * (row["standard_error"] or 0.0)
    low, high = (number((row["estimate"] + side * reach) / 100.0, language, "+.2%") for side in (-1.0, 1.0))
    return phrase(
        N_("1% more “{input}” goes with {change} “{output}” ({low} to {high})."),
        language,
        input=name,
        output=spec.output,
        change=number(row["estimate"] / 100.0, language, "+.2%"),
        low=low,
        high=high,
    )


def may_not_claim(language: str = "en") -> list[str]:
    """What may not be claimed; the first sentence of each is the claim."""
    claims = [
        N_(
            "That a unit wastes what it lacks to 100%. Whatever the inputs leave out counts as inefficiency:"
            " hard circumstances, better quality, other tasks."
        ),
        N_("That the level is right. Another shape moves all levels; the order stays nearly the same."),
        N_("That a few points tell two units apart. Look at their intervals."),
        N_("That more of an input would bring that much more. These are comparisons, not a trial."),
    ]
    return [phrase(claim, language) for claim in claims]


def summary(found: "Stochastic", language: str = "en") -> str:
    """The answer, what it rests on and what may not be claimed."""
    parts = [
        " ".join(headline(found, language)),
        " ".join(may_say(found, language)),
        " ".join(caution.say(language) for caution in found.warnings),
        phrase(N_("You may not claim:"), language) + " " + " ".join(may_not_claim(language)),
    ]
    return "\n\n".join(part for part in parts if part)
