"""What a screening says in plain words: the answer, its doubt, what may and may not be claimed."""

import textwrap
from typing import TYPE_CHECKING, Any

from jopoi.sense._screening_claims import may_not_claim
from jopoi.sense._screening_reading import Reading
from jopoi.words import N_, plural

if TYPE_CHECKING:
    from jopoi.sense.screen import Screening

__all__ = ["headline", "may_not_claim", "may_say", "rests_on", "summary", "what_this_shows"]


def headline(screening: "Screening", language: str = "en") -> tuple[str, str]:
    """The answer in one sentence, and its doubt in a second."""
    read = Reading(screening, language)
    if read.selected == 0:
        return _nothing(read)
    answer = plural(
        "{n} of {units} units is a potential positive deviant: {because}.",
        "{n} of {units} units are potential positive deviants: {because}.",
        read.selected,
        language,
        units=read.units.height,
        because=_because(read),
    )
    return answer, " ".join(part for part in (by_luck(read), _thin_ground(read)) if part)


def _nothing(read: Reading) -> tuple[str, str]:
    if read.caution("AllChance"):
        return (
            read.say(
                N_("None of the {units} units stands out from what is to be expected of it."),
                units=read.units.height,
            ),
            read.say(N_("All of the scatter between them can be chance.")),
        )
    return (
        read.say(
            N_("None of the {units} units is surely enough in the {top} to be put on a shortlist."),
            units=read.units.height,
            top=read.top,
        ),
        read.say(
            N_("Some may well do better; but in any list more than {share:.0%} would be there by luck."),
            share=read.spec.false_share,
        ),
    )


def _because(read: Reading) -> str:
    periods = read.screened
    when = read.say(N_("in {periods} "), periods=periods) if periods else ""
    higher, aware = read.spec.higher_is_better, bool(read.spec.context)
    template = {
        (True, True): N_("{when}their “{outcome}” was higher than {context} would lead one to expect"),
        (False, True): N_("{when}their “{outcome}” was lower than {context} would lead one to expect"),
        (True, False): N_("{when}their “{outcome}” was higher than that of the others, beyond mere chance"),
        (False, False): N_("{when}their “{outcome}” was lower than that of the others, beyond mere chance"),
    }[higher, aware]
    if read.selected == 1:
        template = {
            (True, True): N_("{when}its “{outcome}” was higher than {context} would lead one to expect"),
            (False, True): N_("{when}its “{outcome}” was lower than {context} would lead one to expect"),
            (True, False): N_("{when}its “{outcome}” was higher than that of the others, beyond mere chance"),
            (False, False): N_("{when}its “{outcome}” was lower than that of the others, beyond mere chance"),
        }[higher, aware]
    return read.say(template, when=when, outcome=read.outcome, context=read.context)


def by_luck(read: Reading) -> str:
    """How many on the list are expected to be there by luck."""
    share, expected = read.value("expected_false_share"), round(read.false_ones)
    if read.selected == 1:
        return read.say(N_("The chance that it is there by luck is {share}."), share=read.share(share))
    if expected == 0:
        return read.say(
            N_("Fewer than one of the {of} is expected to be there by luck ({share:.1%})."),
            of=read.selected,
            share=share,
        )
    return plural(
        "About {n} of the {of} is there by luck.",
        "About {n} of the {of} are there by luck.",
        expected,
        read.language,
        of=read.selected,
    )


def _thin_ground(read: Reading) -> str:
    """A list from one group, or on few periods, says so at the top."""
    group, few = read.caution("OneGroup"), read.caution("FewPeriods")
    told = []
    if group:
        told.append(
            plural(
                "{n} of them lies in one group, “{group}”.",
                "{n} of them lie in one group, “{group}”.",
                int(str(group.facts["selected"])),
                read.language,
                group=group.facts["group"],
            )
        )
    if few:
        told.append(
            plural(
                "{n} of them rests on few periods.",
                "{n} of them rest on few periods.",
                int(str(few.facts["few"])),
                read.language,
            )
        )
    return " ".join(told)


# --- what may be said ---------------------------------------------------------------------------


def may_say(screening: "Screening", language: str = "en") -> list[str]:
    """What the result lets you say, the most useful first."""
    read = Reading(screening, language)
    parts = (_closer_look, _held, _plain_held, _steady, _mirrors, _context, _peers, _lasting)
    return [sentence for part in parts if (sentence := part(read))]


def _closer_look(read: Reading) -> str:
    if read.selected == 0:
        return read.say(
            N_(
                "These figures give no unit that could be called a potential positive deviant. That too is a"
                " finding."
            )
        )
    sure = read.count("grade_a")
    worth = plural(
        "{n} unit deserves a closer look, as a potential positive deviant.",
        "{n} units deserve a closer look, as potential positive deviants.",
        read.selected,
        read.language,
    )
    if read.selected == 1:
        likely = (
            N_("It is very likely (grade A) in the {top}.") if sure else N_("It is probably in the {top}.")
        )
        return worth + " " + read.say(likely, top=read.top)
    if sure == 0:
        return worth + " " + read.say(N_("None is very likely (grade A) in the {top}."), top=read.top)
    return (
        worth
        + " "
        + plural(
            "{n} of them (grade A) is very likely in the {top}.",
            "{n} of them (grade A) are very likely in the {top}.",
            sure,
            read.language,
            top=read.top,
        )
    )


def _held(read: Reading) -> str:
    fared = read.fared()
    if not fared or not fared["with_records"]:
        return ""
    return read.say(
        N_(
            "Of the {seen} with records in {periods}, {held} were in the {top} again. Chance alone would give"
            " {chance}; if effects last and only chance changes, about {expected}."
        ),
        seen=fared["with_records"],
        periods=read.confirmed,
        held=fared["held_up"],
        top=read.top,
        chance=read.about(fared["by_chance"]),
        expected=read.about(fared["by_regression_to_the_mean"]),
    )


def _plain_held(read: Reading) -> str:
    fared = read.fared("plain top share")
    if not fared or not fared["with_records"]:
        return ""
    return read.say(
        N_("A plain ranking’s {top} holds up less often: {held} of {seen} ({share:.0%}) were there again.")
        if _held_share(fared) < _held_share(read.fared())
        else N_("A plain ranking’s {top} fares like this: {held} of {seen} ({share:.0%}) were there again."),
        top=read.top,
        held=fared["held_up"],
        seen=fared["with_records"],
        share=_held_share(fared),
    )


def _held_share(fared: dict[str, Any] | None) -> float:
    return fared["held_up"] / fared["with_records"] if fared and fared["with_records"] else 0.0


def _steady(read: Reading) -> str:
    steady = read.count("steady")
    if read.selected < 2 or steady == 0:
        return ""
    if steady == read.selected:
        return read.say(
            N_("All {n} are on the list whichever way the doubt about chance is resolved."), n=steady
        )
    return plural(
        "{n} of the {of} is on the list whichever way the doubt about chance is resolved.",
        "{n} of the {of} are on the list whichever way the doubt about chance is resolved.",
        steady,
        read.language,
        of=read.selected,
    )


def _mirrors(read: Reading) -> str:
    if not read.spec.mirror or read.selected < 2 or read.caution("BadMirror"):
        return ""
    return read.say(
        N_("None of the {n} is clearly worse than expected on {columns}."),
        n=read.selected,
        columns=[f"“{name}”" for name in read.spec.mirror],
    )


def _context(read: Reading) -> str:
    explained = read.value("context_r2")
    if not read.spec.context or not explained > 0.0:
        return ""
    return read.say(
        N_("{context} go with {explained:.0%} of the differences in “{outcome}”.")
        if len(read.spec.context) > 1
        else N_("{context} goes with {explained:.0%} of the differences in “{outcome}”."),
        context=read.context,
        explained=explained,
        outcome=read.outcome,
    )


def _peers(read: Reading) -> str:
    if not read.value("linear_left"):
        return ""
    return read.say(
        {
            "neighbours": N_(
                "Compared with the {peers} nearest units in similar circumstances, {left:.0%} of the"
                " differences between units are left; a straight line leaves {line:.0%}."
            ),
            "clusters": N_(
                "Within groups in similar circumstances {left:.0%} of the differences between units are left;"
                " a straight line leaves {line:.0%}."
            ),
        }.get(
            read.spec.expectation,
            N_(
                "What boosted trees expect leaves {left:.0%} of the differences between units; a straight"
                " line leaves {line:.0%}."
            ),
        ),
        peers=read.spec.peers,
        left=read.value("peers_left"),
        line=read.value("linear_left"),
    )


def _lasting(read: Reading) -> str:
    if read.value("effect_variance") <= 0.0:
        return ""
    return read.say(
        N_("Of the differences that remain between units, about {share:.0%} is chance.")
        if read.caution("Passing")
        else N_(
            "Of the differences that remain between units, about {share:.0%} is chance and the rest lasts."
        ),
        share=read.value("chance_share"),
    )


# --- the whole, in text -------------------------------------------------------------------------


def summary(screening: "Screening", language: str = "en") -> str:
    """The answer, its doubt, what it rests on, and what may not be claimed."""
    read = Reading(screening, language)
    parts = [" ".join(headline(screening, language)), rests_on(screening, language)]
    told = [caution.say(language) for caution in screening.warnings if caution.kind.importance <= 3]
    may_not = " ".join(may_not_claim(screening, language))
    parts += [" ".join(told), read.say(N_("You may not claim:")) + " " + may_not]
    return "\n\n".join(part for part in parts if part)


def rests_on(screening: "Screening", language: str = "en") -> str:
    """The rows, units, periods and rule behind the list."""
    read = Reading(screening, language)
    rows = read.say(
        N_("It rests on {rows} rows of {units} units."), rows=read.count("rows"), units=read.units.height
    )
    rule = read.say(
        N_(
            "“Exceptional” means in the {top} of true effects, from {bar} on; the list is the longest whose"
            " expected false share is at most {share:.0%}, and that share is {expected:.0%}."
        ),
        top=read.top,
        bar=read.signed(read.bar),
        share=read.spec.false_share,
        expected=read.value("expected_false_share"),
    )
    return f"{rows} {rule}" if read.selected else rows


def what_this_shows(screening: "Screening", language: str = "en") -> str:
    """What the screening does and does not show, as text for a terminal."""
    read = Reading(screening, language)
    does = [read.say(N_("What this shows")), *_bullets(may_say(screening, language))]
    does_not = [read.say(N_("What this does not show")), *_bullets(may_not_claim(screening, language))]
    return "\n".join([*does, "", *does_not])


def _bullets(sentences: list[str]) -> list[str]:
    return [
        textwrap.fill(text, 96, initial_indent="  • ", subsequent_indent="    ", break_on_hyphens=False)
        for text in sentences
    ]
