"""A lab's challenges, as its members may read them."""

from collections import Counter

from django.db.models import QuerySet

from jopoi_workbench.shell.access.found import found_for
from jopoi_workbench.shell.models import Challenge, Loop, Member

_MOST_USED = 12


def challenges_for(member: Member) -> QuerySet[Challenge]:
    """The challenges of the member's lab, newest first."""
    return Challenge.objects.filter(lab=member.lab_id).select_related("created_by__person", "lab")


def challenge_for(member: Member, pk: int) -> Challenge:
    """One challenge of the member's lab, or 404."""
    return found_for(member, challenges_for(member), pk=pk)


def newest_turn_for(member: Member, pk: int) -> Loop:
    """The newest turn of a challenge of the member's lab, with the challenge, or 404."""
    turns = Loop.objects.filter(challenge__in=Challenge.objects.filter(pk=pk, lab=member.lab_id)).order_by(
        "-turn"
    )
    turn = turns.select_related("challenge__created_by__person", "challenge__lab").first()
    return turn or Loop(challenge=challenge_for(member, pk), turn=1)


def themes_of(member: Member) -> list[str]:
    """The themes that the member's lab uses most."""
    lists = Challenge.objects.filter(lab=member.lab_id).exclude(themes="").values_list("themes", flat=True)
    counted = Counter(theme for themes in lists for theme in themes)
    return [theme for theme, _n in counted.most_common(_MOST_USED)]
