"""From what is being written to what others read: frozen, masked, with only the quotes that may be shown."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from jopoi.privacy import mask
from jopoi_workbench.shell.grading import strength_of
from jopoi_workbench.shell.models import Citation, Claim, Consent, Document
from jopoi_workbench.shell.money import sum_words
from jopoi_workbench.shell.partners import in_a_line
from jopoi_workbench.shell.small_cells import counts_told, words_told

LICENCE = "CC BY 4.0"
_FOUND = ("text", "doubt")
_TEXTS = ("body", "barriers", "next_question", "because")
# What sounds like a cause, in both languages; below the third rung nothing shows one.
_STRONG = ("proves", "proven", "causes", "caused", "demuestra", "demostró", "prueba que", "causó")
_SHOWS_CAUSE = 3


def content_of(document: Document) -> dict[str, Any]:
    """Everything that a document says now, as values that JSON can hold."""
    with override(document.language):
        return {
            "kind": document.kind,
            "language": document.language,
            "title": document.title,
            "summary": document.summary,
            **{name: getattr(document, name) for name in _TEXTS},
            "time": document.shares,
            "claims": [_claim(claim, document.language) for claim in claims_of(document)],
            "partners": in_a_line(document.challenge.partners.all()) if document.challenge else "",
            "lab": document.lab.name,
            "country": document.lab.country,
            "licence": LICENCE,
        }


def claims_of(document: Document) -> list[Claim]:
    """The claims that a document makes, in the order in which they were written."""
    return list(
        document.claims.prefetch_related("citations__evidence__record", "citations__consent").order_by("pk")
    )


def _claim(claim: Claim, language: str) -> dict[str, Any]:
    strength = strength_of(claim)
    return {
        "number": claim.pk,
        "stage": claim.stage,
        "sentence": claim.sentence,
        "doubt": claim.doubt,
        "level": strength.level.level,
        "level_name": strength.level.name.say(language),
        "reason": strength.level.reason.say(language),
        "rests_on": [_rests(cited) for cited in claim.citations.all() if cited.stands],
    }


def _rests(cited: Citation) -> dict[str, Any]:
    if cited.evidence is not None:
        return {
            "kind": "evidence",
            "stage": cited.evidence.stage,
            "text": cited.evidence.title,
            "doubt": cited.evidence.doubt,
            "digest": cited.evidence.input_digest,
        }
    if cited.kind == Citation.Kind.QUOTE:
        # Its words are asked for each time that it is read, because they may be taken back.
        return {"kind": "quote", "citation": cited.pk}
    if cited.kind == Citation.Kind.VOTE:
        # Told each time that it is read, because not everyone may read a count of few.
        counts = [cited.in_favour or 0, cited.against or 0, cited.abstained or 0]
        return {"kind": "vote", "words": cited.words, "counts": counts}
    spent = sum_words(cited.amount or Decimal(0), cited.currency)
    return {"kind": "spending", "text": f"{cited.words} {spent}"}


def readable(content: Mapping[str, Any], *, audience: str, at: datetime) -> dict[str, Any]:
    """A frozen content as ``audience`` may read it now.

    Addresses are masked, quotes filled in or left out, and for everyone counts of few are veiled.
    """
    masked: dict[str, Any] = _masked(content)
    everyone = audience == Consent.Audience.PUBLIC
    with override(masked["language"]):
        for claim in masked["claims"]:
            _tell_counts(claim, everyone=everyone)
    quotes = list(_quotes(masked))
    found = Citation.objects.filter(pk__in=[quote["citation"] for quote in quotes])
    said = {cited.pk: cited for cited in found.select_related("consent") if _may_be_read(cited, audience, at)}
    for quote in quotes:
        cited = said.get(quote["citation"])
        quote |= {"text": mask(cited.words), "who": mask(cited.who)} if cited else {"text": "", "who": ""}
    return masked


def _tell_counts(claim: dict[str, Any], *, everyone: bool) -> None:
    """Say how many voted, and veil for everyone what stands in the words of a claim and of its evidence."""
    for rest in claim["rests_on"]:
        if "counts" in rest:
            rest["text"] = vote_told(rest.pop("words"), rest.pop("counts"), everyone=everyone)
    words = [(claim, "sentence"), (claim, "doubt")]
    words += [(rest, part) for rest in claim["rests_on"] if rest["kind"] == "evidence" for part in _FOUND]
    for where, part in words if everyone else ():
        where[part] = words_told(where[part])


def vote_told(words: str, counts: Sequence[int], *, everyone: bool) -> str:
    """What was asked, and how many were for and against it."""
    in_favour, against, _abstained = counts_told(counts, everyone=everyone)
    sentence = _("%(words)s %(for)s in favour, %(against)s against.")
    return sentence % {"words": words, "for": in_favour, "against": against}


def _may_be_read(quote: Citation, audience: str, at: datetime) -> bool:
    if quote.consent is None:  # noted before there was a register: for the lab only
        return quote.stands and audience == Consent.Audience.PRIVATE
    return quote.consent.lets_quote(at, audience)


def _quotes(content: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for claim in content["claims"]:
        yield from (rest for rest in claim["rests_on"] if rest["kind"] == "quote")


def _masked(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, Mapping):
        return {name: one if name == "digest" else _masked(one) for name, one in value.items()}
    return [_masked(one) for one in value] if isinstance(value, list) else value


def doubts_about(document: Document) -> list[str]:
    """What whoever publishes should look at first: nothing stops them."""
    claims = claims_of(document)
    found = [
        _("“%(claim)s” is still a draft.") % {"claim": claim.sentence}
        for claim in claims
        if claim.state != Claim.State.STATED
    ]
    if not claims and document.kind in {Document.Kind.BACK, Document.Kind.CASE}:
        found.append(_("It makes no claim, so a reader cannot follow anything to its evidence."))
    strongest = max((strength_of(claim).level.level for claim in claims), default=0)
    words = f"{document.title} {document.summary} {document.body}".lower()
    strong = next((word for word in _STRONG if word in words), "")
    if strong and strongest < _SHOWS_CAUSE:
        found.append(_("“%(word)s” says more than its claims carry.") % {"word": strong})
    written = [document.title, document.summary, *(getattr(document, name) for name in _TEXTS)]
    lines = [line for text in written for line in text.splitlines()]
    found += [
        _("“%(words)s” counts fewer than five. Everyone will read that.") % {"words": line}
        for line in lines
        if words_told(line) != line
    ]
    if not document.summary:
        found.append(_("It has no summary."))
    return found
