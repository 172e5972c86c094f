"""What the lab says of itself, whom it has invited, and a second lab in which three of its people work."""

from datetime import datetime, timedelta
from secrets import token_urlsafe

from jopoi_workbench.project.examples.known import Known
from jopoi_workbench.shell.models import Invitation, Lab, Member, Role
from jopoi_workbench.shell.services import edit_lab, invite

SECOND = "arroyo-azul"
RAMONA = "ramona@demo.example"


_THERE = (
    (Role.MANAGER, Role.ADMINISTRATOR),
    (Role.COMMITTEE, Role.ADMINISTRATOR),
    (Role.FACILITATOR, Role.ANALYST),
)


def fill(known: Known, at: datetime) -> None:
    adela = known.people[Role.ADMINISTRATOR]
    lab = Lab.objects.get(pk=adela.lab_id)
    if not lab.blurb:
        edit_lab(
            actor=adela,
            lab=lab,
            version=lab.version,
            at=at,
            languages=["es", "gn", "en"],
            time_zone="America/Asuncion",
            blurb=(
                "Buscamos los servicios públicos que logran más de lo que sus circunstancias harían esperar, "
                "y aprendemos de quienes los atienden y los usan."
            ),
        )
    if not Invitation.objects.filter(lab=lab, email=RAMONA).exists():
        # Nobody knows the token: the link is made anew when the invitation is sent again.
        invite(
            actor=adela, email=RAMONA, roles=[Role.FRONTLINE], token=token_urlsafe(32),
            note="Ramona, le esperamos para las visitas de abril.", at=at - timedelta(days=2),
        )  # fmt: skip
    _second_lab(known)


def _second_lab(known: Known) -> None:
    """A small council that two of the lab administer, and where the facilitator does the analysis."""
    lab, new = Lab.objects.get_or_create(
        slug=SECOND,
        defaults={
            "name": "Municipalidad de Arroyo Azul",
            "country": "PY",
            "languages": ["es", "gn"],
            "time_zone": "America/Asuncion",
            "blurb": "Un municipio inventado que aprende a escuchar a sus barrios.",
        },
    )
    if new:
        for role, there in _THERE:
            Member.objects.create(lab=lab, person=known.people[role].person, roles=[there])
