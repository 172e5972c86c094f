"""The form that asks a table which units stand out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jopoi_workbench.sense.forms import ScreeningForm
from jopoi_workbench.sense.services import SCREENING, as_command, as_python, ask
from jopoi_workbench.sense.views.found import run_for
from jopoi_workbench.shell.access import dataset_for, member_view
from jopoi_workbench.shell.models import Dataset, Member
from jopoi_workbench.shell.roles import Act


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.RUN)
def screen(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    dataset = dataset_for(member, pk)
    if dataset.bytes_gone_at:
        return redirect(dataset)
    copied = _copied(request, member)
    form = ScreeningForm(request.POST or None, dataset=dataset, copied=copied)
    asked = request.method == "POST" and form.is_valid()
    if asked and "run" in request.POST:
        told = {"method": SCREENING.name, "spec": form.cleaned_data["spec"], "at": timezone.now()}
        return redirect(ask(dataset=dataset, actor=member, **told))
    facts = {
        "dataset": dataset,
        "form": form,
        "copied": copied is not None,
        "preview": _preview(form, dataset) if asked else None,
    }
    status = 422 if form.errors else 200
    return render(request, "sense/screen.html", facts, status=status)


def _copied(request: HttpRequest, member: Member) -> dict[str, object] | None:
    """The spec of an earlier screening, to be changed."""
    earlier = request.GET.get("from", "")
    return dict(run_for(member, int(earlier), SCREENING.name).spec) if earlier.isdecimal() else None


def _preview(form: ScreeningForm, dataset: Dataset) -> dict[str, str]:
    spec = form.cleaned_data["spec"]
    return {
        "python": as_python(SCREENING.name, spec),
        "command": as_command(SCREENING.name, spec, dataset.file_name),
    }
