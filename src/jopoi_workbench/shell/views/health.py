"""For machines that watch this one: does it live, is it ready, how does it do."""

from hmac import compare_digest

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jopoi_workbench.shell.operations import metrics
from jopoi_workbench.shell.operations.health import OK, readiness


@require_safe
@login_not_required
@never_cache
def live(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django hands it over
    """The process answers; nothing else is asked."""
    return JsonResponse({"status": OK})


@require_safe
@login_not_required
@never_cache
def ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django hands it over
    parts = readiness(timezone.now())
    is_ready = set(parts.values()) == {OK}
    told = {"status": OK if is_ready else "not ready", **parts}
    return JsonResponse(told, status=200 if is_ready else 503)


@require_safe
@login_not_required
@never_cache
def figures(request: HttpRequest) -> HttpResponse:
    """For whoever shows the token, or asks on this machine; behind a proxy everyone seems to."""
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
    known = settings.METRICS_TOKEN and compare_digest(shown, settings.METRICS_TOKEN.encode())
    here = not settings.BEHIND_PROXY and request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1"}
    if not (known or here):
        raise Http404
    return HttpResponse(
        metrics.written(timezone.now()), content_type="text/plain; version=0.0.4; charset=utf-8"
    )
