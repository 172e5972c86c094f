"""Every request leaves one line and is counted: by the name of its address, never by what was asked for.

No line holds an e-mail, a name, a token, a query or an address: of a request only its number, the name of its
route, the answer, how long it took and which lab it was about.
"""

import logging
import re
import uuid
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from jopoi_workbench.shell.operations import metrics

log = logging.getLogger("jopoi_workbench.requests")
_NUMBER = re.compile(r"[A-Za-z0-9-]{8,64}")
_QUIET = {"health-live", "health-ready", "metrics"}


class Watching:
    """Outermost, so that it sees every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = _number_of(request)
        begun = perf_counter()
        response = self.get_response(request)
        seconds = perf_counter() - begun
        response.headers["X-Request-ID"] = number
        route = route_of(request)
        metrics.count(route, request.method or "", response.status_code, seconds)
        if route not in _QUIET:
            member = getattr(request, "_member", None)
            log.info(
                "answered",
                extra={
                    "request_id": number,
                    "route": route,
                    "method": request.method if request.method in metrics.METHODS else "other",
                    "status": response.status_code,
                    "ms": round(seconds * 1000, 1),
                    "lab": member.lab_id if member else None,
                },
            )
        return response


def route_of(request: HttpRequest) -> str:
    """The name of the address that answered; what nobody answers to has none."""
    match = request.resolver_match
    if match is not None:
        return match.view_name or "unnamed"
    return "static" if request.path.startswith(f"/{settings.STATIC_URL.strip('/')}/") else "nowhere"


def _number_of(request: HttpRequest) -> str:
    """The number that the proxy gave, or a new one."""
    given = request.headers.get("X-Request-ID", "") if settings.BEHIND_PROXY else ""
    return given if _NUMBER.fullmatch(given) else uuid.uuid4().hex
