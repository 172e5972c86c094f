"""Who is asking: a token, or a signed-in member's own browser."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from jopoi_workbench.shell.access import check_second_factor, member_of
from jopoi_workbench.shell.api.limits import allow
from jopoi_workbench.shell.models import Member, Person, Scope
from jopoi_workbench.shell.problems import ProblemError
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.services.tokens import TokenError, recognise

_CHALLENGE = {"WWW-Authenticate": "Bearer"}


class Token(HttpBearer):
    """``Authorization: Bearer jopoi_…``, with the scope that the operation needs."""

    def __init__(self, scope: Scope, act: Act) -> None:
        super().__init__()
        self.scope, self.act = scope, act

    def authenticate(self, request: HttpRequest, token: str) -> Member:
        try:
            known = recognise(token, at=timezone.now())
        except TokenError as error:
            raise ProblemError(401, str(error), headers=_CHALLENGE) from error
        allow(request, f"token:{known.pk}", settings.API_RATE)
        if self.scope not in known.scopes:
            told = {"name": known.name, "scope": self.scope.value}
            raise ProblemError(403, _("The token “%(name)s” was not made for %(scope)s.") % told)
        check_second_factor(known.member)
        require(known.member, self.act)
        return known.member


class Session(APIKeyCookie):
    """The cookie of a signed-in member; what changes something also needs the CSRF token."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self, act: Act) -> None:
        super().__init__()
        self.act = act

    def __call__(self, request: HttpRequest) -> Member:
        if "Authorization" in request.headers or not isinstance(request.user, Person):
            raise ProblemError(
                401,
                _("Send a token as “Authorization: Bearer …”; make one under “Your tokens”."),
                headers=_CHALLENGE,
            )
        if check_csrf(request):
            raise ProblemError(403, _("A page must send its CSRF token; a program should use a token."))
        allow(request, f"person:{request.user.pk}", settings.API_RATE)
        member = member_of(request)
        require(member, self.act)
        return member

    def authenticate(self, request: HttpRequest, key: str | None) -> Member | None:  # noqa: ARG002 - ninja's own
        """Nobody by the cookie alone: `__call__` asks for the CSRF token as well."""
        return None


def needs(scope: Scope, act: Act) -> list[HttpBearer | APIKeyCookie]:
    """Who may call an operation: a token with this scope, or their own browser, if a role allows it."""
    return [Token(scope, act), Session(act)]


def member_behind(request: HttpRequest) -> Member:
    """The member that `needs` found."""
    member = getattr(request, "auth", None)
    assert isinstance(member, Member)  # noqa: S101 - each operation says whom it needs
    return member
