"""What a pulse says in plain words."""

from typing import TYPE_CHECKING, Any, cast

import polars as pl

from jopoi.words import N_, number, phrase, plural

if TYPE_CHECKING:
    from jopoi.sense._pulse_spec import PulseSpec
    from jopoi.sense.pulse import Pulse

Row = dict[str, Any]

_MOST = 6
# Whom each way of asking misses.
MISSED = {
    "drawn": N_(
        "That those missing from the list think alike. People without papers, and who moved lately, are on"
        " none."
    ),
    "telephone": N_(
        "That those without a telephone of their own think alike. They are poorer, older and more often"
        " women; and many do not answer a number that they do not know."
    ),
    "messages": N_(
        "That those who did not write back think alike. A message asks for a telephone, credit and reading."
    ),
    "online": N_(
        "That those who are not online think alike. Who answers came across it and cares; nobody was drawn by"
        " lot, and an interval knows nothing of that."
    ),
    "street": N_(
        "That those who were not there think alike. Who stays at home, works then or is not easily spoken to"
        " is missed."
    ),
    "service": N_(
        "That those who did not come think alike. Users of a service say nothing of those who gave up, were"
        " turned away or never tried."
    ),
}


def spec_of(pulse: "Pulse") -> "PulseSpec":
    """What was asked."""
    return cast("PulseSpec", pulse.spec)


def told(row: Row, name: str, language: str) -> str:
    """A value of a row: a share as a percentage, a mean as a number."""
    value = float(row[name])
    return number(value, language, ".0%") if row["answer"] is not None else number(value, language, ",.2f")


def leading(pulse: "Pulse", question: str) -> Row | None:
    """The mean of a number, or else the answer given most to a question."""
    rows = pulse.sheets["answers"].filter(pl.col("question") == question)
    first = rows.sort(pl.col("answer").is_not_null(), -pl.col("value"))
    return None if first.is_empty() else first.row(0, named=True)


def headline(pulse: "Pulse", language: str = "en") -> tuple[str, str]:
    """The answer given most to the first question, and the gravest doubt about it."""
    found = next((row for row in (leading(pulse, name) for name in spec_of(pulse).questions) if row), None)
    answer = phrase(N_("Nobody answered."), language) if found is None else _said(found, language)
    return answer, _doubt(pulse, language)


def _said(row: Row, language: str) -> str:
    template = (
        N_("“{question}”: {value} on average ({low} to {high}).")
        if row["answer"] is None
        else N_("“{question}”: {value} say “{answer}” ({low} to {high}).")
    )
    facts = {short: told(row, name, language) for short, name in (("low", "lower"), ("high", "upper"))}
    return phrase(
        template, language, question=row["question"], answer=row["answer"] or "",
        value=told(row, "value", language), **facts,
    )  # fmt: skip


def _doubt(pulse: "Pulse", language: str) -> str:
    if pulse.warnings and pulse.warnings[0].kind.importance <= 1:
        return pulse.warnings[0].say(language)
    return phrase(N_("Quickly asked: it says what people who answered say, not what they do."), language)


def may_say(pulse: "Pulse", language: str = "en") -> list[str]:
    """What the pulse lets you say."""
    values, spec = pulse.values, spec_of(pulse)
    said = [
        plural(
            "{n} person answered.",
            "{n} people answered; they count like {effective:.0f} drawn by lot.",
            int(cast("int", values["people"])),
            language,
            effective=values["effective"],
        )
    ]
    if spec.population:
        columns = [f"“{name}”" for name in spec.margins]
        said.append(
            phrase(N_("Weighted so that {columns} are as in the population."), language, columns=columns)
        )
    rows = (leading(pulse, name) for name in spec.questions[1:_MOST])
    said += [_said(row, language) for row in rows if row]
    return [*said, *_about_response(pulse, language), *_about_change(pulse, language)]


def _about_response(pulse: "Pulse", language: str) -> list[str]:
    row = leading(pulse, spec_of(pulse).questions[0])
    if pulse.values["response"] is None or row is None or row["answer"] is None:
        return []
    return [
        phrase(
            N_(
                "{response:.0%} answered: “{answer}” is between {lowest} and"
                " {highest} of all who were asked, whatever the others think."
            ),
            language,
            response=pulse.values["response"],
            answer=row["answer"],
            lowest=told(row, "lowest", language),
            highest=told(row, "highest", language),
        )
    ]


def _about_change(pulse: "Pulse", language: str) -> list[str]:
    if "changes" not in pulse.sheets:
        return []
    changes = pulse.sheets["changes"]
    sure = changes.filter((pl.col("lower") > 0.0) | (pl.col("upper") < 0.0))
    if sure.is_empty():
        return [phrase(N_("Since the first wave nothing changed by more than chance would."), language)]
    by_doubt = pl.col("change").abs() / (pl.col("upper") - pl.col("lower"))
    surest = sure.sort(by_doubt, descending=True).row(0, named=True)
    return [
        phrase(
            N_(
                "Since the first wave {sure} of {all} answers changed by more than chance would, each taken"
                " by itself; surest “{answer}” to “{question}”: from {first} to {latest}."
            ),
            language,
            sure=sure.height,
            all=changes.height,
            answer=surest["answer"] or phrase(N_("mean"), language),
            question=surest["question"],
            first=told(surest, "first", language),
            latest=told(surest, "latest", language),
        )
    ]


def may_not_claim(pulse: "Pulse", language: str = "en") -> list[str]:
    """What may not be claimed; the first sentence of each is the claim."""
    spec = spec_of(pulse)
    claims = [MISSED[spec.reached]] if spec.reached in MISSED else []
    claims += [
        N_(
            "That weights make it a sample drawn by lot. They mend what the weighted columns explain, and"
            " nothing else."
        )
        if spec.population
        else N_("That the population says so. Nothing was weighted: it is those who answered."),
        N_("That people do what they say. Look at what they did, in records or by visiting."),
        N_("That anything brought a change about. A pulse tells when it changed, never why."),
    ]
    return [phrase(claim, language) for claim in claims]


def summary(pulse: "Pulse", language: str = "en") -> str:
    """The answer, what it rests on and what may not be claimed."""
    parts = [
        " ".join(headline(pulse, language)),
        " ".join(may_say(pulse, language)),
        " ".join(caution.say(language) for caution in pulse.warnings),
        phrase(N_("You may not claim:"), language) + " " + " ".join(may_not_claim(pulse, language)),
    ]
    return "\n\n".join(part for part in parts if part)
