"""What a backtest says in plain words."""

from typing import TYPE_CHECKING, cast

from jopoi.sense._backtest_sheets import HELD, LISTED
from jopoi.words import N_, phrase

if TYPE_CHECKING:
    from jopoi.sense._backtest_spec import BacktestSpec
    from jopoi.sense.backtest import Backtest

_NAMED = 5


def spec_of(backtest: "Backtest") -> "BacktestSpec":
    """What was asked."""
    return cast("BacktestSpec", backtest.spec)


def headline(backtest: "Backtest", language: str = "en") -> tuple[str, str]:
    """How often those listed held up, and the gravest doubt."""
    values = backtest.values
    if values["held_up_share"] is None:
        answer = phrase(
            N_("No unit is listed in any of the {splits} splits."), language, splits=values["splits"]
        )
        return answer, phrase(N_("So nothing can be said of what lasts."), language)
    answer = phrase(
        N_(
            "Of those listed, {held:.0%} held up in the periods that were kept back; regression to the mean"
            " alone leaves {expected:.0%}, chance {chance:.0%}."
        ),
        language,
        held=values["held_up_share"],
        expected=values["expected_share"],
        chance=values["chance_share"],
    )
    return answer, _doubt(backtest, language)


def _doubt(backtest: "Backtest", language: str) -> str:
    if backtest.warnings and backtest.warnings[0].kind.importance <= 1:
        return backtest.warnings[0].say(language)
    facts = {"persistent": backtest.values["persistent"], "listed": backtest.values["listed_now"]}
    return phrase(
        N_("Of the {listed} on the list of all periods, {persistent} are persistent."), language, **facts
    )


def may_say(backtest: "Backtest", language: str = "en") -> list[str]:
    """What the backtest lets you say."""
    units, values = backtest.sheets["units"], backtest.values
    said = []
    lasting = units.filter(units["persistent"])["unit"].to_list()
    if lasting:
        names = ", ".join(f"“{unit}”" for unit in lasting[:_NAMED])
        more = len(lasting) - _NAMED
        template = (
            N_(
                "Persistent (on the list of all periods, listed in {listed:.0%} of the splits or more, and"
                " held up in {held:.0%} of those or more): {names} and {more} more."
            )
            if more > 0
            else N_(
                "Persistent (on the list of all periods, listed in {listed:.0%} of the splits or more, and"
                " held up in {held:.0%} of those or more): {names}."
            )
        )
        said.append(phrase(template, language, names=names, listed=LISTED, held=HELD, more=more))
    if values["effect_before"] is not None:
        said.append(
            phrase(
                N_(
                    "In the mean those listed stood at {before:+.1f} before and {after:+.1f} after;"
                    " {expected:+.1f} was to be expected by regression to the mean."
                ),
                language,
                before=values["effect_before"],
                after=values["effect_after"],
                expected=values["effect_expected"],
            )
        )
    if values["held_up_forward"] is not None:
        said.append(
            phrase(
                N_(
                    "Where the periods kept back came later, {held:.0%} held up; regression to the mean alone"
                    " leaves {expected:.0%}."
                ),
                language,
                held=values["held_up_forward"],
                expected=values["expected_forward"],
            )
        )
    said.append(
        phrase(
            N_("Reliability: {reliability:.0%} of the differences between units, over all periods, last."),
            language,
            reliability=values["reliability"],
        )
    )
    return said


def may_not_claim(language: str = "en") -> list[str]:
    """What may not be claimed; the first sentence of each is the claim."""
    claims = [
        N_("That they will go on. Periods to come were in no split."),
        N_("That the splits are so many proofs. They overlap, and are cut from the same figures."),
        N_("That what does not last was luck. It may have been done for a time, and left."),
        N_("That what lasts was done by the unit. Circumstances that are in no column last too."),
    ]
    return [phrase(claim, language) for claim in claims]


def summary(backtest: "Backtest", language: str = "en") -> str:
    """The answer, what it rests on and what may not be claimed."""
    parts = [
        " ".join(headline(backtest, language)),
        " ".join(may_say(backtest, language)),
        " ".join(caution.say(language) for caution in backtest.warnings),
        phrase(N_("You may not claim:"), language) + " " + " ".join(may_not_claim(language)),
    ]
    return "\n\n".join(part for part in parts if part)
