"""The money of the coupons, 140 families × 4 × Gs 50,000: it lapses before the test can end."""

from datetime import date, datetime, timedelta

from jopoi_workbench.project.examples.coupons import coupons
from jopoi_workbench.project.examples.known import Known
from jopoi_workbench.shell.models import Challenge, Grant, PlannedStep, Role, Stage
from jopoi_workbench.shell.services import add

_COUPONS = 140 * 4 * 50_000


def fill(known: Known, at: datetime) -> None:
    """Fill the registers unless something stands there."""
    challenge = coupons(known, at)
    if challenge.grants.exists():
        return
    for grant in _grants(known, challenge, at):
        _steps(known, challenge, grant, at)


def _grants(known: Known, challenge: Challenge, at: datetime) -> list[Grant]:
    actor, today = known.people[Role.MANAGER], at.date()
    return [
        add(
            actor=actor, register=Grant, challenge=challenge, at=at, source="TRAC, second half",
            kind=Grant.Kind.CORE, currency="PYG", amount=_COUPONS + 13_000_000, spent=6_500_000,
            starts_on=today - timedelta(60), lapses_on=today + timedelta(58),
            conditions="Ends with the financial year. Coupons count as spent when a grower cashes them.",
        ),
    ]  # fmt: skip


def _steps(known: Known, challenge: Challenge, grant: Grant, at: datetime) -> None:
    actor, today, owner = known.people[Role.MANAGER], at.date(), known.people[Role.FACILITATOR]
    plan: tuple[tuple[Stage, str, int, date | None, date | None], ...] = (
        (Stage.EXPLORE, "Visit the fair and ten families", 2, today - timedelta(35), today - timedelta(20)),
        (Stage.TEST, "Print coupons, agree prices with the growers", 3, today - timedelta(14), None),
        (Stage.TEST, "Public lottery of 140 families", 1, None, None),
        (Stage.TEST, "Four weeks of coupons", 4, None, None),
        (Stage.TEST, "Ask families what they ate", 3, None, None),
    )
    before: PlannedStep | None = None
    for stage, name, weeks, starts, done in plan:
        before = add(
            actor=actor, register=PlannedStep, challenge=challenge, at=at, stage=stage, name=name,
            weeks=weeks, starts_on=starts, done_on=done, after=before, grant=grant, owner=owner,
        )  # fmt: skip
