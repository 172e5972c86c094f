"""What people change about themselves: how they are called and how they sign in."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction
from django.db.models import F

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.models import Person


@transaction.atomic
def edit_profile(*, person: Person, name: str, language: str, time_zone: str) -> None:
    """Change what a person is called, and in which language and time zone they read."""
    person.name, person.language, person.time_zone = name, language, time_zone
    person.save(update_fields=["name", "language", "time_zone"])


@transaction.atomic
def change_password(*, person: Person, password: str, at: datetime, by_letter: bool = False) -> None:
    """Give a person another password; every session but the one that asks ends.

    ``by_letter`` says that they came by a link in a letter, which shows that the address is theirs.
    """
    person.set_password(password)
    if by_letter:
        person.email_confirmed_at = person.email_confirmed_at or at
    person.save(update_fields=["password", "email_confirmed_at"])
    _tell_the_labs(person, "security.password", at)


@transaction.atomic
def turn_on_second_factor(*, person: Person, secret: str, at: datetime) -> list[str]:
    """Ask for a code at each sign-in from now on; gives the codes for paper. Every session ends."""
    _forget_second_factor(person)
    TOTP.activate(person, secret)
    codes = RecoveryCodes.activate(person).generate_codes()
    end_sessions(person=person)
    _tell_the_labs(person, "security.second_factor_on", at)
    return list(codes)


@transaction.atomic
def turn_off_second_factor(*, person: Person, at: datetime) -> None:
    """Ask for the password only. Every session ends."""
    _forget_second_factor(person)
    end_sessions(person=person)
    _tell_the_labs(person, "security.second_factor_off", at)


@transaction.atomic
def draw_new_codes(*, person: Person, at: datetime) -> list[str]:
    """New codes for paper; the old ones open nothing any more."""
    Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).delete()
    codes = RecoveryCodes.activate(person).generate_codes()
    _tell_the_labs(person, "security.new_codes", at)
    return list(codes)


@transaction.atomic
def confirm_address(*, person: Person, at: datetime) -> bool:
    """Note that an address is the person's; false if that was known.

    Whoever made the account may have been someone else, so their password, second factor and sessions end.
    """
    if person.email_confirmed_at:
        return False
    person.email_confirmed_at = at
    person.set_unusable_password()
    person.save(update_fields=["email_confirmed_at", "password"])
    _forget_second_factor(person)
    end_sessions(person=person)
    _tell_the_labs(person, "security.address_confirmed", at)
    return True


def end_sessions(*, person: Person) -> None:
    """Sign a person out everywhere."""
    Person.objects.filter(pk=person.pk).update(sessions_ended=F("sessions_ended") + 1)
    person.refresh_from_db(fields=["sessions_ended"])


def _forget_second_factor(person: Person) -> None:
    Authenticator.objects.filter(user=person).delete()


def _tell_the_labs(person: Person, action: str, at: datetime) -> None:
    for member in person.memberships.filter(active=True).select_related("lab"):
        record(lab=member.lab, actor=member, action=action, about=member, at=at)
