"""The member behind a request, and views that are for members."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase

from jopoi_workbench.shell.access.found import found_for
from jopoi_workbench.shell.models import Lab, Member, Person
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.second_factor import asked_of, has_second_factor, with_second_factor

P = ParamSpec("P")


class NoLabError(PermissionDenied):
    """Signed in, but a member of no lab."""


class SecondFactorMissingError(NoLabError):
    """The lab asks for a second factor, and the person has none yet."""

    def __init__(self, member: Member) -> None:
        super().__init__(member.lab.name)
        self.member = member


def member_of(request: HttpRequest) -> Member:
    """The member behind a request: in the lab chosen for this session, or in the first one.

    Raises
    ------
    NoLabError
        If the person has no active membership.
    SecondFactorMissingError
        If the lab asks for a second factor and the person has none.
    """
    known: Member | None = getattr(request, "_member", None)
    if known is None:
        known = _find_member(request)
        request._member = known  # type: ignore[attr-defined]  # noqa: SLF001 - kept for this request only
    return known


def _find_member(request: HttpRequest) -> Member:
    person = person_of(request)
    members = list(memberships_of(person)) if person.works_in is None else person.works_in
    if not members:
        raise NoLabError
    request._members = members  # type: ignore[attr-defined]  # noqa: SLF001 - kept for this request only
    chosen = request.session.get("lab")
    found = next((member for member in members if member.lab_id == chosen), members[0])
    check_second_factor(found)
    return found


def check_second_factor(member: Member) -> None:
    """Let nobody in without the second factor that their lab asks for, by whichever door they come.

    Raises
    ------
    SecondFactorMissingError
        If the person has none.
    """
    if not asked_of(member):
        return
    secured = getattr(member, "secured", None)  # known if the member was read together with it
    if not (has_second_factor(member.person) if secured is None else secured):
        raise SecondFactorMissingError(member)


def reader_of(request: HttpRequest) -> Member | None:
    """The same for a page that anybody may read: nobody, if there is no member who could."""
    try:
        return member_of(request)
    except NoLabError:
        return None


def membership_for(person: Person, lab: str) -> Member:
    """A person's membership of the lab that is called so in addresses, or 404."""
    members = list(memberships_of(person))
    found = next((member for member in members if member.lab.slug == lab), None)
    if found is not None:
        return found
    if members:
        found_for(members[0], Lab.objects.none(), lab="pk", slug=lab.replace("\x00", ""))
    raise Http404


def other_labs_of(request: HttpRequest) -> list[Lab]:
    """The other labs that the person behind a request works in."""
    here = member_of(request)
    return [one.lab for one in getattr(request, "_members", []) if one.lab_id != here.lab_id]


def person_of(request: HttpRequest) -> Person:
    """Who is signed in; `LoginRequiredMiddleware` lets nobody else come this far."""
    if not isinstance(request.user, Person):
        raise NoLabError
    return request.user


def memberships_of(person: Person | int) -> QuerySet[Member]:
    """The labs that a person, or the person of a number, works in."""
    members = Member.objects.filter(person=person, active=True)
    return with_second_factor(members).select_related("lab", "person").order_by("lab__name")


def member_view(
    act: Act = Act.SEE,
) -> Callable[
    [Callable[Concatenate[HttpRequest, Member, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """Give a view the member as its second argument, and only if a role allows ``act``."""

    def wrap(
        view: Callable[Concatenate[HttpRequest, Member, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        def for_members(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            member = member_of(request)
            require(member, act)
            return view(request, member, *args, **kwargs)

        update_wrapper(for_members, view)
        return for_members

    return wrap
