"""What the shell wants to know of a screening: how it was found out, and what may be said of it."""

from jopoi.loop.ladder import Design
from jopoi_workbench.sense.services.pages import page_of
from jopoi_workbench.shell.models import Evidence
from jopoi_workbench.shell.rooms import Told


def design_of(_evidence: Evidence) -> Design:
    """A screening measures differences between units; it names candidates, never causes."""
    return Design(measured=True)


def told(evidence: Evidence, language: str) -> Told:
    """What a done screening lets one say."""
    page = page_of(evidence, language)
    return Told(
        may_say=page.may_say,
        may_not_claim=[" ".join(claim) for claim in page.may_not_claim],
        values=page.values,
        groups=[[page.values["selected"], page.values["units"] - page.values["selected"]]],
        picture=page.pictures.get("caterpillar"),
    )
