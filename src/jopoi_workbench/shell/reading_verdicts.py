"""A verdict as it is read: in the reader's language, and with what changed since then."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from jopoi.loop.ladder import Level
from jopoi.loop.said import Said
from jopoi_workbench.shell.forms.language import language
from jopoi_workbench.shell.models import Citation, Claim, Consent, Evidence, Verdict
from jopoi_workbench.shell.models.evidence import said
from jopoi_workbench.shell.rooms import Picture, told_by_room
from jopoi_workbench.shell.sealing import seal

_PARTS = ("numbers", "flow", "may_say", "may_not_claim", "deviations")


@dataclass(frozen=True)
class Read:
    """What the page of a verdict shows."""

    sentence: str
    doubt: str
    decision: str
    decided_on: date
    level: Level
    parts: dict[str, Any]
    rests_on: list[dict[str, Any]]
    since: list[str]
    picture: Picture | None
    whole: bool


def read(verdict: Verdict, *, public_at: datetime | None = None) -> Read:
    """Everything that the page needs; few queries, however much it cites.

    Read by anyone at ``public_at``, it shows the quotes whose consent covers everyone, and no others.
    """
    told = verdict.told
    level = told["level"]
    cited = [facts["evidence"] for facts in told["rests_on"] if "evidence" in facts]
    evidence = Evidence.objects.select_related("dataset", "superseded_by").in_bulk(cited)
    quoted = [facts["citation"] for facts in told["rests_on"] if facts["kind"] == "quote"]
    quotes = Citation.objects.select_related("consent").in_bulk(quoted)
    return Read(
        sentence=said(told["claim"]["sentences"]),
        doubt=said(told["claim"]["doubts"]),
        decision=said(told["decision"]),
        decided_on=verdict.decided_on,
        level=Level(
            level["level"],
            Said("{words}", {"words": said(level["reason"])}),
            tuple(Said("{words}", {"words": said(why)}) for why in level["why_not_higher"]),
        ),
        parts={name: _here(told[name]) for name in _PARTS},
        rests_on=[
            _resting(facts, evidence, {key: q for key, q in quotes.items() if _shown(q, public_at)})
            for facts in told["rests_on"]
        ],
        since=_since(verdict, evidence, quotes),
        picture=_picture(list(evidence.values())),
        whole=seal(verdict.text) == verdict.digest,
    )


def _here(texts: dict[str, list[Any]]) -> list[Any]:
    return texts.get(language()) or next(iter(texts.values()), [])


def _resting(
    facts: dict[str, Any], evidence: dict[int, Evidence], quotes: dict[int, Citation]
) -> dict[str, Any]:
    if "evidence" in facts:
        filed = evidence.get(facts["evidence"])
        href = filed.get_absolute_url() if filed else ""
        return facts | {"title": said(facts["titles"]), "doubt": said(facts["doubts"]), "href": href}
    if facts["kind"] == Citation.Kind.SPENDING:
        return facts | {"amount": Decimal(facts["amount"] or 0)}
    if facts["kind"] != Citation.Kind.QUOTE:
        return facts
    quote = quotes.get(facts["citation"])
    if quote is None or seal(quote.words) != facts["words_digest"]:
        return facts
    return facts | {"words": quote.words, "who": quote.who}


def _shown(quote: Citation, public_at: datetime | None) -> bool:
    if public_at is None:
        return quote.stands
    return quote.consent is not None and quote.consent.lets_quote(public_at, Consent.Audience.PUBLIC)


def _since(verdict: Verdict, evidence: dict[int, Evidence], quotes: dict[int, Citation]) -> list[str]:
    """What changed after the verdict was kept, each in a sentence."""
    found = []
    for one in evidence.values():
        if one.superseded_by is not None:
            facts = {"title": one.title, "newer": one.superseded_by.title, "why": one.superseded_reason}
            found.append(_("“%(title)s” was replaced by “%(newer)s”: %(why)s") % facts)
    newer = Evidence.objects.filter(
        replay_of__in=evidence, state=Evidence.State.DONE, created_at__gt=verdict.kept_at
    )
    found += [_("It was computed again: “%(title)s”") % {"title": run.title} for run in newer]
    gone = [f for f in verdict.told["rests_on"] if f["kind"] == "quote" and not _stands(f, quotes)]
    found += [_("The consent to a quote was withdrawn; its words are no longer shown.") for _gone in gone]
    claim = verdict.claim
    if claim.state == Claim.State.WITHDRAWN:
        found.append(_("The claim was withdrawn: %(why)s") % {"why": claim.withdrawn_reason})
    elif claim.sentences != verdict.told["claim"]["sentences"]:
        found.append(_("The claim now reads: %(claim)s") % {"claim": claim.sentence})
    return found


def _stands(facts: dict[str, Any], quotes: dict[int, Citation]) -> bool:
    quote = quotes.get(facts["citation"])
    return quote is not None and quote.stands


def _picture(evidence: list[Evidence]) -> Picture | None:
    """The picture of the first piece that has one; what is filed never changes, so it is as it was."""
    told = (told_by_room(one, language()) for one in evidence if one.answered)
    return next((what.picture for what in told if what and what.picture), None)
