"""What happened, told in sentences from the audit entries."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from jopoi.words import number
from jopoi_workbench.shell.kept_sentences import KEPT
from jopoi_workbench.shell.models import AuditEntry, Stage

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


@dataclass(frozen=True)
class Happening:
    """Who (empty if nobody did it), what, when."""

    who: str
    what: str
    at: datetime


def told(entry: AuditEntry) -> Happening:
    """An entry as a sentence in the reader's language."""
    facts = dict(entry.facts)
    titles = facts.get("titles", {})
    language = (get_language() or "en").partition("-")[0]
    if "rows" in facts:
        facts["rows"] = number(facts["rows"], language)
    if "stage" in facts:
        facts["stage"] = Stage(facts["stage"]).label
    facts["title"] = titles.get(language) or next(iter(titles.values()), "")
    sentence = _SENTENCES.get(entry.action)
    what = _(sentence) % facts if sentence else entry.action
    return Happening(entry.actor.person.name if entry.actor else "", what, entry.at)
