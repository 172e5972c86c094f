"""The parts of a result as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jopoi_workbench.sense.services import act_for, download
from jopoi_workbench.sense.views.found import done_run_for
from jopoi_workbench.shell.access import member_view
from jopoi_workbench.shell.forms import language
from jopoi_workbench.shell.models import Member
from jopoi_workbench.shell.roles import require


@require_safe
@member_view()
def take(_request: HttpRequest, member: Member, pk: int, name: str, ext: str) -> HttpResponse:
    evidence = done_run_for(member, pk)
    act = act_for(evidence.method, name, ext)
    if act is None:
        raise Http404
    require(member, act)
    found = download(evidence, name, ext, language())
    if found is None:
        raise Http404
    response = HttpResponse(found.content, content_type=found.kind)
    response["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return response
