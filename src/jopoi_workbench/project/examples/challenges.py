"""Further challenges of the example in other stages, with decisions; two are shown to everyone. Invented."""

from datetime import datetime

from django.utils import timezone

from jopoi_workbench.project.examples.coupons import coupons
from jopoi_workbench.project.examples.known import Known
from jopoi_workbench.shell.models import Challenge, Role
from jopoi_workbench.shell.services import create_challenge, open_decision, take_decision
from jopoi_workbench.shell.services.visibility import show_challenge

TITLE = "Workshop training in Yaguarón"
COMMITMENT = "Public commitment in Family Health Units"


def fill(known: Known, at: datetime) -> None:
    """The challenges with what was decided in them, unless they are there."""
    lab, manager = known.challenge.lab, known.people[Role.MANAGER]
    if Challenge.objects.filter(lab=lab, title=TITLE).exists():
        return
    workshops = create_challenge(
        actor=manager,
        title=TITLE,
        statement=(
            "Our challenge is that textile workshops could sell to a large buyer, and nobody knows whether "
            "they can meet its standard without losing their own design."
        ),
        summary="Can textile workshops meet a large buyer’s standard and keep their own design?",
        place="Yaguarón, Paraguarí",
        place_precision=Challenge.Precision.MUNICIPALITY,
        country="PY",
        latitude=-25.56,
        longitude=-57.28,
        sdgs=["8", "12"],
        themes=["crafts", "training"],
        at=at,
    )
    commitment = create_challenge(
        actor=manager,
        title=COMMITMENT,
        statement=(
            "Our challenge is that some health teams keep people’s trust with the same staff, pay and roads "
            "as others who lose it, and nobody has asked them how."
        ),
        kind=Challenge.Kind.BIG_BET,
        place="Guairá and Caazapá",
        place_precision=Challenge.Precision.REGION,
        country="PY",
        sdgs=["3", "16"],
        themes=["public health", "institutional reform", "street-level bureaucrats"],
        at=at,
    )
    for shown in (workshops, commitment):
        show_challenge(
            actor=manager, challenge=shown, visibility=Challenge.Visibility.PUBLIC, version=1, at=at
        )
    _decide(known, commitment, at)


def _decide(known: Known, commitment: Challenge, at: datetime) -> None:
    facilitator = known.people[Role.FACILITATOR]
    visits = open_decision(
        actor=facilitator, challenge=commitment, stage="sense", question="Which units do we visit?", at=at
    )
    take_decision(
        actor=known.people[Role.COMMITTEE],
        decision=visits,
        outcome="Six units that stand out, with six ordinary ones beside them.",
        reason="They stood out two years in a row, and their records can be checked on site.",
        decided_on=timezone.localdate(at),
        decided_by="the steering committee",
        closes_quarter=True,
        at=at,
    )
    open_decision(
        actor=facilitator,
        challenge=coupons(known, at),
        stage="test",
        question="Do families draw lots for who gets coupons first?",
        options="By lot, with a public draw.\nBy need, as the municipality lists it.",
        asked=known.people[Role.MANAGER],
        at=at,
    )
