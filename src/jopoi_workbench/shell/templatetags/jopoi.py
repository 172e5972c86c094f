"""What templates say: signs, stages, states and dates."""

from datetime import datetime
from typing import Any

from babel import Locale
from django import template
from django.utils import formats, timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from jopoi.errors import Caution
from jopoi.words import number
from jopoi_workbench.shell import icons
from jopoi_workbench.shell.goals import GOALS
from jopoi_workbench.shell.models import (
    ColumnKind,
    Contribution,
    Dataset,
    Decision,
    Evidence,
    Member,
    Role,
    Stage,
)
from jopoi_workbench.shell.ring import Quarter, draw
from jopoi_workbench.shell.roles import Act, may
from jopoi_workbench.shell.rooms import Picture
from jopoi_workbench.shell.rooms import method_name as method_name_of
from jopoi_workbench.shell.running import failure_words, progress_words

register = template.Library()
State = Evidence.State

# State → its petal, the sign of its mark, the mark's tone.
_LOOKS = {
    State.WAITING: ("waits", "clock", "quiet"),
    State.RUNNING: ("running", "running", "quiet"),
    State.DONE: ("done", "tick", "good"),
    State.FAILED: ("waits", "cross", "bad"),
    State.CANCELLED: ("planned", "cross", "quiet"),
    State.SUPERSEDED: ("planned", "replaced", "quiet"),
}


_DECISIONS = {
    Decision.State.OPEN: ("clock", "warn"),
    Decision.State.TAKEN: ("tick", "good"),
    Decision.State.DROPPED: ("cross", "quiet"),
}
_CONTRIBUTIONS = {
    Contribution.State.WAITING: ("clock", "warn"),
    Contribution.State.ANSWERED: ("tick", "good"),
    Contribution.State.SET_ASIDE: ("cross", "quiet"),
    Contribution.State.TAKEN_BACK: ("cross", "quiet"),
}


def _language() -> str:
    return (get_language() or "en").partition("-")[0]


@register.simple_tag
def sign(name: str) -> SafeString:
    return icons.sign(name)


@register.simple_tag
def stage(name: str) -> SafeString:
    """The stage as glyph and word."""
    word = Stage(name).label
    return format_html('<span class="stage {}">{}{}</span>', name, icons.quarter(name), word)


@register.simple_tag
def quarter(name: str) -> SafeString:
    return icons.quarter(name)


@register.simple_tag
def petal(evidence: Evidence) -> SafeString:
    """The petal that stands for a piece of evidence, in the colour of its stage."""
    return format_html(
        '<span class="q-{} cont">{}</span>', evidence.stage, icons.sign(_LOOKS[State(evidence.state)][0])
    )


@register.simple_tag
def state_mark(evidence: Evidence) -> SafeString:
    """The state as shape, word and colour."""
    state = State(evidence.state)
    _petal, picture, tone = _LOOKS[state]
    return format_html('<span class="mark {}">{}{}</span>', tone, icons.sign(picture), state.label)


@register.simple_tag
def decision_mark(decision: Decision) -> SafeString:
    """Whether it waits, was taken or was dropped, as shape, word and colour."""
    picture, tone = _DECISIONS[Decision.State(decision.state)]
    state = decision.get_state_display()
    return format_html('<span class="mark {}">{}{}</span>', tone, icons.sign(picture), state)


@register.simple_tag
def contribution_mark(contribution: Contribution) -> SafeString:
    """Whether it waits, was answered, set aside or taken back, as shape, word and colour."""
    picture, tone = _CONTRIBUTIONS[Contribution.State(contribution.state)]
    state = contribution.get_state_display()
    return format_html('<span class="mark {}">{}{}</span>', tone, icons.sign(picture), state)


@register.simple_tag
def time_bar(shares: dict[str, int]) -> SafeString:
    """How the time was spent, as a bar in the colours of the stages; the words stand beneath it."""
    parts, x = [], 0
    for stage, share in shares.items():
        parts.append(
            format_html(
                '<rect class="s-{}" x="{}" width="{}" height="18"/>', stage, 3 * x, max(0, 3 * share - 2)
            )
        )
        x += share
    told = ", ".join(f"{Stage(stage).label} {share}" for stage, share in shares.items())
    bar = format_html_join("", "{}", ((part,) for part in parts))
    return format_html(
        '<svg class="chart my-2" viewBox="0 0 300 20" role="img" aria-label="{}">{}</svg>', told, bar
    )


@register.inclusion_tag("shell/parts/empty_ring.html")
def blank_ring() -> dict[str, Any]:
    """A ring without a stitch, for what has not begun."""
    return {"blank": draw([Quarter()] * 4)}


@register.filter
def country(code: str) -> str:
    """A country in the reader's language."""
    return str(Locale.parse(_language()).territories.get(code, code))


@register.filter
def goal_name(number: int) -> str:
    """A Sustainable Development Goal by its number and official name."""
    return f"{number}. {GOALS[number]}"


@register.filter
def kind_name(kind: str) -> str:
    """What a column holds, in words."""
    return str(ColumnKind(kind).label)


@register.filter
def role_name(role: str) -> str:
    """What a column is for, in words; empty while nobody has said."""
    return str(Dataset.Role(role).label) if role else ""


@register.filter
def role_names(member: Member) -> str:
    """What a person is in the lab."""
    return ", ".join(str(Role(role).label) for role in member.roles)


@register.filter
def beside(cells: list[str | None], columns: list[dict[str, Any]]) -> list[tuple[Any, Any]]:
    """A row's cells, each with the column it stands in."""
    return list(zip(columns, cells, strict=False))


@register.filter
def method_name(evidence: Evidence) -> str:
    return str(method_name_of(evidence.method))


@register.filter
def why_failed(evidence: Evidence) -> str:
    return failure_words(evidence, _language())


@register.filter
def doing(evidence: Evidence) -> str:
    return progress_words(evidence, _language())


@register.filter
def can(member: Member | None, act: str) -> bool:
    """Whether a member may do what `roles.Act` calls ``act``."""
    return member is not None and may(member, Act(act))


@register.filter
def count(value: float) -> str:
    """A number as the reader's language writes it."""
    return number(value, _language())


@register.filter
def percent(share: float) -> int:
    return round(100 * share)


@register.filter
def noted(note: dict[str, Any]) -> str:
    """A caution kept with a dataset, in the reader's language."""
    return Caution(note["name"], note.get("facts", {}), note.get("message", "")).say(_language())


@register.filter
def day(at: datetime) -> str:
    """The time if it was today, the day if not."""
    local = timezone.localtime(at)
    if local.date() == timezone.localdate():
        return formats.date_format(local, "H:i")
    return formats.date_format(local, "j M" if local.year == timezone.localdate().year else "j M Y")


@register.filter
def part_of(value: dict[str, Any], key: str) -> Any:  # noqa: ANN401 - any template value
    """One part of a mapping, by a key that is itself a variable."""
    return value.get(key)


@register.simple_tag
def drawn(picture: Picture) -> SafeString:
    """A picture in both its widths."""
    return mark_safe(picture.wide + picture.narrow)  # noqa: S308 - drawn by the library, its texts escaped
