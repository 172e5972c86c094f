"""Inviting people to a lab by link or e-mail, and accepting. Of several who try one link, one wins."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.models import Invitation, Member, Person
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.services.members import in_order

LASTS = timedelta(days=14)


class NotOpenError(Exception):
    """The invitation was used, taken back or has expired meanwhile; ``state`` says which."""

    def __init__(self, state: Invitation.State) -> None:
        super().__init__(state.value)
        self.state = state


class OtherAddressError(Exception):
    """The invitation is for another e-mail address than the person's."""


def digest_of(token: str) -> str:
    """What is kept of a token; it is long and drawn at random, so that a plain digest is enough."""
    return sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(
    *, actor: Member, roles: Iterable[str], token: str, at: datetime, email: str = "", note: str = ""
) -> Invitation:
    """Invite whoever holds the token, or only whoever has the e-mail address, for `LASTS`."""
    require(actor, Act.MANAGE_MEMBERS)
    invitation = Invitation.objects.create(
        lab=actor.lab, email=email.lower(), roles=in_order(roles), note=note, digest=digest_of(token),
        created_by=actor, created_at=at, expires_at=at + LASTS,
    )  # fmt: skip
    record(lab=actor.lab, actor=actor, action="invitation.made", about=invitation, at=at,
           roles=invitation.roles)  # fmt: skip
    return invitation


@transaction.atomic
def renew_invitation(*, actor: Member, invitation: Invitation, token: str, at: datetime) -> Invitation:
    """Give an invitation that nobody accepted a new link and new time; the old link ends.

    Raises
    ------
    NotOpenError
        If it was accepted or taken back meanwhile.
    """
    require(actor, Act.MANAGE_MEMBERS)
    unused = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    if not unused.update(digest=digest_of(token), expires_at=at + LASTS):
        raise _not_open(invitation, at)
    invitation.refresh_from_db()
    record(lab=invitation.lab, actor=actor, action="invitation.renewed", about=invitation, at=at)
    return invitation


@transaction.atomic
def revoke_invitation(*, actor: Member, invitation: Invitation, at: datetime) -> None:
    """Take an invitation back.

    Raises
    ------
    NotOpenError
        If it was accepted or taken back meanwhile.
    """
    require(actor, Act.MANAGE_MEMBERS)
    unused = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    if not unused.update(revoked_at=at):
        raise _not_open(invitation, at)
    record(lab=invitation.lab, actor=actor, action="invitation.revoked", about=invitation, at=at)


@transaction.atomic
def accept_invitation(*, person: Person, invitation: Invitation, at: datetime) -> Member:
    """Make a person a member, or give a member the roles of the invitation as well.

    Raises
    ------
    NotOpenError, OtherAddressError
    """
    if invitation.email and invitation.email != person.email:
        raise OtherAddressError
    _claim(invitation, at)
    return _let_in(person, invitation, at)


@transaction.atomic
def join_by_invitation(
    *, invitation: Invitation, email: str, name: str, password: str, language: str, at: datetime
) -> Member:
    """Make an account and its first membership.

    An invitation that was sent to an address shows that the address is the person's.

    Raises
    ------
    NotOpenError, OtherAddressError
    django.db.IntegrityError
        If the address has got an account meanwhile.
    """
    if invitation.email and invitation.email != email.lower():
        raise OtherAddressError
    _claim(invitation, at)
    person = Person.objects.create_user(
        email, password, name=name, language=language, email_confirmed_at=at if invitation.email else None
    )
    return _let_in(person, invitation, at)


@transaction.atomic
def welcome_invited(*, email: str, name: str, at: datetime) -> Person | None:
    """The person with a verified address, if a lab knows or has invited them; open invitations are accepted.

    Whoever is new has no password: they come in the way they came.
    """
    invited = Invitation.objects.filter(
        email=email, accepted_at=None, revoked_at=None, expires_at__gt=at
    ).select_related("lab")
    person = Person.objects.filter(email=email).first()
    if person is None:
        if not invited.exists():
            return None
        person = Person.objects.create_user(email, name=name, email_confirmed_at=at)
    for invitation in invited:
        accept_invitation(person=person, invitation=invitation, at=at)
    known = person.is_active and person.memberships.filter(active=True).exists()
    return person if known else None


def _claim(invitation: Invitation, at: datetime) -> None:
    free = Invitation.objects.filter(
        pk=invitation.pk, digest=invitation.digest, accepted_at=None, revoked_at=None, expires_at__gt=at
    )
    if not free.update(accepted_at=at):
        raise _not_open(invitation, at)


def _let_in(person: Person, invitation: Invitation, at: datetime) -> Member:
    member, new = Member.objects.select_for_update().get_or_create(
        lab=invitation.lab, person=person, defaults={"roles": invitation.roles}
    )
    if not new:
        kept = member.roles if member.active else []
        member.roles, member.active = in_order([*kept, *invitation.roles]), True
        member.version += 1
        member.save(update_fields=["roles", "active", "version"])
    Invitation.objects.filter(pk=invitation.pk).update(accepted_by=member)
    record(lab=member.lab, actor=member, action="invitation.accepted", about=invitation, at=at,
           roles=member.roles)  # fmt: skip
    return member


def _not_open(invitation: Invitation, at: datetime) -> NotOpenError:
    state = Invitation.objects.get(pk=invitation.pk).state(at)
    # Sent again meanwhile: the link that was followed is no longer the one that counts.
    return NotOpenError(Invitation.State.REVOKED if state == Invitation.State.OPEN else state)
