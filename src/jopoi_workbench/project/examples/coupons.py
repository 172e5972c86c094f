"""A second challenge of the example: an experiment whose money lapses before it can end. Invented."""

from datetime import datetime

from jopoi_workbench.project.examples.known import Known
from jopoi_workbench.shell.models import Challenge, Role
from jopoi_workbench.shell.services import create_challenge

TITLE = "Coupons for fresh food in San Juan Nepomuceno"


def coupons(known: Known, at: datetime) -> Challenge:
    """The challenge, made unless it is there already."""
    lab = known.challenge.lab
    there = Challenge.objects.filter(lab=lab, title=TITLE).first()
    return there or create_challenge(
        actor=known.people[Role.MANAGER],
        title=TITLE,
        statement=(
            "Our challenge is that families who could eat fresh food every week do not buy it, while women "
            "growers nearby go home with what they could not sell, and nobody knows whether coupons for the "
            "growers’ fair would change both."
        ),
        kind=Challenge.Kind.EXPLORATORY,
        place="San Juan Nepomuceno, Caazapá",
        place_precision=Challenge.Precision.MUNICIPALITY,
        at=at,
    )
