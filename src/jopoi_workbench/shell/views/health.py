"""For machines that watch this one: does it live, is it ready."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

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
