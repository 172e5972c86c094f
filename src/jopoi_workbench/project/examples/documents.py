"""The learning plan of the worked example, published."""

from datetime import datetime

from jopoi_workbench.project.examples.known import Known
from jopoi_workbench.shell.models import Claim, Document, Role
from jopoi_workbench.shell.services.documents import publish_document, write_document


def fill(known: Known, at: datetime) -> None:
    """What was learned so far, with every claim that the challenge states."""
    plan = write_document(
        actor=known.people[Role.ANALYST],
        at=at,
        kind=Document.Kind.BACK,
        language="en",
        title="Schools that beat their circumstances: what we learned so far",
        summary="Some schools bring more fourth-graders through maths than others like them. Which?",
        body=(
            "We compared schools with others of the same poverty and size, and looked whether those that "
            "stood out did so again in later years.\n\n"
            "Fewer stood out again than the first list suggests: part of any such list is luck."
        ),
        barriers="Nobody has visited a school yet, so nothing is known of how they do it.",
        next_question="What do these schools do that ordinary schools with the same means do not?",
        challenge=known.challenge,
        claims=list(known.challenge.claims.filter(state=Claim.State.STATED)),
        time_sense=70,
        time_explore=20,
        time_test=10,
        time_grow=0,
    )
    publish_document(
        actor=known.people[Role.MANAGER], document=plan, visibility=Document.Visibility.PUBLIC, at=at
    )
