"""Everything that was known of a claim on a day, as facts that are written down once."""

import json
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import override

from jopoi.loop.said import Said
from jopoi_workbench.shell.canonical import canonical
from jopoi_workbench.shell.grading import level_of, strength_of
from jopoi_workbench.shell.models import Citation, Claim, Evidence, EvidenceResult, Record
from jopoi_workbench.shell.planning import departures_from_plans
from jopoi_workbench.shell.rooms import told_by_room
from jopoi_workbench.shell.sealing import seal

FORMAT = "jopoi.verdict/1"


def snapshot_of(claim: Claim, *, decided_on: date, at: datetime, given: dict[str, Any]) -> dict[str, Any]:
    """The facts of a verdict.

    ``given`` is what people add, each by language: ``decision``, ``numbers``, ``flow``, ``may_say``,
    ``may_not_claim``, and ``read_by``. The words of quotes are not in it, only their digest: a consent
    that is withdrawn later reaches them.
    """
    strength = strength_of(claim)
    evidence = [cited.evidence for cited in claim.citations.all() if cited.evidence]
    return {
        "format": FORMAT,
        "decided_on": decided_on.isoformat(),
        "kept_at": at.isoformat(timespec="seconds"),
        "lab": claim.lab.name,
        "challenge": claim.challenge.title,
        "stage": claim.stage,
        "claim": {
            "number": claim.pk,
            "version": claim.version,
            "sentences": claim.sentences,
            "doubts": claim.doubts,
            "because": claim.because,
        },
        "level": {
            "level": strength.level.level,
            "reason": _in_every_language(strength.level.reason),
            "why_not_higher": [_in_every_language(why) for why in strength.level.why_not_higher],
            "by_the_evidence": strength.computed.level,
            "lowered_because": claim.lowered_reason,
        },
        "rests_on": [_cited(cited) for cited in claim.citations.all()],
        **_may(evidence, given),
        "deviations": departures_from_plans(evidence),
        **{part: given[part] for part in ("decision", "numbers", "flow", "read_by")},
    }


def _in_every_language(said: Said) -> dict[str, str]:
    return {language: said.say(language) for language, _name in settings.LANGUAGES}


def _may(evidence: list[Evidence], given: dict[str, Any]) -> dict[str, dict[str, list[str]]]:
    """What may and may not be said, by language: by people first, then by the methods themselves."""
    found: dict[str, dict[str, list[str]]] = {"may_say": {}, "may_not_claim": {}}
    for language, _name in settings.LANGUAGES:
        with override(language):
            told = [what for one in evidence if (what := told_by_room(one, language))]
        for part, texts in found.items():
            lines = [*given[part].get(language, []), *(line for one in told for line in getattr(one, part))]
            if lines:
                texts[language] = lines
    return found


def _cited(cited: Citation) -> dict[str, Any]:
    if cited.evidence is not None:
        return {"kind": cited.kind, **_evidence(cited.evidence)}
    facts = {
        "kind": cited.kind,
        "citation": cited.pk,
        "day": cited.day.isoformat() if cited.day else None,
        "period": cited.period,
        "source": cited.source,
        "place": cited.place,
    }
    if cited.kind == Citation.Kind.QUOTE:
        return facts | {"words_digest": seal(cited.words)}
    counts = ("in_favour", "against", "abstained", "entitled")
    facts |= {"words": cited.words, **{name: getattr(cited, name) for name in counts}}
    return facts | {"amount": str(cited.amount) if cited.amount else None, "currency": cited.currency}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    result = EvidenceResult.objects.filter(evidence=evidence).first()
    record = Record.objects.filter(evidence=evidence).first()
    return {
        "evidence": evidence.pk,
        "method": evidence.method,
        "titles": evidence.titles,
        "doubts": evidence.doubts,
        "state": evidence.state,
        "level": level_of(evidence).level,
        "filed_at": evidence.created_at.isoformat(timespec="seconds"),
        "source": record.source if record else "",
        "table": evidence.dataset.name if evidence.dataset else "",
        "input_digest": evidence.input_digest,
        "spec_digest": seal(canonical(evidence.spec)),
        "version": evidence.version,
        "values": json.loads(result.json).get("values", {}) if result else {},
    }
