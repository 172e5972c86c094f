"""What the invented colleagues ask of one another: one late, one due tomorrow, something for each."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from jopoi_workbench.project.examples.known import Known
from jopoi_workbench.shell.models import Evidence, Review, Role, Stage, Task
from jopoi_workbench.shell.services import answer_review, ask, ask_review, done


def fill(known: Known, at: datetime) -> None:
    """Ask everything once; days are counted from the day it is loaded."""
    if Task.objects.filter(lab=known.challenge.lab_id).exists():
        return
    today = timezone.localdate(at)
    for who, whom, days, asked in _asked(known):
        ask(
            actor=known.people[who],
            whom=whom,
            at=at,
            challenge=known.challenge,
            due_on=None if days is None else today + timedelta(days=days),
            **asked,
        )
    _read_again(known, at)
    first = Task.objects.get(lab=known.challenge.lab_id, what=_DONE)
    done(actor=known.people[Role.FACILITATOR], task=first, at=at, outcome="Two heads agreed; one is ill.")


def _read_again(known: Known, at: datetime) -> None:
    """Two readings of evidence by someone who did not file it: one waits, one is answered."""
    filed, people = Evidence.objects.filter(challenge=known.challenge), known.people
    ask_review(
        actor=people[Role.FACILITATOR],
        evidence=filed.get(record__kind="minutes"),
        whom=people[Role.ANALYST],
        why="Does “they say that they plan together” go further than what was said?",
        due_on=timezone.localdate(at) + timedelta(days=2),
        at=at,
    )
    reading = ask_review(
        actor=people[Role.ANALYST],
        evidence=filed.get(record__kind="study"),
        whom=people[Role.FACILITATOR],
        why="Would a district’s office understand how the lots were drawn?",
        at=at,
    )
    answer_review(
        actor=people[Role.FACILITATOR],
        review=reading,
        answer=Review.Answer.REMARKS,
        remarks="Say that the 32 others begin a year later: nobody is left out for good.",
        at=at,
    )


_DONE = "Call three school heads before anyone visits"


def _asked(known: Known) -> Iterator[tuple[Role, Any, int | None, dict[str, str]]]:
    """Who asks whom, for which day from now, for what, and why."""
    person = known.people
    asked = (
        (Role.MANAGER, Role.ANALYST, -2, Stage.SENSE, "Say which columns may be published",
         "The network cannot be told about the table before."),
        (Role.FACILITATOR, Role.ANALYST, 1, Stage.EXPLORE, "Find a third coder",
         "Agreement on “trust” is α 0.52; the plan asks for 0.67."),
        (Role.MANAGER, Role.ANALYST, 7, Stage.TEST, "Freeze the analysis plan",
         "Outcome data arrive the day after. Then it is no longer a plan made beforehand."),
        (Role.ANALYST, Role.FACILITATOR, 3, Stage.EXPLORE, "Choose six schools and six ordinary ones",
         "The visits wait for the list."),
        (Role.ANALYST, Role.FACILITATOR, -1, Stage.EXPLORE, "Ask the district for its consent to visits",
         "No school is called before the district knows."),
        (Role.FACILITATOR, Role.FRONTLINE, 1, Stage.EXPLORE, "Tell how your school groups children",
         "Your account goes beside the numbers, in your own words."),
        (Role.FACILITATOR, Role.MANAGER, 12, Stage.GROW, "Keep two hours for the schools’ visit",
         "They want to see the lessons before they say yes."),
        (Role.MANAGER, Role.COMMITTEE, 20, Stage.TEST, "Say which result would make you stop",
         "It must be known before the test begins."),
        (Role.ANALYST, Role.LEARNER, None, Stage.SENSE, "Read the method before the visit",
         "You come along; ask what is unclear."),
        (Role.MANAGER, Role.ADMINISTRATOR, 5, "", "Invite the district’s two advisers",
         "They read the first draft."),
        (Role.ANALYST, Role.FACILITATOR, None, Stage.EXPLORE, _DONE, "Nobody wants a visit unannounced."),
    )  # fmt: skip
    for who, whom, days, stage, what, why in asked:
        yield who, person[whom], days, {"what": what, "why": why, "stage": str(stage)}
