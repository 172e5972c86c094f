"""What happened, told in sentences from the audit entries."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from jopoi.words import number
from jopoi_workbench.shell.kept_sentences import KEPT
from jopoi_workbench.shell.models import AuditEntry

_SENTENCES = {
    **KEPT,
    "challenge.opened": N_("opened the challenge “%(name)s”."),
    "challenge.edited": N_("changed the challenge “%(name)s”."),
    "dataset.stored": N_("brought in the table “%(name)s”, %(rows)s rows."),
    "dataset.described": N_("described the columns of “%(name)s”."),
    "dataset.rows_taken_out": N_("took rows out of “%(name)s”."),
    "member.forgotten": N_("Someone who left asked to be forgotten, and is."),
    "retention.set": N_("said how long things are kept."),
    "retention.applied": N_("%(n)s records were past their days and were deleted."),
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
    "evidence.cancelled": N_("cancelled a run: %(title)s"),
    "token.created": N_("made the token “%(name)s” for the API."),
    "token.revoked": N_("revoked the token “%(name)s”."),
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
    facts["title"] = titles.get(language) or next(iter(titles.values()), "")
    sentence = _SENTENCES.get(entry.action)
    what = _(sentence) % facts if sentence else entry.action
    return Happening(entry.actor.person.name if entry.actor else "", what, entry.at)
