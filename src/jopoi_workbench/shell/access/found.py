"""One thing of the member's lab, or 404; an attempt at another lab's thing is kept in that lab's chain."""

from datetime import timedelta
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.crypto import salted_hmac

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.models import AuditEntry, Lab, Member

T = TypeVar("T", bound=Model)
REFUSED = "access.refused"
ONCE_IN = timedelta(hours=1)
# What one person's attempts may add to a lab's chain in that time, however many numbers they try.
AT_MOST = 20


def found_for(member: Member, things: QuerySet[T], *, lab: str = "lab", **which: Any) -> T:
    """One of the things that the member may see, or 404.

    Every access function for one thing ends in this call, so that whoever forges the number of another lab's
    thing is told that there is nothing, and that lab is told of the attempt. Call it outside a transaction
    that the 404 would roll back.

    Parameters
    ----------
    member : Member
    things : query set
        What the member may see, as the access function of the list gives it.
    lab : str, default "lab"
        The path from the thing to its lab, such as ``"challenge__lab"``.
    **which
        What names the one thing, such as ``pk=7``.

    Raises
    ------
    django.http.Http404

    Examples
    --------
    A new noun that hangs on a challenge::

        def question_for(member: Member, pk: int) -> Question:
            return found_for(member, questions_for(member), lab="challenge__lab", pk=pk)
    """
    thing = things.filter(**which).first()
    if thing is not None:
        return thing
    _tell_its_lab(member, things.model, lab, which)
    raise Http404


def _tell_its_lab(member: Member, kind: type[Model], lab: str, which: dict[str, Any]) -> None:
    # What stands before the number in the address, as the asker's own challenge may, hides nothing.
    others = kind._default_manager.filter(**({"pk": which["pk"]} if "pk" in which else which))
    theirs = others.exclude(**{lab: member.lab_id}).values_list("pk", lab).first()
    if theirs is None:
        return
    pk, owner = theirs
    if owner is None or member.person.memberships.filter(lab=owner, active=True).exists():
        return
    at, stranger = timezone.now(), _mark(member, owner)
    lately = AuditEntry.objects.filter(lab=owner, action=REFUSED, at__gt=at - ONCE_IN)
    known = list(lately.filter(facts__stranger=stranger).values_list("object_kind", "object_id"))
    if len(known) >= AT_MOST or (kind._meta.model_name, str(pk)) in known:
        return
    record(
        lab=Lab.objects.get(pk=owner), actor=None, action=REFUSED, about=kind(pk=pk), at=at,
        kind=kind._meta.model_name, id=str(pk), stranger=stranger,
    )  # fmt: skip


def _mark(member: Member, owner: int) -> str:
    """The same for each attempt of one person at one lab, and nobody's name.

    A link may have been followed in good faith: the lab learns that something was tried, by the same person
    or by several, but neither who they are nor where they work. Whoever holds the server's key can find out.
    """
    return salted_hmac("access.refused", f"{owner}:{member.person_id}").hexdigest()[:12]
