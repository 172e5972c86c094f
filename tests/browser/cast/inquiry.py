"""Questions, a theory and experiments in the states that the worked example does not show."""

from jopoi_workbench.project.examples.inquiry import TITLE
from jopoi_workbench.shell.models import Challenge, Expectation, Experiment, Question, TheoryArrow, TheoryBox
from jopoi_workbench.shell.services import experiments, inquiry, theory


def fill(known):
    ana, now = known.ana, known.now
    teams = Challenge.objects.get(title=TITLE)
    vague = inquiry.propose_hypothesis(
        actor=ana, challenge=teams, at=now, change="we strengthen health workers",
        unit="health workers", outcome="they appropriate participatory planning tools",
    )  # fmt: skip
    inquiry.edit_hypothesis(
        actor=ana, hypothesis=vague, version=1, at=now, change="we support health workers", source="reports"
    )
    answered = inquiry.ask_question(
        actor=ana, challenge=known.challenge, at=now, text="Which schools in Michigan beat their means?",
        stages=["sense", "explore"],
    )  # fmt: skip
    inquiry.settle_question(
        actor=ana, question=answered, version=1, at=now, state=Question.State.ANSWERED,
        outcome="64 potential ones.", evidence=[known.done],
    )  # fmt: skip
    loose = theory.add_box(
        actor=ana, challenge=known.challenge, at=now, level="outcome",
        name="<b>מילים</b> \U0001d575 " + "supercalifragilistico" * 5,
    )  # fmt: skip
    draft = experiments.plan_experiment(actor=ana, challenge=teams, at=now, title="Coupons at a fair")
    stopped = experiments.plan_experiment(actor=ana, challenge=teams, at=now, title="A desk for complaints")
    Experiment.objects.filter(pk=stopped.pk).update(
        state=Experiment.State.STOPPED, closing_reason="Three complaints about waiting in a week.",
        started_on=now.date(), closed_on=now.date(),
    )  # fmt: skip
    return {
        "teams": teams.pk,
        "question": Question.objects.filter(challenge=teams).earliest("pk").pk,
        "hypothesis": Expectation.objects.filter(challenge=teams).earliest("pk").pk,
        "vague": vague.pk,
        "box": TheoryBox.objects.filter(challenge=teams).earliest("pk").pk,
        "arrow": TheoryArrow.objects.filter(challenge=teams, level=None).earliest("pk").pk,
        "loose": loose.pk,
        "experiment": Experiment.objects.filter(challenge=teams).earliest("pk").pk,
        "experiment_draft": draft.pk,
        "experiment_stopped": stopped.pk,
    }
