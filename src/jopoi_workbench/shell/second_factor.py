"""The second factor: a code of an app on the phone (TOTP), or one of the codes kept on paper.

The secrets are those of django-allauth, sealed with the server's key, so that a copy of the database alone
opens no account. Whether a lab asks for a second factor is in `Lab.second_factor`.
"""

import base64
import hmac
import re
from datetime import datetime
from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.crypto import salted_hmac

from jopoi_workbench.shell.models import Lab, Member, Person

TOTP = Authenticator.Type.TOTP
_BETWEEN = re.compile(r"[\s-]")


class Sealing(DefaultMFAAdapter):
    """Seals what allauth stores of a second factor."""

    def encrypt(self, text: str) -> str:
        return sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        return opened(encrypted_text)


def sealed(text: str) -> str:
    """A text that only this server's key opens."""
    return str(_seal().encrypt(text.encode()), "ascii")


def opened(text: str) -> str:
    """What was sealed."""
    return str(_seal().decrypt(text), "utf-8")


def _seal() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    derived = (salted_hmac("second factor", "", secret=key, algorithm="sha256").digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in derived])


def with_second_factor(members: QuerySet[Member]) -> QuerySet[Member]:
    """The members, each with ``secured``: whether the person has a second factor."""
    theirs: QuerySet[Any] = Authenticator.objects.filter(user=OuterRef("person"), type=TOTP)
    return members.annotate(secured=Exists(theirs))


def has_second_factor(person: Person) -> bool:
    return bool(Authenticator.objects.filter(user=person, type=TOTP).exists())


def asked_of(member: Member) -> bool:
    """Whether the member's lab asks them for a second factor."""
    if member.lab.second_factor == Lab.SecondFactor.ADMINISTRATORS:
        return member.administers
    return member.lab.second_factor == Lab.SecondFactor.EVERYBODY


def fits(person: Person, code: str, at: datetime) -> bool:
    """Whether a code is one of the person's now; none fits twice."""
    given = _BETWEEN.sub("", code)
    try:
        if len(given) == app_settings.TOTP_DIGITS:
            return _fits_the_app(person, given, at)
        papers = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).first()
        return papers is not None and bool(RecoveryCodes(papers).validate_code(given))
    except InvalidToken:  # sealed with another key: only whoever runs the server can help
        return False


def secret_fits(secret: str, code: str, at: datetime) -> bool:
    """Whether a code belongs to a secret that is being set up."""
    return _step_of(secret, _BETWEEN.sub("", code), at) is not None


@transaction.atomic
def _fits_the_app(person: Person, code: str, at: datetime) -> bool:
    app = Authenticator.objects.select_for_update().filter(user=person, type=TOTP).first()
    if app is None:
        return False
    step = _step_of(Sealing().decrypt(app.data["secret"]), code, at)
    # The step of the last code is kept, so that whoever looked over a shoulder cannot use it again.
    if step is None or step <= app.data.get("step", 0):
        return False
    app.data["step"], app.last_used_at = step, at
    app.save(update_fields=["data", "last_used_at"])
    return True


def _step_of(secret: str, code: str, at: datetime) -> int | None:
    """The half minute that a code is of, among this one and those beside it: clocks differ."""
    now = int(at.timestamp()) // int(app_settings.TOTP_PERIOD)
    for step in (now - 1, now, now + 1):
        if hmac.compare_digest(format_hotp_value(hotp_value(secret, step)).encode(), code.encode()):
            return step
    return None


def unused_codes(person: Person) -> list[str]:
    """The codes for paper that are left."""
    papers = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).first()
    return list(RecoveryCodes(papers).get_unused_codes()) if papers else []


def address_of_secret(person: Person, secret: str) -> str:
    """What the app on the phone reads from the picture."""
    told: Any = Sealing().build_totp_url(person, secret)
    return str(told)
