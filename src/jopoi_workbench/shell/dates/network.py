"""The days of the challenges that labs show to everyone."""

from collections.abc import Iterator

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from jopoi_workbench.shell.access.network import public_challenges, without_addresses
from jopoi_workbench.shell.dates.things import AT_MOST, Day, changed


def public_days() -> Iterator[Day]:
    """When each begins and ends, as its public page says; the latest ones, if there are very many."""
    dated = public_challenges().filter(Q(starts_on__isnull=False) | Q(ends_on__isnull=False))
    for challenge in dated.order_by(Coalesce("ends_on", "starts_on").desc(), "-pk")[: AT_MOST // 2]:
        shown = without_addresses(challenge)
        for end, on, what in (
            ("begins", shown.starts_on, _("Begins: %(title)s")),
            ("ends", shown.ends_on, _("Ends: %(title)s")),
        ):
            if on is not None:
                yield Day(
                    uid=f"challenge-{shown.pk}-{end}",
                    on=on,
                    what=what % {"title": shown.title},
                    why=shown.lab.name,
                    path=reverse("network-challenge", args=[shown.pk]),
                    **changed(shown),
                )
