"""What everyone may read of all labs' challenges: no name of a member, nothing that is the lab's own."""

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from jopoi.privacy import mask
from jopoi_workbench.shell.access.found import found_for
from jopoi_workbench.shell.models import Challenge, Member

_WRITTEN = ("title", "statement", "summary", "place")

_SAFE = (
    "title",
    "statement",
    "summary",
    "kind",
    "state",
    "visibility",
    "hears_everyone",
    "place",
    "place_precision",
    "country",
    "latitude",
    "longitude",
    "sdgs",
    "themes",
    "starts_on",
    "ends_on",
    "created_at",
    "edited_at",
    "version",
    "lab__name",
    "grown_from",
)


def public_challenges() -> QuerySet[Challenge]:
    """Every challenge that a lab shows to everyone, newest first."""
    shown = Challenge.objects.filter(visibility=Challenge.Visibility.PUBLIC)
    return shown.select_related("lab").only(*_SAFE)


def public_challenge(pk: int, member: Member | None = None) -> Challenge:
    """One of them, or 404; what a member asks for that another lab keeps to itself is told to that lab."""
    if member is not None:
        return found_for(member, public_challenges(), pk=pk)
    return get_object_or_404(public_challenges(), pk=pk)


def without_addresses(challenge: Challenge) -> Challenge:
    """The same challenge, not to be saved, with the e-mail addresses and telephone numbers in it masked."""
    for name in _WRITTEN:
        setattr(challenge, name, masked(getattr(challenge, name)))
    challenge.themes = [masked(theme) for theme in challenge.themes]
    return challenge


def masked(text: str) -> str:
    """A text that everyone reads, without e-mail addresses and telephone numbers."""
    return mask(text, e_mail=_("[e-mail]"), phone=_("[telephone]"))


def visible_challenges(member: Member) -> QuerySet[Challenge]:
    """The challenges of the member's lab, and what other labs show to everyone."""
    seen = Q(lab=member.lab_id) | Q(visibility=Challenge.Visibility.PUBLIC)
    return Challenge.objects.filter(seen).select_related("lab")
