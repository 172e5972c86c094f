"""Questions: all under a challenge, a new one, what became of one."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jopoi_workbench.shell.access import challenge_for, member_view
from jopoi_workbench.shell.access.inquiry import question_for, questions_for
from jopoi_workbench.shell.checking import by_field, gaps_in_question
from jopoi_workbench.shell.forms.inquiry import EditQuestionForm, QuestionForm, SettleQuestionForm
from jopoi_workbench.shell.models import Member, Question
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services.inquiry import ask_question, edit_question, settle_question
from jopoi_workbench.shell.views.inquiry.answering import answer, sent

_PAGE = 20


@require_safe
@member_view()
def index(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    page = Paginator(questions_for(member, pk), _PAGE).get_page(request.GET.get("page"))
    questions = [(question, gaps_in_question(question)) for question in page.object_list]
    facts = {"challenge": challenge, "page": page, "questions": questions}
    return render(request, "shell/inquiry/questions.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.INQUIRE)
def new(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    form = QuestionForm(sent(request), instance=Question(challenge=challenge))

    def save() -> None:
        ask_question(actor=member, challenge=challenge, at=timezone.now(), **form.values())

    facts = {"title": _("New question"), "act": _("Save the question"), "challenge": challenge}
    return answer(request, form, save, reverse("questions", args=[pk]), **facts)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.INQUIRE)
def edit(request: HttpRequest, member: Member, pk: int, question: int) -> HttpResponse:
    form = EditQuestionForm(sent(request), instance=question_for(member, pk, question))
    stored = question_for(member, pk, question)

    def save() -> None:
        told = {"version": form.cleaned_data["version"], **form.values()}
        edit_question(actor=member, question=stored, at=timezone.now(), **told)

    facts = {"title": _("Edit the question"), "challenge": stored.challenge}
    gaps = {} if form.is_bound else by_field(gaps_in_question(stored))
    return answer(request, form, save, stored.get_absolute_url(), gaps=gaps, **facts)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.INQUIRE)
def settle(request: HttpRequest, member: Member, pk: int, question: int) -> HttpResponse:
    form = SettleQuestionForm(sent(request), instance=question_for(member, pk, question))
    stored = question_for(member, pk, question)

    def save() -> None:
        told = {"version": form.cleaned_data["version"], **form.values()}
        settle_question(actor=member, question=stored, at=timezone.now(), **told)

    facts = {"title": _("What became of the question"), "lead": stored.text, "challenge": stored.challenge}
    return answer(request, form, save, stored.get_absolute_url(), **facts)
