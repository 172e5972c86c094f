"""Questions, hypotheses, theories of change and experiments, as members of the lab may read them."""

from datetime import date, timedelta

from django.db.models import (
    DateField,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    IntegerField,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Least

from jopoi_workbench.shell.access.found import found_for
from jopoi_workbench.shell.models import (
    AuditEntry,
    Challenge,
    Expectation,
    Experiment,
    Member,
    Question,
    Stage,
    TheoryArrow,
    TheoryBox,
)
from jopoi_workbench.shell.roles import Act, may

_AT_MOST = 40
_State = Experiment.State


def questions_for(member: Member, challenge: int) -> QuerySet[Question]:
    """The questions under a challenge of the member's lab, oldest first."""
    questions = Question.objects.filter(challenge=challenge, challenge__lab=member.lab_id)
    return questions.select_related("challenge", "created_by__person", "loop").prefetch_related("evidence")


def question_for(member: Member, challenge: int, pk: int) -> Question:
    """One of them, or 404."""
    return found_for(member, questions_for(member, challenge), lab="challenge__lab", pk=pk)


def questions_by_stage(member: Member, challenge: int) -> dict[str, list[Question]]:
    """The questions under a challenge for each stage that they sit in: one query."""
    found = list(Question.objects.filter(challenge=challenge, challenge__lab=member.lab_id)[:_AT_MOST])
    return {stage: [question for question in found if stage in question.stages] for stage in Stage.values}


def hypotheses_for(member: Member, challenge: int) -> QuerySet[Expectation]:
    """The hypotheses under a challenge of the member's lab, oldest first."""
    found = Expectation.objects.filter(challenge=challenge, challenge__lab=member.lab_id)
    return found.select_related("challenge", "question", "created_by__person").prefetch_related("evidence")


def hypothesis_for(member: Member, challenge: int, pk: int) -> Expectation:
    """One of them, or 404."""
    return found_for(member, hypotheses_for(member, challenge), lab="challenge__lab", pk=pk)


def boxes_for(member: Member, challenge: int) -> QuerySet[TheoryBox]:
    """The boxes of a challenge's theory of change, in their order."""
    found = TheoryBox.objects.filter(challenge=challenge, challenge__lab=member.lab_id)
    return found.select_related("challenge")


def box_for(member: Member, challenge: int, pk: int) -> TheoryBox:
    """One of them, or 404."""
    return found_for(member, boxes_for(member, challenge), lab="challenge__lab", pk=pk)


def arrows_for(member: Member, challenge: int) -> QuerySet[TheoryArrow]:
    """The arrows of a challenge's theory of change, in the order of their boxes."""
    found = TheoryArrow.objects.filter(challenge=challenge, challenge__lab=member.lab_id)
    return found.select_related("challenge", "source", "target")


def arrow_for(member: Member, challenge: int, pk: int) -> TheoryArrow:
    """One of them, or 404."""
    return found_for(member, arrows_for(member, challenge), lab="challenge__lab", pk=pk)


def experiments_for(member: Member, challenge: int | None = None) -> QuerySet[Experiment]:
    """The experiments of the member's lab, or under one challenge, newest first."""
    found = Experiment.objects.filter(challenge__lab=member.lab_id)
    if challenge is not None:
        found = found.filter(challenge=challenge)
    return found.select_related("challenge", "expectation", "created_by__person")


def lapsing_for(member: Member, until: date | None = None) -> QuerySet[Experiment]:
    """Experiments in hand with the day by ``until`` on which what permits them ``lapses``, soonest first.

    The day is that of `jopoi.loop.lapses_on`; for whoever answers for experiments.
    """
    in_hand = experiments_for(member).filter(state__in=[_State.AUTHORISED, _State.RUNNING])
    either = ("authorised_until", "ethics_until")  # a day that nobody gave comes after every other
    found = in_hand.annotate(lapses=Least(Coalesce(*either), Coalesce(*reversed(either))))
    found = found.exclude(lapses=None) if until is None else found.filter(lapses__lte=until)
    found = found.order_by("lapses", Coalesce("edited_at", "created_at"), "pk")
    return found if may(member, Act.INQUIRE) or may(member, Act.AUTHORISE) else found.none()


def looked_at_for(member: Member, today: date, until: date | None = None) -> QuerySet[Experiment]:
    """Running experiments with the day by which somebody is to ``look_by`` at their stop rule, soonest first.

    The day is that of `jopoi.loop.look_due`; for whoever may stop experiments.
    """
    last = Coalesce("looked_on", "started_on", Value(today))
    days = ExpressionWrapper(
        Cast("every_days", IntegerField()) * Value(timedelta(days=1)), output_field=DurationField()
    )
    by = Cast(ExpressionWrapper(last + days, output_field=DateTimeField()), DateField())
    running = experiments_for(member).filter(state=_State.RUNNING, every_days__isnull=False)
    found = running.annotate(look_by=by)
    found = found if until is None else found.filter(look_by__lte=until)
    found = found.order_by("look_by", Coalesce("edited_at", "created_at"), "pk")
    return found if may(member, Act.STOP) else found.none()


def experiment_for(member: Member, challenge: int, pk: int) -> Experiment:
    """One of them, or 404."""
    return found_for(member, experiments_for(member, challenge), lab="challenge__lab", pk=pk)


def history_of(member: Member, thing: Challenge | Expectation | Experiment) -> QuerySet[AuditEntry]:
    """What happened to a thing of the member's lab, newest first."""
    entries: QuerySet[AuditEntry] = AuditEntry.objects.filter(
        lab=member.lab_id, object_kind=thing._meta.model_name, object_id=str(thing.pk)
    )
    return entries.select_related("actor__person").order_by("-number")
