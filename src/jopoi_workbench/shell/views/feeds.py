"""What is public on this server for programs that ask again and again: news as Atom, days as iCalendar."""

from datetime import datetime
from hashlib import sha256

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jopoi_workbench.shell.access.news import public_news, public_since
from jopoi_workbench.shell.dates.ical import as_ical
from jopoi_workbench.shell.dates.network import public_days
from jopoi_workbench.shell.feeds import as_atom

_ENTRIES = 100


@require_safe
@login_not_required
def news(request: HttpRequest) -> HttpResponseBase:
    """The newest documents and challenges that everyone may read."""
    found = public_news(_ENTRIES)
    body = as_atom(
        found,
        title=_("Jopói: what labs show and publish"),
        address=_address(request),
        page=reverse("network"),
        here=reverse("network-feed"),
        language=get_language() or "en",
    )
    times = [one.changed_at for one in found]
    return _answer(request, body, "application/atom+xml; charset=utf-8", times)


@require_safe
@login_not_required
def calendar(request: HttpRequest) -> HttpResponseBase:
    """When the challenges that labs show to everyone begin and end."""
    days = list(public_days())
    body = as_ical(
        days, name=_("Jopói: challenges of all labs"), house=request.get_host(), address=_address(request)
    )
    return _answer(request, body, "text/calendar; charset=utf-8", [day.changed_at for day in days])


def _address(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _answer(request: HttpRequest, body: bytes, kind: str, times: list[datetime]) -> HttpResponseBase:
    """The body, or 304 if the reader has it; caches ask each time, so that nothing outlives its end."""
    response = HttpResponse(body, content_type=kind)
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    last = public_since()
    modified = max([*times, last] if last else times, default=None)
    response.headers["ETag"] = etag
    if modified is not None:
        response.headers["Last-Modified"] = http_date(modified.timestamp())
    patch_cache_control(response, no_cache=True)
    answer = get_conditional_response(
        request, etag=etag, last_modified=int(modified.timestamp()) if modified else None, response=response
    )
    return answer or response
