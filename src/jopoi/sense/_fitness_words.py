"""What a look at a table says in plain words."""

from typing import TYPE_CHECKING, cast

from jopoi.words import N_, phrase, plural

if TYPE_CHECKING:
    from jopoi.sense._fitness_spec import FitnessSpec
    from jopoi.sense.fitness import Fitness

_GRAVE = 2


def headline(fitness: "Fitness", language: str = "en") -> tuple[str, str]:
    """How much of the table can be used, and the gravest doubt about it."""
    return _answer(fitness, language), _doubt(fitness, language)


def count(fitness: "Fitness", name: str) -> int:
    """A single figure of the result as a whole number."""
    found = fitness.values.get(name)
    return round(found) if isinstance(found, int | float) else 0


def _answer(fitness: "Fitness", language: str) -> str:
    facts = {name: count(fitness, name) for name in ("rows", "units", "complete_rows", "units_complete")}
    if facts["complete_rows"] == facts["rows"]:
        return phrase(N_("All {rows} rows can be used; they hold {units} units."), language, **facts)
    if facts["complete_rows"] == 0:
        return phrase(N_("None of the {rows} rows can be used."), language, **facts)
    return phrase(
        N_("{complete_rows} of {rows} rows can be used; they hold {units_complete} of {units} units."),
        language,
        **facts,
    )


def _doubt(fitness: "Fitness", language: str) -> str:
    grave = [told for told in fitness.warnings if told.kind.importance <= _GRAVE]
    if not fitness.warnings:
        return phrase(N_("Nothing in the figures themselves speaks against them."), language)
    if not grave:
        return fitness.warnings[0].say(language)
    rest = len(fitness.warnings) - 1
    more = (
        plural("{n} more caution is below.", "{n} more cautions are below.", rest, language) if rest else ""
    )
    return f"{grave[0].say(language)} {more}".strip()


def may_say(fitness: "Fitness", language: str = "en") -> list[str]:
    """What the look lets you say."""
    spec = cast("FitnessSpec", fitness.spec)
    said = [_extent(fitness, language), _emptiness(fitness, language)]
    if spec.period:
        said.append(_repeats(fitness, language))
    told = {caution.name for caution in fitness.warnings}
    if spec.outcome and not told & {"HeapedValues", "PileUp", "ImpossibleValues"}:
        said.append(
            phrase(
                N_("“{outcome}” shows no preference for round values and no pile-up at its ends."),
                language,
                outcome=spec.outcome,
            )
        )
    return said


def _extent(fitness: "Fitness", language: str) -> str:
    facts = {name: count(fitness, name) for name in ("rows", "units", "periods")}
    if not facts["periods"]:
        return phrase(N_("The table has {rows} rows of {units} units."), language, **facts)
    return phrase(
        N_("The table has {rows} rows of {units} units in {periods} periods, from {first} to {last}."),
        language,
        **facts,
        first=fitness.values["first_period"],
        last=fitness.values["last_period"],
    )


def _emptiness(fitness: "Fitness", language: str) -> str:
    missing, cells = count(fitness, "missing_cells"), count(fitness, "cells")
    if not missing:
        return phrase(N_("No value is missing in the columns that were looked at."), language)
    worst = fitness.sheets["columns"].sort("missing", descending=True, maintain_order=True).row(0, named=True)
    return phrase(
        N_("{missing} of {cells} values are missing, most of them in “{column}” ({share:.1%} of its rows)."),
        language,
        missing=missing,
        cells=cells,
        column=worst["column"],
        share=worst["missing_share"],
    )


def _repeats(fitness: "Fitness", language: str) -> str:
    median = fitness.values.get("median_periods")
    if median == fitness.values.get("periods"):
        return phrase(N_("At least half of the units have all {periods} periods."), language,
                      periods=count(fitness, "periods"))  # fmt: skip
    return phrase(
        N_("Half of the units have {median:g} or more of the {periods} periods."),
        language,
        median=median if isinstance(median, int | float) else 0,
        periods=count(fitness, "periods"),
    )


def may_not_claim(fitness: "Fitness", language: str = "en") -> list[str]:
    """What may not be claimed; the first sentence of each is the claim."""
    claims = [
        N_(
            "That the figures are true. A table can be complete and wrong: compare a few with the records"
            " they come from."
        ),
        N_("That all units are here. A unit that never reported is in no row."),
    ]
    if count(fitness, "missing_cells") or count(fitness, "rows_lost"):
        claims.append(
            N_(
                "That what is missing does not matter. Units with trouble often report less, and would seem"
                " better for it."
            )
        )
    claims.append(N_("That “{outcome}” measures what people care about. That is for them to say."))
    outcome = cast("FitnessSpec", fitness.spec).outcome
    return [phrase(claim, language, outcome=outcome or "") for claim in claims if outcome or "{" not in claim]


def summary(fitness: "Fitness", language: str = "en") -> str:
    """The answer, what was found, and what may not be claimed."""
    answer, _ = headline(fitness, language)
    parts = [
        answer,
        " ".join(may_say(fitness, language)),
        " ".join(caution.say(language) for caution in fitness.warnings),
        phrase(N_("Nothing was dropped or changed."), language),
        phrase(N_("You may not claim:"), language) + " " + " ".join(may_not_claim(fitness, language)),
    ]
    return "\n\n".join(part for part in parts if part)
