"""What people without an account wrote about a challenge that everyone sees."""

from datetime import datetime, timedelta

from jopoi_workbench.project.examples.challenges import COMMITMENT
from jopoi_workbench.project.examples.known import Known
from jopoi_workbench.shell.models import Challenge, Contribution, Role
from jopoi_workbench.shell.services.contributions import answer_contribution, contribute

_WORKS = (
    "In our post past the bridge the nurse reads the list of the week aloud on the radio every Monday: who "
    "has a check-up, who has a vaccine. Nobody asked her to, and nobody misses a day."
)
_QUESTION = "Will you publish the list of the units? Ours has had no doctor since March."
_ANSWER = (
    "The list goes to those who visit, not into the papers: a figure is not yet a reason. We told the health "
    "region about the doctor; they answer by the end of the month."
)


def fill(known: Known, at: datetime) -> None:
    """Fill what was written unless something stands there."""
    lab = known.challenge.lab
    challenge = Challenge.objects.get(lab=lab, title=COMMITMENT)
    if Contribution.objects.filter(challenge__lab=lab).exists():
        return
    kinds = Contribution.Kind
    asked, _slip = contribute(
        challenge=challenge, kind=kinds.QUESTION, text=_QUESTION, language="en", may_show=True,
        at=at - timedelta(days=6),
    )  # fmt: skip
    answer_contribution(
        actor=known.people[Role.FACILITATOR], contribution=asked, answer=_ANSWER, show=True, link="",
        at=at - timedelta(days=4),
    )  # fmt: skip
    contribute(
        challenge=challenge, kind=kinds.WORKS, text=_WORKS, language="en", name="Ramona",
        at=at - timedelta(days=1),
    )  # fmt: skip
