"""Finding challenges by words and by what they are about."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from jopoi_workbench.shell.models import Challenge, Evidence
from jopoi_workbench.shell.models.listed import whole

_IN = ("title", "summary", "statement", "place", "themes")
_EXACT = ("kind", "state", "country")
_LISTED = ("sdgs", "themes")


def sifted(challenges: QuerySet[Challenge], **asked: str) -> QuerySet[Challenge]:
    """The challenges that are all that was asked; what is empty asks nothing.

    Parameters
    ----------
    challenges : query set
    **asked
        ``words`` (each must be found somewhere), ``kind``, ``state``, ``country``, ``sdgs`` and ``themes``
        (one of each), ``stage`` (something was filed in it), ``place`` (in words).
    """
    given = {name: value for name, value in asked.items() if value}
    for word in given.get("words", "").split():
        anywhere = Q()
        for field in _IN:
            anywhere |= Q(**{f"{field}__icontains": word})
        challenges = challenges.filter(anywhere)
    challenges = challenges.filter(**{name: given[name] for name in _EXACT if name in given})
    for name in _LISTED:
        if name in given:
            challenges = challenges.filter(**{f"{name}__contains": whole(given[name])})
    if "place" in given:
        challenges = challenges.filter(place__icontains=given["place"])
    if "stage" in given:
        filed = Evidence.objects.filter(
            challenge=OuterRef("pk"), stage=given["stage"], state=Evidence.State.DONE
        )
        challenges = challenges.filter(Exists(filed))
    return challenges
