"""What went wrong, and how it is repaired."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from jopoi_workbench.shell.access import challenge_for, lessons_for, member_view
from jopoi_workbench.shell.forms.lessons import LessonForm
from jopoi_workbench.shell.models import Member
from jopoi_workbench.shell.views.kept import Register

LESSONS = Register(
    form=LessonForm,
    place="lessons",
    name=gettext_lazy("What went wrong"),
    new=gettext_lazy("Something went wrong"),
    line=gettext_lazy("What went wrong"),
    about=gettext_lazy("It is all right to write it down: come together again and work out what to change."),
)


@require_safe
@member_view()
def index(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    facts = {"challenge": challenge, "lessons": list(lessons_for(member, challenge))}
    return render(request, "shell/lessons.html", facts)
