"""The one door: whoever has shown a password or was sent by single sign-on comes in here, and nowhere else.

A person with a second factor is not signed in before they gave a code. Until then their session holds only
that they may try.
"""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from jopoi_workbench.shell.guessing import remember
from jopoi_workbench.shell.models import Person
from jopoi_workbench.shell.second_factor import fits, has_second_factor

_KEY = "entering"
_PATIENCE = timedelta(minutes=10)
_BACKEND = "jopoi_workbench.shell.backend.PeopleBackend"


class Halfway(NamedTuple):
    """Who may give a code, and where they want to go."""

    person: Person
    onward: str


def enter(request: HttpRequest, person: Person, *, onward: str, at: datetime) -> HttpResponse:
    """Sign a person in, or ask them for a code first."""
    if not has_second_factor(person):
        return _admit(request, person, onward)
    request.session.cycle_key()
    request.session[_KEY] = {
        "person": person.pk,
        "until": (at + _PATIENCE).timestamp(),
        "onward": onward,
        "hash": person.get_session_auth_hash(),
    }
    return redirect("sign-in-code")


def halfway(request: HttpRequest, at: datetime) -> Halfway | None:
    """Who may give a code; nobody if it took too long, or the password was changed meanwhile."""
    kept = request.session.get(_KEY)
    if not kept or at > datetime.fromtimestamp(kept["until"], UTC):
        return None
    person = Person.objects.filter(pk=kept["person"], is_active=True).first()
    if person is None or person.get_session_auth_hash() != kept["hash"]:
        return None
    return Halfway(person, kept["onward"])


def closed(request: HttpRequest, person: Person) -> bool:
    """Whether there were too many wrong codes for this account, from this address or from all together."""
    return not AxesProxyHandler.is_allowed(request, {"username": person.email})


def enter_with_code(request: HttpRequest, who: Halfway, code: str, at: datetime) -> HttpResponse | None:
    """Sign in whoever gave a good code."""
    if not fits(who.person, code, at):
        wrong_code(request, who.person)
        return None
    return _admit(request, who.person, who.onward)


def wrong_code(request: HttpRequest, person: Person) -> None:
    """A wrong code counts like a wrong password."""
    user_login_failed.send(__name__, credentials={"username": person.email}, request=request)


def closed_to_passwords(request: HttpRequest, person: Person) -> bool:
    """The same for wrong passwords, where someone who is signed in is asked for theirs once more."""
    return not AxesProxyHandler.is_allowed(request, {"username": person.email, "password": ""})


def wrong_password(request: HttpRequest, person: Person) -> None:
    """A wrong password counts wherever it is given: a screen may have been left open."""
    given = {"username": person.email, "password": ""}
    user_login_failed.send(__name__, credentials=given, request=request)


def _admit(request: HttpRequest, person: Person, onward: str) -> HttpResponse:
    request.session.pop(_KEY, None)
    login(request, person, backend=_BACKEND)
    response = redirect(onward)
    remember(request, response, person.email.lower())
    if person.language:
        speak(response, person.language)
    return response


def speak(response: HttpResponse, language: str) -> None:
    """Remember a language for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
    )


def address_of(request: HttpRequest) -> str:
    """Where a sign-in comes from; behind a proxy, what the proxy itself added last."""
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", "")) if settings.BEHIND_PROXY else ""
    return forwarded.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))
