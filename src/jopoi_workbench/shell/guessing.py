"""Guessing at one account: slowed down from everywhere together, without shutting its owner out.

Each address is counted by itself, as axes does. Besides, all wrong guesses at an account are counted,
wherever they come from, and end for a while when they are too many. A stranger could close an account in this
way again and again; so a browser in which its owner has signed in before is known by a signed cookie and
counted for itself. Whoever has no such browser at hand gets one by a letter with a link to a new password.
"""

import secrets
from datetime import datetime
from typing import Any, NamedTuple

from axes.handlers.database import AxesDatabaseHandler
from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.crypto import salted_hmac

from jopoi_workbench.shell.services.limits import count_use, look_at

COOKIE = "jopoi_known"
_SALT = "jopoi.guessing"
_YEAR = 365 * 24 * 3600
_PEOPLE = 8  # who share a browser


class Limit(NamedTuple):
    """How many wrong guesses at an account are heard, and in how many minutes."""

    name: str
    most: int
    minutes: int


PASSWORDS = Limit("password", 20, 15)
# A code has six digits, and whoever gives one knows the password: they have fewer tries.
CODES = Limit("code", 20, 24 * 60)


class Handler(AxesDatabaseHandler):  # type: ignore[misc]
    """What axes does, and the same for the account as a whole."""

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        if super().is_locked(request, credentials):
            return True
        account = account_named(request, credentials)
        return exhausted(request, account, _limit_of(credentials), timezone.now())

    def user_login_failed(
        self,
        sender: Any,  # noqa: ANN401 - whoever sends the signal
        credentials: dict[str, Any],
        request: HttpRequest | None = None,
        **more: Any,
    ) -> None:
        # What was turned away was no guess: it neither counts nor keeps the account closed for longer.
        turned_away = request is not None and self.is_locked(request, credentials)
        super().user_login_failed(sender, credentials, request, **more)
        if request is None:
            return
        if turned_away:
            request.axes_locked_out = True  # type: ignore[attr-defined]  # what its middleware asks
            return
        limit = _limit_of(credentials)
        caller = _caller(request, account_named(request, credentials), limit)
        count_use(caller=caller, limit=limit.most, minutes=limit.minutes, at=timezone.now())


def exhausted(request: HttpRequest, account: str, limit: Limit, at: datetime) -> bool:
    """Whether there were as many wrong guesses at an account as are heard."""
    caller = _caller(request, account, limit)
    return not look_at(caller=caller, limit=limit.most, minutes=limit.minutes, at=at).left


def account_named(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The account that a sign-in is counted for: however its address is written, it is the same one."""
    given = (credentials or request.POST).get("username") or ""
    return str(given).strip().lower()


def remember(request: HttpRequest, response: HttpResponseBase, account: str) -> None:
    """Know this browser again as one in which the owner of an account was."""
    known = _known(request)
    known.pop(_mark(account), None)
    kept = dict(list(known.items())[1 - _PEOPLE :]) | {_mark(account): secrets.token_hex(8)}
    response.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=_SALT),
        max_age=_YEAR,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
    )


def _known(request: HttpRequest) -> dict[str, str]:
    """For whose accounts this browser is known, without their names, and by which number."""
    try:
        found: dict[str, str] = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_YEAR)
    except signing.BadSignature:
        return {}
    return found


def _caller(request: HttpRequest, account: str, limit: Limit) -> str:
    browser = _known(request).get(_mark(account), "")
    return f"{limit.name}:{salted_hmac(_SALT, f'{account} {browser}', algorithm='sha256').hexdigest()}"


def _mark(account: str) -> str:
    return salted_hmac(_SALT, account, algorithm="sha256").hexdigest()[:16]


def _limit_of(credentials: dict[str, Any] | None) -> Limit:
    return PASSWORDS if "password" in (credentials or {}) else CODES
