"""Writing a plan, freezing it, and putting evidence under it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.canonical import canonical
from jopoi_workbench.shell.models import (
    Challenge,
    DeviationNote,
    Evidence,
    FrozenPlan,
    Member,
    Plan,
    PlannedRun,
)
from jopoi_workbench.shell.planning import facts_of_input, outcome_data, plan_text
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.sealing import seal
from jopoi_workbench.shell.services.editing import change
from jopoi_workbench.shell.services.refusals import RefusedError

_HELD = _("“%(name)s” already holds %(rows)s values of “%(column)s”: this is no pre-analysis plan any more.")


def _tell(plan: Plan, actor: Member, what: str, at: datetime, **facts: Any) -> None:
    record(lab=plan.lab, actor=actor, action=f"plan.{what}", about=plan, at=at, name=plan.title, **facts)


@transaction.atomic
def write_plan(*, actor: Member, challenge: Challenge, at: datetime, **values: Any) -> Plan:
    """Begin a plan; it may be changed until it is frozen."""
    require(actor, Act.PLAN_ANALYSIS)
    plan = Plan.objects.create(lab=actor.lab, challenge=challenge, created_by=actor, created_at=at, **values)
    _tell(plan, actor, "written", at)
    return plan


@transaction.atomic
def edit_plan(*, actor: Member, plan: Plan, version: int, at: datetime, **values: Any) -> Plan:
    """Change a plan that is not frozen, unless someone else did so since ``version``.

    Raises
    ------
    RefusedError
        If it is frozen.
    jopoi_workbench.shell.services.editing.StaleError
    """
    require(actor, Act.PLAN_ANALYSIS)
    Plan.objects.select_for_update().get(pk=plan.pk)  # nobody freezes it meanwhile
    if FrozenPlan.objects.filter(plan=plan).exists():
        raise RefusedError(_("A frozen plan does not change. What is done otherwise is listed beside it."))
    changed = change(plan, version=version, values=values, actor=actor, at=at)
    if changed:
        _tell(plan, actor, "edited", at, changed=changed)
    return plan


@transaction.atomic
def freeze_plan(*, actor: Member, plan: Plan, at: datetime, although_data: bool = False) -> FrozenPlan:
    """Freeze a plan as it stands, with its digest and the time.

    ``although_data`` keeps it as an analysis plan made after the data, where outcome data are there.

    Raises
    ------
    RefusedError
        If it is frozen already, lacks what a plan needs, or outcome data are there.
    """
    require(actor, Act.PLAN_ANALYSIS)
    plan = Plan.objects.select_for_update().select_related("lab", "challenge").get(pk=plan.pk)
    if FrozenPlan.objects.filter(plan=plan).exists():
        raise RefusedError(_("The plan is frozen already."))
    if not (plan.outcomes and plan.parts.get("confirmatory") and plan.parts.get("measures")):
        raise RefusedError(_("A plan needs its outcomes, hypotheses and measures before it is frozen."))
    found = list(outcome_data(plan))
    if found and not although_data:
        raise RefusedError(_HELD % found[0])
    written = canonical(plan_text(plan, at=at, before_data=not found))
    frozen: FrozenPlan = FrozenPlan.objects.create(
        plan=plan, text=written, digest=seal(written), found=found, frozen_by=actor, frozen_at=at
    )
    _tell(plan, actor, "frozen", at, digest=frozen.digest, before_data=not found)
    return frozen


@transaction.atomic
def put_under_plan(*, actor: Member, frozen: FrozenPlan, evidence: Evidence, at: datetime) -> PlannedRun:
    """Say that evidence was made under a frozen plan; once is enough."""
    require(actor, Act.PLAN_ANALYSIS)
    facts = facts_of_input(evidence, frozen.plan)
    run, new = PlannedRun.objects.get_or_create(
        frozen=frozen, evidence=evidence, defaults={"linked_by": actor, "linked_at": at, "facts": facts}
    )
    if new:
        _tell(frozen.plan, actor, "followed", at, evidence=evidence.pk)
    return run


@transaction.atomic
def explain_departure(
    *, actor: Member, run: PlannedRun, key: str, said: str, reason: str, at: datetime
) -> DeviationNote:
    """Give the reason for a deviation, or tell of one (``said``) that no system can see."""
    require(actor, Act.PLAN_ANALYSIS)
    note = DeviationNote.objects.create(run=run, key=key, said=said, reason=reason, by=actor, at=at)
    _tell(run.frozen.plan, actor, "departed", at, key=key, said=said, reason=reason)
    return note
