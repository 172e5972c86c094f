"""Authorising an experiment, running it, looking at its stop rule, stopping it."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from jopoi.loop import Finding
from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.checking import in_the_way
from jopoi_workbench.shell.models import Challenge, Experiment, Member
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.services.editing import change

State = Experiment.State
# From which states each step leads on.
STEPS = {
    State.AUTHORISED: (State.DRAFT,),
    State.RUNNING: (State.AUTHORISED,),
    State.ENDED: (State.RUNNING,),
    State.DRAFT: (State.AUTHORISED,),
}


class NotAllowedYetError(Exception):
    """An experiment cannot take a step; ``findings`` say what stands in the way, none if it is the order."""

    def __init__(self, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(", ".join(finding.name for finding in findings) or "not from this state")
        self.findings = findings


@transaction.atomic
def plan_experiment(*, actor: Member, challenge: Challenge, at: datetime, **values: Any) -> Experiment:
    """File what an experiment would need, as a draft."""
    require(actor, Act.INQUIRE)
    planned = Experiment.objects.create(challenge=challenge, created_by=actor, created_at=at, **values)
    record(lab=challenge.lab, actor=actor, action="experiment.planned", about=planned, at=at,
           name=planned.title)  # fmt: skip
    return planned


@transaction.atomic
def edit_experiment(
    *, actor: Member, experiment: Experiment, version: int, at: datetime, **values: Any
) -> Experiment:
    """Change what is on record, unless someone else did so since ``version``.

    Once it is authorised only who may authorise changes it: the authorisation was given to what stood there.
    """
    require_editor(actor, experiment)
    changed = change(experiment, version=version, values=values, actor=actor, at=at)
    if changed:
        record(lab=actor.lab, actor=actor, action="experiment.edited", about=experiment, at=at,
               name=experiment.title, changed=changed)  # fmt: skip
    return experiment


def require_editor(member: Member, experiment: Experiment) -> None:
    """Refuse whoever may not change what is on record about an experiment as it stands.

    Raises
    ------
    PermissionDenied
    """
    require(member, Act.INQUIRE if experiment.state == State.DRAFT else Act.AUTHORISE)


@transaction.atomic
def step_experiment(
    *, actor: Member, experiment: Experiment, to: str, today: date, at: datetime
) -> Experiment:
    """Authorise an experiment, put it to running, end it as planned, or take an authorisation back.

    Raises
    ------
    NotAllowedYetError
        If something is missing or has lapsed, or the step does not follow from where it stands.
    """
    require(actor, Act.STOP if to == State.ENDED else Act.AUTHORISE)
    locked = Experiment.objects.select_for_update().get(pk=experiment.pk)
    if to not in STEPS or locked.state not in STEPS[State(to)]:
        raise NotAllowedYetError
    if to in {State.AUTHORISED, State.RUNNING} and (found := in_the_way(locked, today, to=to)):
        raise NotAllowedYetError(found)
    days: dict[str, dict[str, Any]] = {
        State.RUNNING: {"started_on": today, "looked_on": today},
        State.ENDED: {"closed_on": today},
    }
    return _moved(locked, actor, at, f"experiment.{to}", state=to, **days.get(to, {}))


@transaction.atomic
def look_at_stop_rule(
    *, actor: Member, experiment: Experiment, note: str, today: date, at: datetime
) -> Experiment:
    """Record that somebody looked at what the stop rule watches, and what they saw."""
    require(actor, Act.STOP)
    locked = Experiment.objects.select_for_update().get(pk=experiment.pk)
    if locked.state != State.RUNNING:
        raise NotAllowedYetError
    return _moved(locked, actor, at, "experiment.looked", looked_on=today, facts={"note": note})


@transaction.atomic
def stop_experiment(
    *, actor: Member, experiment: Experiment, reason: str, today: date, at: datetime
) -> Experiment:
    """Stop a running experiment, with the reason; it does not start again."""
    require(actor, Act.STOP)
    locked = Experiment.objects.select_for_update().get(pk=experiment.pk)
    if locked.state != State.RUNNING:
        raise NotAllowedYetError
    told = {"closed_on": today, "closing_reason": reason}
    return _moved(
        locked, actor, at, "experiment.stopped", state=State.STOPPED, facts={"reason": reason}, **told
    )


def _moved(
    experiment: Experiment,
    actor: Member,
    at: datetime,
    action: str,
    *,
    facts: dict[str, str] | None = None,
    **values: Any,
) -> Experiment:
    change(experiment, version=experiment.version, values=values, actor=actor, at=at)
    record(lab=actor.lab, actor=actor, action=action, about=experiment, at=at, name=experiment.title,
           **(facts or {}))  # fmt: skip
    return experiment
