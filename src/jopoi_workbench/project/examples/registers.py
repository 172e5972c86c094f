"""What else is kept under the coupons: who does what, what went wrong, conditions, a policy, readiness."""

from datetime import datetime, timedelta
from typing import Any

from jopoi_workbench.project.examples.coupons import coupons
from jopoi_workbench.project.examples.known import Known
from jopoi_workbench.shell.instruments import CONDITIONS, READINESS
from jopoi_workbench.shell.models import Challenge, Duty, Lesson, Organisation, PolicyRevision, Role, Stage
from jopoi_workbench.shell.services import Given, add, add_duty, assess


def fill(known: Known, at: datetime) -> None:
    """Fill the registers unless something stands there."""
    challenge = coupons(known, at)
    if Duty.objects.filter(challenge=challenge).exists():
        return
    _who_does_what(known, challenge, at)
    _learned(known, challenge, at)
    _looks(known, challenge, at)


def _who_does_what(known: Known, challenge: Challenge, at: datetime) -> None:
    told: dict[str, Any] = {"actor": known.people[Role.MANAGER], "challenge": challenge, "at": at}
    today = at.date()
    council = add(register=Organisation, name="Local health council", level="local", **told)
    town, growers, ministry, _faculty, _unicef = (f"p{one.pk}" for one in challenge.partners.order_by("pk"))
    add_duty(
        register=Duty, kind="decision", what="Who may take part in the lottery", level="both",
        due_on=today + timedelta(10),
        parts={town: ["leads", "decides"], ministry: ["asked"], f"o{council.pk}": ["asked"], "lab": ["does"]},
        **told,
    )  # fmt: skip
    add_duty(
        register=Duty, kind="decision", what="Who carries it on if it works", level="both",
        due_on=today + timedelta(70), parts={ministry: ["told"], town: ["leads"], "lab": ["asked"]}, **told,
    )  # fmt: skip
    add_duty(
        register=Duty, kind="task", what="Cash the coupons at the fair", level="local",
        due_on=today + timedelta(40), parts={growers: ["does"], town: ["told"]}, **told,
    )  # fmt: skip


def _learned(known: Known, challenge: Challenge, at: datetime) -> None:
    told: dict[str, Any] = {"actor": known.people[Role.FACILITATOR], "challenge": challenge, "at": at}
    today = at.date()
    add(
        register=Lesson, title="The first coupons could not be read", stage=Stage.TEST,
        happened_on=today - timedelta(6), expected="Growers read the code of a coupon with their phones.",
        happened="In the trial at the square, four of ten phones had no credit and could not open the page.",
        why="The page was on the web; the square has a weak signal in the morning.",
        change="Print a number beside the code; growers write it down and cash it at noon.",
        reconvened="Growers, the municipality and the printer, two days later at the square.",
        repairer=known.people[Role.FACILITATOR], repair_by=today + timedelta(8), share=True, **told,
    )  # fmt: skip
    add(
        register=PolicyRevision, policy="Rules of the coupon", on=today - timedelta(30),
        said="A coupon is worth Gs 50,000 and is used up in one purchase.",
        learned="Families buy for about half of it and lose the rest, or buy what they do not need.",
        changed="A coupon comes in two halves.", decides_next="Social council of the municipality",
        review_on=today - timedelta(1), **told,
    )  # fmt: skip


def _looks(known: Known, challenge: Challenge, at: datetime) -> None:
    manager = known.people[Role.MANAGER]
    coaching = "Two afternoons of coaching a month; eleven officials began a project of their own."
    first = [Given(question="capacity", level=0), Given(question="unit", level=2)]
    assess(actor=manager, instrument=READINESS, answers=first, at=at - timedelta(200))
    second = [
        Given(question="capacity", level=1, shown_by=coaching),
        Given(question="exposure", level=1, shown_by="Three visits to towns; nobody from the colonies."),
        Given(question="unit", level=2),
    ]
    assess(actor=manager, instrument=READINESS, answers=second, at=at)
    conditions = [
        Given(question="need", level=2, shown_by="In nine of ten visits families named the price of greens."),
        Given(question="passion", level=2, shown_by="The growers opened the fair before anyone paid for it."),
        Given(question="leadership", level=1),
        Given(question="discovery", level=1, shown_by="The rules of the coupon were revised; see below."),
    ]
    assess(actor=manager, instrument=CONDITIONS, answers=conditions, challenge=challenge, at=at)
