"""What a screening does not let you claim. Each claim is one sentence; why not follows it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from jopoi.sense._screening_reading import Reading
from jopoi.words import N_, plural

if TYPE_CHECKING:
    from jopoi.sense.screen import Screening

Claim = Callable[[Reading], str]


def may_not_claim(screening: "Screening", language: str = "en") -> list[str]:
    """What may not be claimed, the most tempting first; the first sentence of each is the claim."""
    read = Reading(screening, language)
    about_list: tuple[Claim, ...] = (
        _causes,
        _all_exceptional,
        _fading,
        _one_group,
        _mirrors,
        _few_periods,
        _just_so_many,
        _capacity,
    )
    about_rest: tuple[Claim, ...] = (_lasts, _circumstances, _the_others, _left_out, _workers)
    if read.selected == 0:
        about_list, about_rest = (_none_does_better,), (_circumstances, _mirrors_unasked, _left_out, _workers)
    return [sentence for claim in (*about_list, *about_rest) if (sentence := claim(read))]


def _causes(read: Reading) -> str:
    return plural(
        "That this unit does better because of how it works. A screening finds places worth a visit."
        " What moves “{outcome}” may be the work, who is served, or how the figures were recorded.",
        "That these units do better because of how they work. A screening finds places worth a visit."
        " What moves “{outcome}” may be the work, who is served, or how the figures were recorded.",
        read.selected,
        read.language,
        outcome=read.outcome,
    )


def _none_does_better(read: Reading) -> str:
    return read.say(
        N_(
            "That no unit does better than the others. These figures are too few or too unsteady to tell"
            " which."
        )
    )


def _all_exceptional(read: Reading) -> str:
    if read.selected == 1:
        return read.say(
            N_("That it is surely exceptional. The chance that it is not is {share}."),
            share=read.share(read.value("expected_false_share")),
        )
    expected = round(read.false_ones)
    if expected == 0:
        return read.say(
            N_("That every one of the {n} is exceptional. Any of them may still be there by luck."),
            n=read.selected,
        )
    return plural(
        "That all {of} are exceptional. About {n} is not, and the figures cannot say which.",
        "That all {of} are exceptional. About {n} are not, and the figures cannot say which.",
        expected,
        read.language,
        of=read.selected,
    )


def _one_group(read: Reading) -> str:
    lone, taken_out = read.caution("OneGroup"), read.caution("OneGroupTakenOut")
    if lone:
        return read.say(
            N_(
                "Anything about the {selected} in “{group}” yet. They are {share:.0%} of the list, from a"
                " group with {units:.0%} of the units: check first how it records “{outcome}”."
            ),
            **dict(lone.facts),
            share=_share(lone.facts["selected"], lone.facts["of"]),
            outcome=read.outcome,
        )
    if taken_out:
        return read.say(
            N_(
                "That no group stands out as a whole. Units were compared within their “{column}”; without"
                " that, {selected} of {of} on the list would lie in “{group}”."
            ),
            **dict(taken_out.facts),
            column=read.spec.group or "",
        )
    return ""


def _share(part: object, whole: object) -> float:
    return part / whole if isinstance(part, int) and isinstance(whole, int) and whole else 0.0


def _mirrors(read: Reading) -> str:
    bad = read.caution("BadMirror")
    if bad:
        return read.say(
            N_(
                "That all on the list do well all round. {flagged} of the {of} do worse than expected on a"
                " mirror indicator ({columns})."
            ),
            **dict(bad.facts),
        )
    return _mirrors_unasked(read)


def _mirrors_unasked(read: Reading) -> str:
    if read.spec.mirror:
        return ""
    return read.say(N_("That nothing was given up for “{outcome}”. No mirror indicator was looked at."),
                    outcome=read.outcome)  # fmt: skip


def _few_periods(read: Reading) -> str:
    few = read.caution("FewPeriods")
    if not few:
        return ""
    return plural(
        "That all rest on the same ground. {n} of the {of} rests on {limit} or fewer of {periods} periods.",
        "That all rest on the same ground. {n} of the {of} rest on {limit} or fewer of {periods} periods.",
        int(str(few.facts["few"])),
        read.language,
        **{name: few.facts[name] for name in ("of", "limit", "periods")},
    )


def _just_so_many(read: Reading) -> str:
    low, high = read.range()
    if low == high:
        return ""
    return read.say(
        N_(
            "That the list has just {n}. How much of the scatter is chance is an estimate too; over what"
            " the data allow the list has from {low} to {high} units."
        ),
        n=read.selected,
        low=low,
        high=high,
    )


def _capacity(read: Reading) -> str:
    if read.spec.capacity is None or read.selected < read.spec.capacity:
        return ""
    return read.say(
        N_("That there are no others. The list stops at {capacity}, the number of places you set."),
        capacity=read.spec.capacity,
    )


def _fading(read: Reading) -> str:
    share = read.fact("Passing", "false_share")
    if not isinstance(share, float):
        return ""
    return read.say(
        N_(
            "That all of the lead is lasting. Neighbouring periods are more alike than distant ones; if"
            " only what stays alike counts, {share:.0%} of the list and not {expected:.0%} is expected to be"
            " there wrongly."
        ),
        share=share,
        expected=read.value("expected_false_share"),
    )


def _lasts(read: Reading) -> str:
    fared = read.fared()
    if fared is None:
        return read.say(
            N_("That the lead lasts. No later period was held out to confirm it.")
            if read.spec.period
            else N_("That the lead lasts. No second period was looked at.")
        )
    if not fared["with_records"]:
        return read.say(N_("That the lead lasts. None on the list has records in the held-out periods."))
    return read.say(
        N_(
            "That the lead will stay as large. The units with later records were at {before} on average when"
            " screened; {expected} was to be expected afterwards, and {after} came, in {periods}."
        ),
        before=read.signed(fared["effect_before"]),
        expected=read.signed(fared["effect_expected"]),
        after=read.signed(fared["effect_after"]),
        periods=read.confirmed,
    )


def _circumstances(read: Reading) -> str:
    if read.spec.context:
        return read.say(
            N_("That all circumstances are allowed for. Only {context} are; what is not in the table is not.")
            if len(read.spec.context) > 1
            else N_(
                "That all circumstances are allowed for. Only {context} is; what is not in the table is not."
            ),
            context=read.context,
        )
    return read.say(N_("That circumstances are allowed for. No context column was given."))


def _the_others(read: Reading) -> str:
    others = read.units.height - read.selected
    return read.say(
        N_(
            "That the other {others} do worse. Not being listed says little about a unit: do not publish"
            " them, nor an order within a grade."
        ),
        others=others,
    )


def _left_out(read: Reading) -> str:
    gone = read.count("units_left_out")
    if not gone:
        return ""
    return plural(
        "Anything about {n} unit without a complete row. It was not screened.",
        "Anything about {n} units without a complete row. They were not screened.",
        gone,
        read.language,
    )


def _workers(read: Reading) -> str:
    return read.say(
        N_(
            "Anything about the people who work there. The figures are about units; do not name or judge"
            " persons."
        )
    )
