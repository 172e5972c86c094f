"""A lab's challenges, as its members may read them."""

from collections import Counter

from django.db.models import QuerySet

from jopoi_workbench.shell.access.found import found_for
from jopoi_workbench.shell.models import Challenge, Member

_MOST_USED = 12


def challenges_for(member: Member) -> QuerySet[Challenge]:
    """The challenges of the member's lab, newest first."""
    return Challenge.objects.filter(lab=member.lab_id).select_related("created_by__person", "lab")


def challenge_for(member: Member, pk: int) -> Challenge:
    """One challenge of the member's lab, or 404."""
    return found_for(member, challenges_for(member), pk=pk)


def themes_of(member: Member) -> list[str]:
    """The themes that the member's lab uses most."""
    lists = Challenge.objects.filter(lab=member.lab_id).exclude(themes="").values_list("themes", flat=True)
    counted = Counter(theme for themes in lists for theme in themes)
    return [theme for theme, _n in counted.most_common(_MOST_USED)]
