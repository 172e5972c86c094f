"""Tasks: all of them, asking for one, one with what can be done about it; readings of evidence."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jopoi_workbench.shell import services
from jopoi_workbench.shell.access import (
    challenges_for,
    colleagues_of,
    evidence_for,
    member_view,
    task_for,
    tasks_for,
)
from jopoi_workbench.shell.access.tasks import waits_for
from jopoi_workbench.shell.forms.tasks import (
    AnswerForm,
    AskForm,
    AskReviewForm,
    DoneForm,
    DropForm,
    EditTaskForm,
    HandOverForm,
)
from jopoi_workbench.shell.models import Challenge, Member, Task
from jopoi_workbench.shell.pages import number_in
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.views.saving import saved

_PAGE = 25
_CHALLENGES = 100  # most challenges a form offers: the newest, and the one it is about


@require_safe
@member_view()
def index(request: HttpRequest, member: Member) -> HttpResponse:
    show, ended = request.GET.get("show", ""), request.GET.get("state") == "ended"
    show = show if show in {"asked", "lab"} else "mine"
    narrowed = {"mine": _mine(member, ended=ended), "asked": Q(created_by=member), "lab": Q()}[show]
    state = ~Q(state=Task.State.OPEN) if ended else Q(state=Task.State.OPEN)
    tasks = tasks_for(member).filter(narrowed, state)
    tasks = tasks.order_by("-ended_at", "-pk") if ended else tasks
    about = number_in(request.GET.get("challenge", ""))
    challenge = challenges_for(member).filter(pk=about).first() if about else None
    tasks = tasks.filter(challenge=challenge) if challenge else tasks
    page = Paginator(tasks, _PAGE).get_page(request.GET.get("page"))
    facts = {"page": page, "show": show, "ended": ended, "challenge": challenge}
    return render(request, "shell/tasks/index.html", facts)


def _mine(member: Member, *, ended: bool) -> Q:
    return Q(ended_by=member) | Q(whom=member) if ended else waits_for(member)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.ASK)
def new(request: HttpRequest, member: Member) -> HttpResponse:
    about = request.GET.get("challenge", "")
    form = AskForm(
        request.POST if request.method == "POST" else None,
        members=colleagues_of(member),
        challenges=_offered(member, about),
        today=timezone.localdate(),
        initial={"challenge": about},
    )
    if request.method == "POST" and form.is_valid():
        task = services.ask(actor=member, at=timezone.now(), **form.cleaned_data)
        messages.info(request, _("Asked. It stands in their queue now."), "done")
        return redirect(task.challenge or task)
    return render(request, "shell/tasks/new.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@member_view()
def detail(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    return _page(request, member, task_for(member, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@member_view()
def edit(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    task = task_for(member, pk)
    services.require_concerned(member, task)
    sent = request.POST if request.method == "POST" else None
    form = EditTaskForm(sent, instance=task, challenges=_offered(member, str(task.challenge_id or "")))

    if done := saved(
        form, lambda **told: services.edit_task(actor=member, task=task_for(member, pk), **told)
    ):
        return redirect(done)
    return render(request, "shell/tasks/edit.html", {"form": form, "task": task}, status=form.status)


@require_POST
@member_view()
def done(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    task = task_for(member, pk)
    services.require_concerned(member, task)
    write, told = partial(services.done, actor=member, task=task), _("Done. It is out of the queue.")
    return _told(request, member, task, {"done": DoneForm(request.POST)}, write, told)


@require_POST
@member_view()
def drop(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    task = task_for(member, pk)
    services.require_concerned(member, task)
    write, told = partial(services.drop, actor=member, task=task), _("Dropped. The reason is kept.")
    return _told(request, member, task, {"drop": DropForm(request.POST)}, write, told)


@require_POST
@member_view()
def hand_over(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    task = task_for(member, pk)
    services.require_concerned(member, task)
    write, told = partial(services.hand_over, actor=member, task=task), _("Handed over.")
    return _told(request, member, task, {"hand_over": _hand_over_form(member, task, request)}, write, told)


@require_POST
@member_view()
def answer(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    task = task_for(member, pk)
    services.require_asked(member, task)
    write = partial(services.answer_review, actor=member, review=task.review)
    told = _("Your reading stands beside the evidence.")
    return _told(request, member, task, {"answer": AnswerForm(request.POST)}, write, told)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.ASK)
def ask_review(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    evidence = evidence_for(member, pk)
    form = AskReviewForm(
        request.POST if request.method == "POST" else None,
        members=colleagues_of(member).exclude(pk__in=[member.pk, evidence.created_by_id]),
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.is_valid():
        services.ask_review(actor=member, evidence=evidence, at=timezone.now(), **form.cleaned_data)
        messages.info(request, _("Asked. It stands in their queue now."), "done")
        return redirect(evidence)
    facts = {"form": form, "evidence": evidence}
    return render(request, "shell/tasks/review_new.html", facts, status=422 if form.errors else 200)


def _offered(member: Member, about: str) -> QuerySet[Challenge]:
    newest = list(challenges_for(member).values_list("pk", flat=True)[:_CHALLENGES])
    return challenges_for(member).filter(pk__in=[*newest, number_in(about)])


def _hand_over_form(member: Member, task: Task, request: HttpRequest | None = None) -> HandOverForm:
    is_review = hasattr(task, "review")
    members = colleagues_of(member).exclude(pk__in=[task.whom_id] if task.whom_id else [])
    members = members.exclude(pk=task.review.evidence.created_by_id) if is_review else members
    return HandOverForm(request.POST if request else None, members=members, roles=not is_review)


def _page(request: HttpRequest, member: Member, task: Task, **sent: Form) -> HttpResponse:
    """The page of a task; ``sent`` is the form that needs a change, by what it is for."""
    facts = {"task": task, "concerned": task.is_open and task.concerns(member), "sent": sent}
    if facts["concerned"]:
        asked = task.is_for(member) and hasattr(task, "review")
        unsent = {"drop": DropForm(), "hand_over": _hand_over_form(member, task)}
        facts["forms"] = unsent | ({"answer": AnswerForm()} if asked else {"done": DoneForm()}) | sent
    return render(request, "shell/tasks/detail.html", facts, status=422 if sent else 200)


def _told(
    request: HttpRequest,
    member: Member,
    task: Task,
    sent: dict[str, Form],
    write: Callable[..., bool],
    told: str,
) -> HttpResponse:
    """Write what the one form that was sent says, and say so; or show the page again with it."""
    (form,) = sent.values()
    if not form.is_valid():
        return _page(request, member, task, **sent)
    written = write(at=timezone.now(), **form.cleaned_data)
    messages.info(request, told if written else _("Someone ended it before; nothing was changed."), "done")
    return redirect(task)
