"""Putting what a member is to be told into one letter, and sending it once."""

import logging
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext, override

from jopoi_workbench.shell.models import Letters, Member, Notice
from jopoi_workbench.shell.notices.filing import zone_of
from jopoi_workbench.shell.notices.words import said

log = logging.getLogger(__name__)

HELD = timedelta(minutes=10)  # after how long a letter that nobody marked is taken again
TRIES = 8
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
_signer = Signer(salt="jopoi.letters")
State = Notice.State


def send_due(*, at: datetime) -> int:
    """Send what is due to whoever is due; how many letters went out."""
    due = _free(at).filter(send_at__lte=at)
    members = list(due.order_by().values_list("member", flat=True).distinct())
    return sum(_send_to(pk, at) for pk in members)


def _free(at: datetime) -> QuerySet[Notice]:
    nobodys = Q(claim="") | Q(claimed_at__lt=at - HELD)
    return Notice.objects.filter(nobodys, state=State.WAITING)


def _send_to(pk: int, at: datetime) -> bool:
    claim = secrets.token_hex(16)
    # Whoever's update comes first has them: the condition is asked again for each row as it is written.
    if not _free(at).filter(member=pk, send_at__lte=at).update(claim=claim, claimed_at=at):
        return False
    ours = Notice.objects.filter(claim=claim, state=State.WAITING)
    member = Member.objects.select_related("person", "lab").get(pk=pk)
    if not member.active or member.letters == Letters.NONE:
        ours.update(state=State.GIVEN_UP, claim="")
        return False
    try:
        letter(member, list(ours)).send()
    except OSError:  # smtplib's errors are of this kind; anything else is a fault of ours and is raised
        log.warning("a letter to member %s could not be sent", pk, exc_info=True)
        _later(ours, at)
        return False
    ours.update(state=State.SENT, sent_at=at, claim="")
    return True


def _later(ours: QuerySet[Notice], at: datetime) -> None:
    for notice in ours:
        tries = notice.tries + 1
        pause = min(_FIRST_PAUSE * 4**notice.tries, _LONGEST_PAUSE)
        state = State.GIVEN_UP if tries >= TRIES else State.WAITING
        ours.filter(pk=notice.pk).update(tries=tries, send_at=at + pause, state=state, claim="")


def letter(member: Member, notices: list[Notice]) -> EmailMultiAlternatives:
    """The letter with some notices: plain text and simple HTML, in the member's language and time."""
    language = member.person.language or next(iter(member.lab.languages), settings.LANGUAGE_CODE)
    with override(language), timezone.override(zone_of(member)):
        lines = [{"text": said(notice), "href": settings.ADDRESS + notice.href} for notice in notices]
        stop = settings.ADDRESS + reverse("letters-stop", args=[stop_token(member)])
        facts = {
            "lines": lines,
            "member": member,
            "address": settings.ADDRESS,
            "choose": settings.ADDRESS + reverse("letters"),
            "stop": stop,
            "language": language,
        }
        subject = ngettext("%(lab)s: one thing for you", "%(lab)s: %(n)s things for you", len(lines))
        message = EmailMultiAlternatives(
            subject=" ".join((subject % {"lab": member.lab.name, "n": len(lines)}).split()),
            body=render_to_string("shell/letters/digest.txt", facts),
            to=[member.person.email],
            headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
        )
        message.attach_alternative(render_to_string("shell/letters/digest.html", facts), "text/html")
    return message


def stop_token(member: Member) -> str:
    """What proves that whoever stops the letters has one in their hands."""
    return _signer.sign(str(member.pk))


def member_of_token(token: str) -> Member | None:
    """Whose letters a link stops; none if it was not made here."""
    try:
        pk = _signer.unsign(token)
    except BadSignature:
        return None
    return Member.objects.select_related("lab", "person").filter(pk=pk).first()
