"""Second readings of evidence, for programs: asked of a colleague, and answered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Query, Router

from jopoi_workbench.shell.access import colleagues_of, evidence_for, found_for
from jopoi_workbench.shell.api.auth import member_behind
from jopoi_workbench.shell.api.fields import (
    BIGGEST,
    TEXT_KIND,
    WHOLE_KIND,
    check_kinds,
    filled,
    json_of,
    refuse,
    sent,
    shape_of,
)
from jopoi_workbench.shell.api.paging import Number, Window, listed
from jopoi_workbench.shell.api.replies import Key, created, reply
from jopoi_workbench.shell.api.shapes import (
    TEXT,
    TEXT_OR_NOTHING,
    TIME,
    TIME_OR_NOTHING,
    WHOLE,
    operation,
    page_of,
    thing,
)
from jopoi_workbench.shell.forms.tasks import AnswerForm, AskReviewForm
from jopoi_workbench.shell.models import Review, Scope
from jopoi_workbench.shell.problems import ProblemError
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services import answer_review, ask_review, require_asked

router = Router(tags=["evidence"])
REVIEW = thing(
    "Review",
    id=WHOLE,
    url=TEXT,
    evidence=WHOLE,
    asked=TEXT_OR_NOTHING,
    asked_by=TEXT,
    asked_at=TIME,
    due_on=TEXT_OR_NOTHING,
    why=TEXT,
    state=TEXT,
    answer=TEXT,
    remarks=TEXT,
    answered_at=TIME_OR_NOTHING,
)
ASKED: dict[str, Any] = {
    "type": "object",
    "required": ["whom"],
    "additionalProperties": False,
    "properties": {
        "whom": {
            "type": "integer",
            "minimum": 1,
            "maximum": BIGGEST,
            "title": gettext_lazy("The number of the member who is asked"),
        },
        "why": {
            "type": "string",
            "maxLength": 500,
            "title": gettext_lazy("What should they look at?"),
        },
        "due_on": {"type": "string", "format": "date", "title": gettext_lazy("Until when?")},
    },
}


@router.get(
    "/{int:pk}/reviews",
    url_name="evidence-reviews",
    operation_id="list_reviews",
    **operation(
        Scope.READ_EVIDENCE, gettext_lazy("List the second readings of a piece of evidence"), page_of(REVIEW)
    ),
)
def index(request: HttpRequest, pk: Number, window: Query[Window]) -> HttpResponse:
    evidence = evidence_for(member_behind(request), pk)
    found = evidence.reviews.select_related("task__whom__person", "task__created_by__person")
    return reply(listed(request, found, window, told))


@router.post(
    "/{int:pk}/reviews",
    url_name="evidence-reviews",
    operation_id="ask_review",
    **operation(
        Scope.WRITE_EVIDENCE,
        gettext_lazy("Ask a colleague for a second reading"),
        REVIEW,
        status=201,
        takes=ASKED,
        act=Act.ASK,
    ),
)
def ask(request: HttpRequest, pk: Number, key: Key = "") -> HttpResponse:
    member, given = member_behind(request), json_of(request)
    evidence = evidence_for(member, pk)
    check_kinds({"whom": 0} | given, {"whom": WHOLE_KIND, "why": TEXT_KIND, "due_on": TEXT_KIND})
    readers = colleagues_of(member).exclude(pk__in=[member.pk, evidence.created_by_id])
    asked = {**given, "whom": f"member:{given.get('whom', '')}"}
    form = AskReviewForm(sent(asked), members=readers, today=timezone.localdate())
    refuse(form)

    def make() -> tuple[dict[str, Any], str]:
        review = ask_review(actor=member, evidence=evidence, at=timezone.now(), **form.cleaned_data)
        return told(review), reverse("api:evidence-reviews", args=[pk])

    return created(request, key, given, make)


@router.post(
    "/{int:pk}/reviews/{int:number}/answer",
    url_name="evidence-review-answer",
    operation_id="answer_review",
    **operation(
        Scope.WRITE_EVIDENCE,
        gettext_lazy("Answer a second reading that you were asked for"),
        REVIEW,
        takes=shape_of(AnswerForm),
    ),
)
def answer(request: HttpRequest, pk: Number, number: Number) -> HttpResponse:
    member = member_behind(request)
    reviews = evidence_for(member, pk).reviews.select_related("task")
    review = found_for(member, reviews, lab="task__lab", pk=number)
    require_asked(member, review.task)
    form = filled(AnswerForm, request)
    answered = answer_review(actor=member, review=review, at=timezone.now(), **form.cleaned_data)
    fresh = Review.objects.get(pk=number)
    if not answered:
        raise ProblemError(409, _("Someone ended it before; nothing was changed."), current=told(fresh))
    return reply(told(fresh))


def told(review: Review) -> dict[str, Any]:
    """A second reading as the API tells it."""
    task = review.task
    return {
        "id": review.pk,
        "url": review.get_absolute_url(),
        "evidence": review.evidence_id,
        "asked": task.whom.person.name if task.whom else None,
        "asked_by": task.created_by.person.name,
        "asked_at": task.created_at,
        "due_on": task.due_on,
        "why": task.why,
        "state": task.state,
        "answer": review.answer,
        "remarks": review.remarks,
        "answered_at": review.answered_at,
    }
