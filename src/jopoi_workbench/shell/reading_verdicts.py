"""A verdict as it is read: in the reader's language, and with what changed since then."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from jopoi.loop.ladder import Level
from jopoi.loop.said import Said
from jopoi.privacy import mask
from jopoi_workbench.shell.forms.language import language
from jopoi_workbench.shell.models import Citation, Claim, Consent, Dataset, Evidence, Verdict
from jopoi_workbench.shell.models.evidence import said
from jopoi_workbench.shell.rooms import Picture, told_by_room
from jopoi_workbench.shell.sealing import seal
from jopoi_workbench.shell.small_cells import are_small, counts_told, flow_told, number_told, words_told

_OPEN = Dataset.Sensitivity.OPEN
_VOTES = ("in_favour", "against", "abstained")
# What no person wrote, and what would no longer be itself with a digit less.
_NO_WORDS = ("input_digest", "spec_digest", "words_digest", "version", "href", "values", "filed_at")
_PARTS = ("numbers", "flow", "may_say", "may_not_claim", "deviations")


@dataclass(frozen=True)
class Read:
    """What the page of a verdict shows."""

    sentence: str
    doubt: str
    read_by: str
    lowered_because: str
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

    Read by anyone at ``public_at``, it shows the quotes whose consent covers everyone and no others, masks
    addresses, and veils counts of few.
    """
    told = verdict.told
    level = told["level"]
    cited = [facts["evidence"] for facts in told["rests_on"] if "evidence" in facts]
    evidence = Evidence.objects.select_related("dataset", "superseded_by").in_bulk(cited)
    quoted = [facts["citation"] for facts in told["rests_on"] if facts["kind"] == "quote"]
    quotes = Citation.objects.select_related("consent").in_bulk(quoted)
    shown = {key: quote for key, quote in quotes.items() if _shown(quote, public_at)}
    veil = _for_the_lab if public_at is None else _for_everyone
    return Read(
        sentence=veil(said(told["claim"]["sentences"])),
        doubt=veil(said(told["claim"]["doubts"])),
        read_by=veil(told["read_by"]),
        lowered_because=veil(level["lowered_because"]),
        decision=veil(said(told["decision"])),
        decided_on=verdict.decided_on,
        level=Level(
            level["level"],
            Said("{words}", {"words": said(level["reason"])}),
            tuple(Said("{words}", {"words": said(why)}) for why in level["why_not_higher"]),
        ),
        parts=_parts(told, veil),
        rests_on=[
            veil(_resting(_with_votes(facts, everyone=public_at is not None), evidence, shown))
            for facts in told["rests_on"]
        ],
        since=[veil(line) for line in _since(verdict, evidence, quotes)],
        picture=_picture(list(evidence.values()), everyone=public_at is not None),
        whole=seal(verdict.text) == verdict.digest,
    )


def _for_the_lab(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    return value


def _for_everyone(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """The same without addresses, telephone numbers and counts of few, however deep they stand."""
    if isinstance(value, str):
        return mask(words_told(value))
    if isinstance(value, Mapping):
        return {name: one if name in _NO_WORDS else _for_everyone(one) for name, one in value.items()}
    return [_for_everyone(one) for one in value] if isinstance(value, list) else value


def _parts(told: Mapping[str, Any], veil: Callable[[Any], Any]) -> dict[str, Any]:
    parts = {name: _here(told[name]) for name in _PARTS}
    if veil is _for_everyone:
        parts["flow"] = flow_told(parts["flow"])
        parts["numbers"] = [one | {"value": number_told(one["value"])} for one in parts["numbers"]]
    found: dict[str, Any] = veil(parts)
    return found


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


def _with_votes(facts: dict[str, Any], *, everyone: bool) -> dict[str, Any]:
    """What is cited, its votes as they are read; for everyone not how few were for or against."""
    if facts["kind"] != Citation.Kind.VOTE:
        return facts
    return facts | dict(
        zip(_VOTES, counts_told([facts[n] or 0 for n in _VOTES], everyone=everyone), strict=True)
    )


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


def _picture(evidence: list[Evidence], *, everyone: bool) -> Picture | None:
    """The picture of the first piece that has one; what is filed never changes, so it is as it was.

    Everyone sees only that of an open table, since a picture names units, and none of groups of few.
    """
    if everyone:
        evidence = [one for one in evidence if one.dataset and one.dataset.sensitivity == _OPEN]
    told = [what for one in evidence if one.answered and (what := told_by_room(one, language()))]
    return next(
        (what.picture for what in told if what.picture and not (everyone and are_small(what.groups))), None
    )
