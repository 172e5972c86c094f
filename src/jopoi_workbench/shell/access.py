"""The only way to a lab's data. Each function takes the member; a stranger gets 404, not 403."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from jopoi_workbench.shell.models import AuditEntry, Challenge, Dataset, Evidence, Member, Person
from jopoi_workbench.shell.roles import Act, require

P = ParamSpec("P")


class NoLabError(PermissionDenied):
    """Signed in, but a member of no lab."""


def member_of(request: HttpRequest) -> Member:
    """The member behind a request: in the lab chosen for this session, or in the first one.

    Raises
    ------
    NoLabError
        If the person has no active membership.
    """
    known: Member | None = getattr(request, "_member", None)
    if known is None:
        known = _find_member(request)
        request._member = known  # type: ignore[attr-defined]  # noqa: SLF001 - kept for this request only
    return known


def _find_member(request: HttpRequest) -> Member:
    if not isinstance(request.user, Person):
        raise NoLabError
    members = list(memberships_of(request.user))
    if not members:
        raise NoLabError
    chosen = request.session.get("lab")
    return next((member for member in members if member.lab_id == chosen), members[0])


def memberships_of(person: Person) -> QuerySet[Member]:
    """The labs that a person works in."""
    members = Member.objects.filter(person=person, active=True)
    return members.select_related("lab", "person").order_by("lab__name")


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


def challenges_for(member: Member) -> QuerySet[Challenge]:
    """The challenges of the member's lab, newest first."""
    return Challenge.objects.filter(lab=member.lab_id).select_related("created_by__person")


def challenge_for(member: Member, pk: int) -> Challenge:
    """One challenge of the member's lab, or 404."""
    return get_object_or_404(challenges_for(member), pk=pk)


def datasets_for(member: Member) -> QuerySet[Dataset]:
    """The datasets of the member's lab, newest first."""
    datasets = Dataset.objects.filter(lab=member.lab_id)
    return datasets.select_related("challenge", "uploaded_by__person")


def dataset_for(member: Member, pk: int) -> Dataset:
    """One dataset of the member's lab, or 404."""
    return get_object_or_404(datasets_for(member), pk=pk)


def evidence_list_for(member: Member) -> QuerySet[Evidence]:
    """The evidence of the member's lab, newest first, without the results themselves."""
    evidence = Evidence.objects.filter(lab=member.lab_id)
    return evidence.select_related("challenge", "dataset", "created_by__person", "loop")


def evidence_for(member: Member, pk: int) -> Evidence:
    """One piece of evidence of the member's lab, or 404."""
    return get_object_or_404(evidence_list_for(member), pk=pk)


def happenings_for(member: Member) -> QuerySet[AuditEntry]:
    """What happened in the member's lab, newest first."""
    entries: QuerySet[AuditEntry] = AuditEntry.objects.filter(lab=member.lab_id)
    return entries.select_related("actor__person").order_by("-number")
