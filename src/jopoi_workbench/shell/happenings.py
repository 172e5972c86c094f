"""What happened, told in sentences from the audit entries."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Model, QuerySet, Value
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from jopoi.words import number
from jopoi_workbench.shell.access import challenges_for, datasets_for, evidence_list_for, tasks_for
from jopoi_workbench.shell.kept_sentences import KEPT
from jopoi_workbench.shell.models import AuditEntry, Challenge, Dataset, Evidence, Member, Role, Stage, Task

_SENTENCES = {
    "lab.imported": N_(
        "The lab came here from another server, with %(entries)s entries of what happened there."
    ),
    **KEPT,
    "access.refused": N_(
        "Someone from outside the lab asked for %(kind)s %(id)s and was told that there is nothing."
    ),
    "challenge.opened": N_("opened the challenge “%(name)s”."),
    "challenge.edited": N_("changed the challenge “%(name)s”."),
    "question.asked": N_("asked “%(name)s”."),
    "question.edited": N_("changed the question “%(name)s”."),
    "question.answered": N_("answered “%(name)s”."),
    "question.dropped": N_("dropped the question “%(name)s”."),
    "question.open": N_("opened the question “%(name)s” again."),
    "hypothesis.proposed": N_("proposed: if %(name)s"),
    "hypothesis.edited": N_("changed the hypothesis: if %(name)s"),
    "hypothesis.tested": N_("began to test: if %(name)s"),
    "hypothesis.supported": N_("found it supported: if %(name)s"),
    "hypothesis.not_supported": N_("found it not supported: if %(name)s"),
    "hypothesis.dropped": N_("dropped the hypothesis: if %(name)s"),
    "theory.box_added": N_("added “%(name)s” to the theory of change."),
    "theory.box_edited": N_("changed “%(name)s” in the theory of change."),
    "theory.box_moved": N_("moved “%(name)s” in the theory of change."),
    "theory.box_removed": N_("took “%(name)s” out of the theory of change."),
    "theory.arrow_added": N_("added the arrow %(name)s."),
    "theory.arrow_edited": N_("changed the arrow %(name)s."),
    "theory.arrow_removed": N_("took out the arrow %(name)s."),
    "experiment.planned": N_("planned the experiment “%(name)s”."),
    "experiment.edited": N_("changed what is on record about the experiment “%(name)s”."),
    "experiment.authorised": N_("authorised the experiment “%(name)s”."),
    "experiment.draft": N_("took the authorisation of “%(name)s” back."),
    "experiment.running": N_("started the experiment “%(name)s”."),
    "experiment.looked": N_("looked at the stop rule of “%(name)s”: %(note)s"),
    "experiment.stopped": N_("stopped the experiment “%(name)s”: %(reason)s"),
    "experiment.ended": N_("ended the experiment “%(name)s” as planned."),
    "decision.opened": N_("asked for a decision in %(stage)s: “%(name)s”"),
    "decision.edited": N_("changed what is asked in “%(name)s”."),
    "decision.taken": N_("kept a decision in %(stage)s: “%(name)s”"),
    "decision.dropped": N_("dropped a decision in %(stage)s: “%(name)s”"),
    "quarter.closed": N_("closed %(stage)s by a decision: “%(name)s”"),
    "quarter.reopened": N_("opened %(stage)s again: “%(name)s”"),
    "turn.closed": N_("closed turn %(turn)s of “%(name)s”."),
    "turn.opened": N_("opened turn %(turn)s of “%(name)s”."),
    "challenge.submitted": N_("submitted “%(name)s” for %(year)s."),
    "challenge.withdrawn": N_("withdrew “%(name)s” from what is submitted for %(year)s."),
    "challenge.grown": N_("said what “%(name)s” grew from."),
    "challenge.ungrown": N_("took back what “%(name)s” grew from."),
    "challenge.shown": N_("showed the challenge “%(name)s” to everyone."),
    "challenge.hidden": N_("showed the challenge “%(name)s” to the lab alone."),
    "challenge.hears": N_("takes words about “%(name)s” from people without an account."),
    "challenge.hears_no_more": N_("takes no more words about “%(name)s” from outside."),
    "contribution.written": N_("Somebody outside the lab wrote about “%(name)s”."),
    "contribution.answered": N_("answered somebody outside the lab about “%(name)s”."),
    "contribution.set_aside": N_("set aside what somebody outside the lab wrote about “%(name)s”."),
    "contribution.taken_back": N_("Somebody outside the lab took back what they wrote about “%(name)s”."),
    "dataset.stored": N_("brought in the table “%(name)s”, %(rows)s rows."),
    "dataset.described": N_("described the columns of “%(name)s”."),
    "dataset.rows_taken_out": N_("took rows out of “%(name)s”."),
    "member.forgotten": N_("Someone who left asked to be forgotten, and is."),
    "retention.set": N_("said how long things are kept."),
    "retention.applied": N_("%(n)s records were past their days and were deleted."),
    "document.written": N_("began the document “%(name)s”."),
    "document.edited": N_("changed the document “%(name)s”."),
    "document.published": N_("published version %(number)s of “%(name)s”."),
    "document.taken_back": N_("took the document “%(name)s” back."),
    "consent.recorded": N_("recorded consent %(number)s."),
    "consent.edited": N_("changed what is recorded of consent %(number)s."),
    "consent.used": N_("said which rows of “%(name)s” rest on consent %(number)s."),
    "consent.withdrawn": N_("Consent %(number)s was taken back."),
    "task.asked": N_("asked %(whom)s: “%(name)s”."),
    "task.edited": N_("changed what is asked: “%(name)s”."),
    "task.done": N_("did what was asked: “%(name)s”."),
    "task.dropped": N_("dropped what was asked: “%(name)s”. %(reason)s"),
    "task.handed_over": N_("handed “%(name)s” over to %(whom)s."),
    "review.asked": N_("asked %(whom)s for a second pair of eyes: %(title)s"),
    "review.agree": N_("read and agrees: %(title)s"),
    "review.remarks": N_("read and agrees, with remarks: %(title)s"),
    "review.disagree": N_("read and disagrees: %(title)s"),
    "letters.chosen": N_("chose when to get e-mails."),
    "calendar.opened": N_("made an address for a calendar."),
    "calendar.closed": N_("closed the address of a calendar."),
    "evidence.started": N_("started a run: %(title)s"),
    "evidence.filed": N_("filed evidence: %(title)s"),
    "evidence.failed": N_("A run stopped: %(title)s"),
    "evidence.replaced": N_("put newer evidence in the place of: %(title)s"),
    "claim.written": N_("wrote a claim: %(title)s"),
    "claim.edited": N_("changed a claim: %(title)s"),
    "claim.cited": N_("cited something for: %(title)s"),
    "claim.uncited": N_("took a citation away from: %(title)s"),
    "claim.stated": N_("stated: %(title)s"),
    "claim.withdrawn": N_("withdrew a claim: %(title)s"),
    "claim.levelled": N_("set the level of: %(title)s"),
    "claim.quote_withdrawn": N_("A quote was withheld from: %(title)s"),
    "verdict.kept": N_("kept a verdict: %(title)s"),
    "verdict.opened": N_("opened a verdict to whoever has its link: %(title)s"),
    "verdict.closed": N_("closed the link to a verdict: %(title)s"),
    "plan.written": N_("wrote a plan of analysis: %(name)s"),
    "plan.edited": N_("changed a plan of analysis: %(name)s"),
    "plan.frozen": N_("froze a plan of analysis: %(name)s"),
    "plan.followed": N_("put evidence under the plan: %(name)s"),
    "plan.departed": N_("gave the reason for a departure from the plan: %(name)s"),
    "evidence.cancelled": N_("cancelled a run: %(title)s"),
    "token.created": N_("made the token “%(name)s” for the API."),
    "token.revoked": N_("revoked the token “%(name)s”."),
    "lab.edited": N_("changed what the lab says of itself."),
    "member.roles": N_("changed someone’s roles."),
    "member.closed": N_("closed someone’s membership."),
    "member.opened": N_("opened someone’s membership again."),
    "member.left": N_("left the lab."),
    "invitation.made": N_("invited someone."),
    "invitation.renewed": N_("sent an invitation again."),
    "invitation.revoked": N_("took an invitation back."),
    "invitation.accepted": N_("accepted an invitation."),
    "security.password": N_("changed the password."),
    "security.second_factor_on": N_("set up a second factor."),
    "security.second_factor_off": N_("turned the second factor off."),
    "security.new_codes": N_("drew new codes for paper."),
    "security.address_confirmed": N_("confirmed their e-mail address."),
}
# What has a page of its own, by the kind that an entry names: how a member reads it.
_PAGES: Mapping[str, tuple[type[Model], Callable[[Member], QuerySet[Any]]]] = {
    "challenge": (Challenge, challenges_for),
    "dataset": (Dataset, datasets_for),
    "evidence": (Evidence, evidence_list_for),
    "task": (Task, tasks_for),
}
# What the page can be narrowed to, by the kind that an entry names.
_KINDS = {
    "challenge": gettext_lazy("Challenges"),
    "dataset": gettext_lazy("Tables"),
    "evidence": gettext_lazy("Evidence"),
    "task": gettext_lazy("Tasks and readings"),
}


@dataclass(frozen=True)
class Happening:
    """Who (empty if nobody did it), what, when, and where the thing can still be opened (or "")."""

    who: str
    what: str
    at: datetime
    href: str = ""


def kinds() -> list[tuple[str, str]]:
    """What happenings can be narrowed to: the kind, and its name in the reader's language."""
    return [(kind, str(name)) for kind, name in _KINDS.items()]


def told(entry: AuditEntry, href: str = "") -> Happening:
    """An entry, as the access functions give it, as a sentence in the reader's language."""
    who = entry.actor.person.name if entry.actor else ""
    return Happening(
        who, sentence(entry.action, entry.facts, getattr(entry, "whom", "") or ""), entry.at, href
    )


def told_all(entries: Iterable[AuditEntry], member: Member) -> list[Happening]:
    """Entries as sentences that lead to what they are about: one query for all."""
    read = list(entries)
    places = places_of(member, [(entry.object_kind, entry.object_id) for entry in read])
    return [told(entry, places.get((entry.object_kind, entry.object_id), "")) for entry in read]


def sentence(action: str, told_of: Mapping[str, Any], whom: str = "") -> str:
    """One entry in the reader's language, without who did it; ``whom`` is whom it was asked of.

    Entries hold the numbers of members, so that a name can be forgotten.
    """
    facts = {**told_of, "whom": whom}
    titles = facts.get("titles", {})
    language = (get_language() or "en").partition("-")[0]
    if "rows" in facts:
        facts["rows"] = number(facts["rows"], language)
    if "stage" in facts:
        facts["stage"] = Stage(facts["stage"]).label
    facts["title"] = titles.get(language) or next(iter(titles.values()), "")
    facts["name"] = facts.get("name") or facts["title"]
    if facts.get("role"):
        facts["whom"] = _("any %(role)s") % {"role": str(Role(facts["role"]).label).lower()}
    words = _SENTENCES.get(action)
    return _(words) % facts if words else action


def places_of(member: Member, named: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Where each thing can be opened by a member, as far as it still can."""
    by_kind: dict[str, set[int]] = defaultdict(set)
    for kind, pk in named:
        if kind in _PAGES and pk.isdecimal():
            by_kind[kind].add(int(pk))
    if not by_kind:
        return {}
    first, *rest = (_keys(member, kind, keys) for kind, keys in by_kind.items())
    return {(kind, str(pk)): _address(kind, pk, method) for kind, pk, method in first.union(*rest)}


def _keys(member: Member, kind: str, keys: Iterable[int]) -> QuerySet[Any]:
    """Those that the member can open: what they are, their number, and the method of evidence."""
    _model, things_for = _PAGES[kind]
    things = things_for(member).select_related(None).prefetch_related(None).order_by().filter(pk__in=keys)
    return things.values_list(Value(kind), "pk", F("method") if kind == "evidence" else Value(""))


def _address(kind: str, pk: int, method: str) -> str:
    model, _things_for = _PAGES[kind]
    thing: Any = model(pk=pk, **({"method": method} if method else {}))
    return str(thing.get_absolute_url())
