"""Keys to the API: made, recognised, revoked."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from blake3 import blake3
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.models import ApiToken, Member, Scope
from jopoi_workbench.shell.roles import Act, require

_MARK = "jopoi"  # lets a leaked token be found by whoever looks for one
_SEEN_EVERY = timedelta(minutes=1)
SCOPE_ACTS = {
    Scope.READ_CHALLENGES: (Act.SEE,),
    Scope.WRITE_CHALLENGES: (Act.OPEN_CHALLENGE, Act.ASK_DECISION, Act.DECIDE, Act.SUBMIT_CHALLENGE),
    Scope.READ_DATASETS: (Act.SEE,),
    Scope.WRITE_DATASETS: (Act.STORE_DATA, Act.DESCRIBE_DATA),
    Scope.READ_EVIDENCE: (Act.SEE,),
    Scope.READ_DOCUMENTS: (Act.SEE,),
    Scope.WRITE_DOCUMENTS: (Act.WRITE_DOCUMENT, Act.PUBLISH),
    Scope.WRITE_EVIDENCE: (Act.RUN, Act.CANCEL_RUN, Act.RECORD, Act.CLAIM),
}


class TokenError(Exception):
    """A token that opens nothing; the message says why, and what to do."""


@transaction.atomic
def create_token(
    *, actor: Member, name: str, scopes: Sequence[str], days: int, at: datetime
) -> tuple[ApiToken, str]:
    """Make a token and give it with its secret, which is shown once and not kept."""
    require(actor, Act.SEE)
    prefix, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
    text = f"{_MARK}_{prefix}_{secret}"
    token = ApiToken.objects.create(
        member=actor,
        name=name,
        scopes=sorted(scopes),
        prefix=prefix,
        digest=_digest_of(text),
        created_at=at,
        expires_at=at + timedelta(days=days),
    )
    record(lab=actor.lab, actor=actor, action="token.created", about=token, at=at,
           name=name, scopes=token.scopes, prefix=prefix)  # fmt: skip
    return token, text


@transaction.atomic
def revoke_token(*, actor: Member, token: ApiToken, at: datetime) -> bool:
    """Close one of the actor's own tokens; false if it was closed before."""
    require(actor, Act.SEE)
    if not ApiToken.objects.filter(pk=token.pk, member=actor, revoked_at=None).update(revoked_at=at):
        return False
    record(lab=actor.lab, actor=actor, action="token.revoked", about=token, at=at,
           name=token.name, prefix=token.prefix)  # fmt: skip
    return True


def recognise(text: str, *, at: datetime) -> ApiToken:
    """The token that a caller holds; remembers that it was used.

    Raises
    ------
    TokenError
        If it is unknown, revoked or expired, or its member no longer works in the lab.
    """
    known = ApiToken.objects.select_related("member__lab", "member__person")
    _mark, _sep, rest = text.partition("_")
    token = known.filter(prefix=rest.partition("_")[0][:16].replace("\x00", "")).first()
    if token is None or not secrets.compare_digest(token.digest, _digest_of(text)):
        raise TokenError(_("This token is not known here. Check that it was copied whole."))
    if token.revoked_at is not None:
        raise TokenError(_("This token was revoked. Make a new one under “Your tokens”."))
    if token.expires_at <= at:
        raise TokenError(_("This token has expired. Make a new one under “Your tokens”."))
    if not (token.member.active and token.member.person.is_active):
        raise TokenError(_("Whoever made this token no longer works in the lab."))
    seen = Q(last_used_at=None) | Q(last_used_at__lt=at - _SEEN_EVERY)
    ApiToken.objects.filter(seen, pk=token.pk).update(last_used_at=at)
    return token


def _digest_of(text: str) -> str:
    # The secret is 256 random bits: a fast digest is as safe as a slow one.
    return blake3(text.encode("utf-8", "surrogatepass")).hexdigest()
