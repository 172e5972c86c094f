"""Partners of the coupons in every state, one with a reminder whose day has come, and who holds the loop."""

from datetime import datetime, timedelta
from typing import Any

from jopoi_workbench.project.examples.coupons import coupons
from jopoi_workbench.project.examples.known import Known
from jopoi_workbench.shell.models import Coordinator, Partner, Role
from jopoi_workbench.shell.services import Move, add, move_partner, open_loop

Kind, Status, Far = Partner.Kind, Partner.Status, Partner.Remoteness
_TOWN = "San Juan Nepomuceno"
_PARTNERS: tuple[dict[str, Any], ...] = (
    {"name": "Municipality of San Juan Nepomuceno", "kind": Kind.GOVERNMENT, "level": "local", "rank": 1,
     "role": "Lends the square for the fair, keeps the list of families.", "site": _TOWN,
     "remoteness": Far.RURAL, "status": Status.ACTIVE, "unusual": False,
     "done": "Agreed on the rules of the coupon; chose the 140 families by public lottery."},
    {"name": "Women growers of the fair", "kind": Kind.CIVIL, "level": "local", "rank": 2,
     "role": "Sell at the fair and take the coupons.", "site": "Colonies around the town",
     "remoteness": Far.REMOTE, "status": Status.ACTIVE, "unusual": True,
     "unusual_why": "The first time that the lab works with those who sell, and not only those who buy.",
     "done": "Set the prices of the fair; asked for coupons that a phone without credit can read."},
    {"name": "Ministry of Social Development", "kind": Kind.GOVERNMENT, "level": "national", "rank": 3,
     "role": "Would carry the programme on if it works.", "status": Status.PLANNED},
    {"name": "Faculty of Agrarian Sciences", "kind": Kind.ACADEMIC, "rank": 5, "status": Status.ACTIVE,
     "role": "Measures what families eat.", "site": "San Lorenzo", "remoteness": Far.URBAN, "unusual": False},
    {"name": "UNICEF", "kind": Kind.UN, "rank": 4, "level": "national", "status": Status.PLANNED,
     "role": "Indicators of infant health, and how to choose cases by them."},
)  # fmt: skip
_CAUSE = "Several good meetings, but we never found hours at which both teams were free."


def fill(known: Known, at: datetime) -> None:
    """Fill the register unless something stands there."""
    challenge, actor = coupons(known, at), known.people[Role.MANAGER]
    if challenge.partners.exists():
        return
    today = at.date()
    for told in _PARTNERS:
        partner = add(actor=actor, register=Partner, challenge=challenge, at=at, **told)
        if partner.kind == Kind.UN:
            step = Move(status=Status.LAPSED, on=today - timedelta(90), cause=_CAUSE, remind_on=today)
            move_partner(actor=actor, partner=partner, version=1, move=step, at=at)
    # A local consultant is named; who speaks with everyone is not: the page and the queue say so.
    add(
        actor=actor,
        register=Coordinator,
        challenge=challenge,
        at=at,
        loop=open_loop(challenge),
        part=Coordinator.Part.FIELD,
        outsider="Ramona Villalba, teacher and market organiser",
        since=today - timedelta(120),
    )
