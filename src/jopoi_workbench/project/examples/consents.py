"""Consents of the worked example."""

from datetime import date, datetime

from jopoi_workbench.project.examples.known import Known
from jopoi_workbench.shell.models import Consent, Role
from jopoi_workbench.shell.services.consents import record_consent
from jopoi_workbench.shell.slips import new_slip


def fill(known: Known, at: datetime) -> None:
    """Two people who told how their school works: one for everyone, one for the lab only."""
    facilitator = known.people[Role.FACILITATOR]
    record_consent(
        actor=facilitator, slip=new_slip(), at=at, challenge=known.challenge,
        who="Woman, 50s, head of a rural school", purpose="To tell how her school works with families.",
        audience=Consent.Audience.PUBLIC, may_quote=True, given_on=date(2026, 6, 2), language="English",
        how=Consent.How.SIGNED,
    )  # fmt: skip
    record_consent(
        actor=facilitator, slip=new_slip(), at=at, challenge=known.challenge,
        who="Father of a fourth-grader", purpose="To tell what changed for his daughter.",
        audience=Consent.Audience.PRIVATE, given_on=date(2026, 6, 2), until=date(2027, 12, 31),
        how=Consent.How.SPOKEN,
    )  # fmt: skip
