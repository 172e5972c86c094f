"""The worked example's second challenge: health teams and participatory planning, invented throughout.

The hypothesis and the learning question follow the published learning plans of UNDP's Accelerator Lab in
Paraguay; places, numbers and people are invented.
"""

from datetime import datetime, timedelta

from jopoi_workbench.project.examples.known import Known
from jopoi_workbench.shell.models import Challenge, Expectation, Experiment, Member, Role
from jopoi_workbench.shell.services import create_challenge
from jopoi_workbench.shell.services import experiments as trials
from jopoi_workbench.shell.services import theory as drawing
from jopoi_workbench.shell.services.inquiry import ask_question, propose_hypothesis, settle_hypothesis

TITLE = "Health teams that plan with their community"
_BOXES = (
    ("Two days of training for each team", "activity", ""),
    ("A coach at the first open meeting", "activity", ""),
    ("The team knows why participation belongs to primary care", "output", "eight of ten answers right"),
    ("The team has used the planning tools once", "output", "a plan drafted on day two"),
    ("Dated plan whose priorities come from a meeting", "outcome", "plans and minutes filed with the region"),
    ("Users trust the team", "impact", ""),
)
_ARROWS = (
    (0, 2, "its history is what the teams said they lack", 1, "test after the course", "only one comes"),
    (0, 3, "two days are enough to try the tools once", 1, "drafts on day two", "no time to practise"),
    (1, 4, "the first meeting is the hardest", 2, "minutes of the first meeting", "the coach runs it"),
    (2, 4, "", None, "minutes", ""),
    (3, 4, "the region takes the plan", 2, "", "plans are made for the drawer"),
    (4, 5, "people see their priorities done", 2, "yearly survey of users", "no money for what was promised"),
)  # fmt: skip


def fill(known: Known, at: datetime) -> None:
    """A challenge with its questions, hypothesis, theory of change and experiment, unless it is there."""
    lab = known.challenge.lab
    if Challenge.objects.filter(lab=lab, title=TITLE).exists():
        return
    analyst, manager = known.people[Role.ANALYST], known.people[Role.MANAGER]
    challenge = create_challenge(
        actor=manager,
        title=TITLE,
        statement=(
            "Our challenge is that participatory planning is asked of every family health team, few use its "
            "tools, and nobody knows what would make a team take them up."
        ),
        kind=Challenge.Kind.EXPLORATORY,
        place="Guairá and Caazapá",
        place_precision=Challenge.Precision.REGION,
        at=at,
    )
    told = _questions(known.people[Role.FACILITATOR], challenge, at)
    _theory(analyst, challenge, at)
    _experiment(analyst, manager, told, at)


def _questions(actor: Member, challenge: Challenge, at: datetime) -> Expectation:
    ask_question(
        actor=actor,
        challenge=challenge,
        at=at,
        text=(
            "What are the social, bureaucratic and professional conditions that generate public commitment "
            "among frontline health workers and trust between them and those they serve?"
        ),
        stages=["sense", "explore"],
        methods="Visits to teams that stand out and to ordinary ones; stories of those who are served.",
        checks={"real": True, "neutral": True, "interesting": True, "specific": False, "ethical": True},
    )
    question = ask_question(
        actor=actor,
        challenge=challenge,
        at=at,
        text="Do family health teams in Guairá that were trained file more dated plans than those that wait?",
        stages=["test", "grow"],
        methods="A public lottery for the order of training; plans filed with the region are counted.",
        checks=dict.fromkeys(("real", "neutral", "interesting", "specific", "feasible", "ethical"), True),
    )
    told = propose_hypothesis(
        actor=actor,
        challenge=challenge,
        at=at,
        question=question,
        change=(
            "each family health team gets two days on the history of primary care, the role of participation "
            "and the use of participatory planning tools"
        ),
        unit="Family health team",
        outcome="the team files a dated plan whose priorities come from an open meeting",
        mediator="the team takes participation as part of its work and has led one meeting with a coach",
        direction=Expectation.Direction.UP,
        measure="share of teams with a dated plan, participants recorded, priorities traced to the minutes",
        source="plans and minutes filed with the health region",
        by_when=(at + timedelta(days=240)).date(),
        conditions="the team keeps at least half of its members",
    )
    return settle_hypothesis(
        actor=actor, hypothesis=told, version=told.version, at=at, state=Expectation.State.TESTED
    )


def _theory(actor: Member, challenge: Challenge, at: datetime) -> None:
    boxes = [
        drawing.add_box(actor=actor, challenge=challenge, at=at, name=name, level=level, indicator=seen)
        for name, level, seen in _BOXES
    ]
    for source, target, assumption, level, indicator, failure in _ARROWS:
        drawing.add_arrow(
            actor=actor, challenge=challenge, at=at, source=boxes[source], target=boxes[target],
            assumption=assumption, level=level, indicator=indicator, failure=failure,
        )  # fmt: skip


def _experiment(analyst: Member, manager: Member, told: Expectation, at: datetime) -> None:
    today = at.date()
    experiment = trials.plan_experiment(
        actor=analyst,
        challenge=told.challenge,
        at=at,
        expectation=told,
        title="Training for 20 of 40 health teams, by public lottery",
        scope="40 teams in Guairá; 20 are trained first, 20 after six months. No team loses a service.",
        authorised_by="Director of the health region",
        authorised_on=today,
        authorised_until=today + timedelta(days=300),
        reference="Resolution 14 of the health region (invented)",
        ethics=Experiment.Ethics.APPROVED,
        ethics_body="Committee of research ethics of the university hospital (invented)",
        ethics_number="P-027",
        ethics_until=today + timedelta(days=27),
        risks="Two days without the team in small posts; users may wait longer.",
        mitigation="Two of a team stay on call; no training in vaccination weeks.",
        consent="Each team decides in its own meeting; each member may stay out without giving a reason.",
        watched="Days on which a post was closed, and complaints about waiting",
        threshold="a post closed on two working days in a row",
        watcher="The nurse who leads the team",
        every_days=7,
        stopper="Director of the health region",
    )
    for state in (Experiment.State.AUTHORISED, Experiment.State.RUNNING):
        trials.step_experiment(actor=manager, experiment=experiment, to=state, today=today, at=at)
