"""The form of any method, and the way from a question to the method."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jopoi_workbench.sense.forms import MethodForm
from jopoi_workbench.sense.services import METHODS, SCREENING, Method, as_command, as_python, ask
from jopoi_workbench.sense.views.found import run_for
from jopoi_workbench.shell.access import dataset_for, member_view
from jopoi_workbench.shell.models import Member
from jopoi_workbench.shell.roles import Act


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.RUN)
def asking(request: HttpRequest, member: Member, pk: int, slug: str) -> HttpResponse:
    dataset, method = dataset_for(member, pk), _method(slug)
    if dataset.bytes_gone_at:
        return redirect(dataset)
    if method is SCREENING:
        return redirect(f"{reverse('sense:screen', args=[pk])}?{request.GET.urlencode()}")
    copied = _copied(request, member, method)
    form = MethodForm(request.POST or None, method=method.name, dataset=dataset, copied=copied)
    asked = form.cleaned_data["spec"] if request.method == "POST" and form.is_valid() else None
    if asked and "run" in request.POST:
        told = {"method": method.name, "spec": asked, "at": timezone.now()}
        return redirect(ask(dataset=dataset, actor=member, **told))
    facts = {
        "dataset": dataset,
        "method": method,
        "form": form,
        "copied": copied is not None,
        "python": as_python(method.name, asked) if asked else "",
        "command": as_command(method.name, asked, dataset.file_name) if asked else "",
    }
    return render(request, "sense/ask.html", facts, status=422 if form.errors else 200)


def _method(slug: str) -> Method:
    method = METHODS.get(f"sense.{slug}")
    if method is None:
        raise Http404
    return method


def _copied(request: HttpRequest, member: Member, method: Method) -> dict[str, object] | None:
    """The spec of an earlier run, to be changed."""
    earlier = request.GET.get("from", "")
    return dict(run_for(member, int(earlier), method.name).spec) if earlier.isdecimal() else None


@require_safe
@member_view(Act.RUN)
def guide(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    """From the question to the method."""
    dataset = dataset_for(member, pk)
    if not dataset.described:
        return redirect("dataset-columns", pk)
    return render(request, "sense/guide.html", {"dataset": dataset, "methods": METHODS.values()})
