"""Evidence by hand: filing it, reading it, replacing any evidence by newer."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jopoi_workbench.shell.access import (
    challenge_for,
    datasets_for,
    evidence_for,
    evidence_list_for,
    member_view,
    record_for,
)
from jopoi_workbench.shell.blobs import attached
from jopoi_workbench.shell.forms import RecordForm, ReplaceForm
from jopoi_workbench.shell.grading import level_of
from jopoi_workbench.shell.models import Evidence, Member
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services import file_record, replace_evidence


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.RECORD)
def new(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    sent = request.method == "POST"
    form = RecordForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        lab=member.lab,
        datasets=datasets_for(member),
        initial={"stage": request.GET.get("stage")},
    )
    if sent and form.is_valid():
        evidence = file_record(actor=member, challenge=challenge, at=timezone.now(), **form.filed())
        messages.info(request, _("The evidence is filed."), "done")
        return redirect(evidence)
    status = 422 if form.errors else 200
    return render(request, "shell/record_new.html", {"form": form, "challenge": challenge}, status=status)


@require_safe
@member_view()
def detail(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    evidence = record_for(member, pk)
    return render(request, "shell/record.html", {"evidence": evidence, "level": level_of(evidence)})


@require_safe
@member_view(Act.DOWNLOAD)
def file(_request: HttpRequest, member: Member, pk: int) -> FileResponse:
    evidence = record_for(member, pk)
    if not evidence.record.file_name:
        raise Http404
    return attached(evidence.input_digest, evidence.record.file_name)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.RECORD)
def replace(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    old = evidence_for(member, pk)
    if old.state != Evidence.State.DONE or old.challenge is None:
        raise Http404
    others = evidence_list_for(member).filter(challenge=old.challenge, state=Evidence.State.DONE)
    form = ReplaceForm(request.POST if request.method == "POST" else None, choices=others.exclude(pk=pk))
    if request.method == "POST" and form.is_valid():
        replace_evidence(actor=member, old=old, at=timezone.now(), **form.cleaned_data)
        messages.info(request, _("Replaced. The older evidence stays readable."), "done")
        return redirect(old)
    status = 422 if form.errors else 200
    return render(request, "shell/replace.html", {"form": form, "evidence": old}, status=status)
