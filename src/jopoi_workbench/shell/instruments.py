"""What labs ask themselves, in the words of each version; an old version stays as it was answered."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Question:
    """A question and what an answer to it should show."""

    key: str
    text: "StrOrPromise"
    about: "StrOrPromise"


@dataclass(frozen=True)
class Instrument:
    """The questions and levels of one version."""

    key: str
    title: "StrOrPromise"
    about: "StrOrPromise"
    source: "StrOrPromise"
    questions: tuple[Question, ...]
    levels: tuple["StrOrPromise", ...]


READINESS = Instrument(
    key="readiness/1",
    title=_("How ready is the institution?"),
    about=_(
        "Four questions, each with its own answer. They are never added up: one gap is not made good by "
        "another strength."
    ),
    source=_("After the four questions that close UNDP Cambodia’s “Taking a systems view” (2020)."),
    levels=(_("Nothing yet"), _("First attempts"), _("In place in some parts"), _("In place and used")),
    questions=(
        Question(
            "capacity",
            _("What mechanism builds civil servants’ capacity to lead and manage change?"),
            _("A school, coaching, time set aside: who took part, and what did they do with it?"),
        ),
        Question(
            "exposure",
            _("Do capable people get enough exposure and practice, at home and abroad?"),
            _("Hands-on projects, exchanges, visits, and who was left out of them."),
        ),
        Question(
            "unit",
            _("Is there a unit at the centre that leads, and can it call the others together?"),
            _("A decree, a budget line, meetings to which ministries really came."),
        ),
        Question(
            "buy_in",
            _("What is the strategy for all ministries to make this their own?"),
            _("Agreements, people named, money of their own."),
        ),
    ),
)
CONDITIONS = Instrument(
    key="conditions/1",
    title=_("Conditions that help"),
    about=_(
        "Backing from above helps but is not needed: where there is a need, and people who care, it happens."
    ),
    source=_("After Lucie Stephens (nef) on co-production, 2013."),
    levels=(_("Absent"), _("In part"), _("Present")),
    questions=(
        Question("need", _("People feel the need themselves"), _("Who said so, where, how many.")),
        Question(
            "passion", _("Someone on the ground cares enough to begin"), _("Who, and what they did already.")
        ),
        Question("leadership", _("Those at the top back it"), _("It helps; need and passion suffice.")),
        Question(
            "discovery",
            _("The policy may change as one learns"),
            _("Policy as a tool of discovery: what was revised so far, and who may revise it."),
        ),
        Question("room", _("Those who make policy do less and leave room"), _("What they stopped doing.")),
        Question(
            "lead",
            _("Whoever leads is close to those concerned"),
            _("Government is not always the one who should lead."),
        ),
        Question(
            "stories",
            _("Those who answer for it have seen the benefit themselves"),
            _("Visits, stories, and consent to tell them when a bad headline comes."),
        ),
        Question(
            "repair",
            _("When something goes wrong, people come together again and repair it"),
            _("When that happened last, and what changed."),
        ),
    ),
)
