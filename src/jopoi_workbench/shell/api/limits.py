"""Asking no more than is fair: a token in a minute, an address in a minute."""

from blake3 import blake3
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from jopoi_workbench.shell.problems import ProblemError
from jopoi_workbench.shell.services.limits import Allowance, count_use


def allow(request: HttpRequest, caller: str, limit: int) -> None:
    """Count a request, and end it if the caller asked too much."""
    allowance = count_use(caller=caller, limit=limit, at=timezone.now())
    request.META[_ALLOWANCE] = allowance
    if allowance.over:
        told = _("At most %(limit)s requests a minute are answered. Go on in %(seconds)s seconds.")
        raise ProblemError(
            429,
            told % {"limit": limit, "seconds": allowance.reset},
            headers={"Retry-After": str(allowance.reset)},
        )


def allow_address(request: HttpRequest) -> None:
    """The same for where a request comes from, before anyone knows whose it is."""
    key = blake3(settings.SECRET_KEY.encode()).digest()
    # The address itself is personal data and is not kept.
    told = blake3(address_of(request).encode("utf-8", "replace"), key=key).hexdigest(length=16)
    allow(request, f"address:{told}", settings.API_ADDRESS_RATE)


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; behind a proxy, what the proxy itself added last."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if settings.BEHIND_PROXY and forwarded:
        return forwarded.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def tell_allowance(request: HttpRequest, response: HttpResponseBase) -> None:
    """Say in the headers what is left to the caller."""
    allowance = request.META.get(_ALLOWANCE)
    if isinstance(allowance, Allowance):
        response["RateLimit-Limit"] = str(allowance.limit)
        response["RateLimit-Remaining"] = str(allowance.left)
        response["RateLimit-Reset"] = str(allowance.reset)


_ALLOWANCE = "jopoi.api_allowance"
