"""What labs have published: for everyone, without signing in."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jopoi.privacy import mask
from jopoi_workbench.shell.access.documents import newest_published, published_version, taken_back
from jopoi_workbench.shell.loops import for_everyone, loops_of
from jopoi_workbench.shell.models import Consent
from jopoi_workbench.shell.publishing import readable
from jopoi_workbench.shell.takeaway import as_json_ld, as_markdown

_PAGE = 20
_AUDIENCE = Consent.Audience.PUBLIC


@require_safe
@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    found = newest_published(signed_in=request.user.is_authenticated)
    page = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    rows = [(one, mask(one.content["title"]), mask(one.content["summary"])) for one in page.object_list]
    return render(request, "shell/documents/published.html", {"page": page, "rows": rows})


@require_safe
@login_not_required
def detail(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    try:
        version = published_version(slug, number, signed_in=request.user.is_authenticated)
    except Http404:
        gone = taken_back(slug)
        if gone is None:
            raise
        return render(request, "shell/documents/gone.html", {"document": gone}, status=410)
    challenge = version.document.challenge
    facts = {
        "version": version,
        "content": readable(version.content, audience=_AUDIENCE, at=timezone.now()),
        "loop": for_everyone(loops_of([challenge], ()))[0] if challenge else None,
    }
    return render(request, "shell/documents/plan.html", facts)


@require_safe
@login_not_required
def take(request: HttpRequest, slug: str, ext: str) -> HttpResponse:
    version = published_version(slug, None, signed_in=request.user.is_authenticated)
    content = readable(version.content, audience=_AUDIENCE, at=timezone.now())
    if ext == "jsonld":
        address = request.build_absolute_uri(reverse("published-document", args=[slug]))
        told = as_json_ld(version, content, address)
        answer: HttpResponse = JsonResponse(told, json_dumps_params={"indent": 1, "ensure_ascii": False})
        answer["Content-Type"] = "application/ld+json"
    elif ext == "md":
        answer = HttpResponse(as_markdown(version, content), content_type="text/markdown; charset=utf-8")
    else:
        raise Http404
    answer["Content-Disposition"] = f'attachment; filename="{slug}.{ext}"'
    return answer
