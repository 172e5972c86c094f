"""What the shell wants to know of a result: how it was found out, and what may be said of it."""

from jopoi.loop.ladder import Design
from jopoi_workbench.sense.services.answers import answer_of
from jopoi_workbench.sense.services.methods import SCREENING
from jopoi_workbench.sense.services.pages import page_of
from jopoi_workbench.shell.models import Evidence
from jopoi_workbench.shell.rooms import Told


def design_of(_evidence: Evidence) -> Design:
    """The methods of this room measure differences between units; they name candidates, never causes."""
    return Design(measured=True)


def told(evidence: Evidence, language: str) -> Told:
    """What a done result lets one say."""
    telling = _of_screening if evidence.method == SCREENING.name else _of_any
    return telling(evidence, language)


def _of_any(evidence: Evidence, language: str) -> Told:
    answer = answer_of(evidence, language)
    return Told(
        may_say=answer.may_say,
        may_not_claim=[" ".join(claim) for claim in answer.may_not_claim],
        values=answer.values,
        picture=next(iter(answer.pictures.values()), None),
    )


def _of_screening(evidence: Evidence, language: str) -> Told:
    page = page_of(evidence, language)
    return Told(
        may_say=page.may_say,
        may_not_claim=[" ".join(claim) for claim in page.may_not_claim],
        values=page.values,
        groups=[[page.values["selected"], page.values["units"] - page.values["selected"]]],
        picture=page.pictures.get("caterpillar"),
    )
