"""How a level of evidence stands on a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from jopoi.loop.ladder import HIGHEST, RUNGS, Level
from jopoi.loop.relative import relative_change
from jopoi.loop.said import Said
from jopoi.words import phrase
from jopoi_workbench.shell import icons
from jopoi_workbench.shell.forms.language import language
from jopoi_workbench.shell.models import Record
from jopoi_workbench.shell.money import sum_words
from jopoi_workbench.shell.voicing import Said as SaidTo

register = template.Library()
_SIGNS = ("planned", "planned", "running", "validated", "validated", "validated")
_TONES = ("quiet", "potential", "quiet strong", "validated", "validated", "validated")
_ABOUT = (
    "",
    N_("Why it should be so was told or is written down."),
    N_("A change or a difference was measured."),
    N_("It was set beside what would have happened otherwise."),
    N_("Others, elsewhere, found the same."),
    N_("A manual, systems and costs ensure the same result."),
)


@dataclass(frozen=True)
class Rung:
    """A rung as it is drawn."""

    number: int
    name: str
    about: str
    reached: bool
    here: bool


@register.filter
def rungs(level: Level) -> list[Rung]:
    """The five rungs; the one that is reached tells why."""
    return [
        Rung(
            number=number,
            name=phrase(RUNGS[number], language()),
            about=level.reason.say(language()) if number == level.level else _(_ABOUT[number]),
            reached=number <= level.level,
            here=number == level.level,
        )
        for number in range(1, HIGHEST + 1)
    ]


@register.filter
def say(said: Said) -> str:
    """A sentence in the reader's language."""
    return said.say(language())


@register.simple_tag
def level_mark(level: Level) -> SafeString:
    """The level as shape, word and colour."""
    words = _("%(name)s, level %(level)s") % {"name": level.name.say(language()), "level": level.level}
    return format_html(
        '<span class="mark {}">{}{}</span>', _TONES[level.level], icons.sign(_SIGNS[level.level]), words
    )


@register.filter
def relative(record: Record) -> str:
    """A change beside the change where nothing was done; what is missing if only one is known."""
    if record.change is None:
        return ""
    if record.comparator is None:
        return _(
            "No change where nothing was done is given: nobody can tell how much of this would have "
            "happened anyway."
        )
    found = relative_change(record.change / 100, comparator=record.comparator / 100)
    return found.said().say(language())


@register.filter
def faulty(said: Iterable[SaidTo]) -> bool:
    """Whether a voice lost or changed something in some language."""
    return any(one.found.faults for one in said)


@register.filter
def tongue(code: str) -> str:
    """A language by the name that its speakers give it."""
    return str(get_language_info(code)["name_local"])


@register.filter
def money(amount: Decimal) -> str:
    """An amount as the reader's language writes it; cents only if there are some."""
    return sum_words(amount, "")
