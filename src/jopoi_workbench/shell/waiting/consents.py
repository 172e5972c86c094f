"""Withdrawals that wait for an answer."""

from datetime import UTC, timedelta

from django.db.models import Count, DateTimeField, ExpressionWrapper, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jopoi_workbench.shell.models import ConsentUse, Evidence, Member
from jopoi_workbench.shell.roles import Act, may
from jopoi_workbench.shell.waiting.things import Pile, Waiting

_TO_ANSWER = timedelta(days=7)


def withdrawals(member: Member) -> Pile[ConsentUse]:
    """Consents taken back while a table still holds their rows."""
    open_uses = ConsentUse.objects.filter(
        consent__lab=member.lab_id, consent__withdrawn_at__isnull=False, dataset__bytes_gone_at=None
    )
    done = Evidence.objects.filter(dataset=OuterRef("dataset"), state=Evidence.State.DONE).order_by()
    answer_by = ExpressionWrapper(F("consent__withdrawn_at") + Value(_TO_ANSWER), DateTimeField())
    open_uses = open_uses.select_related("consent", "dataset").annotate(
        results=Subquery(done.values("dataset").annotate(n=Count("pk")).values("n")),
        about=Coalesce("consent__challenge", "dataset__challenge"),
        answer_by=TruncDate(answer_by, tzinfo=UTC),
    )
    rows = open_uses.order_by("consent__withdrawn_at", "pk")
    return Pile(
        rows if may(member, Act.RECORD_CONSENT) else rows.none(), _answer, due="answer_by", challenge="about"
    )


def _answer(use: ConsentUse) -> Waiting:
    consent, since = use.consent, use.consent.withdrawn_at
    results: int = use.results or 0  # type: ignore[attr-defined]  # counted above
    assert since is not None  # noqa: S101 - asked for above
    return Waiting(
        what=_("Answer a withdrawal"),
        why=ngettext(
            "Consent %(number)s was taken back. Its rows are in “%(name)s” and in %(n)s result.",
            "Consent %(number)s was taken back. Its rows are in “%(name)s” and in %(n)s results.",
            results,
        )
        % {"number": consent.number, "name": use.dataset.name, "n": results},
        href=reverse("consent", args=[consent.pk]),
        since=since,
        challenge=consent.challenge_id or use.dataset.challenge_id,
        due=use.answer_by,  # type: ignore[attr-defined]  # worked out above
    )
