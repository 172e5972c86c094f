"""Asking for a decision, taking it, dropping it; taking one may close its quarter."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.models import Challenge, Decision, Evidence, Loop, Member, Stage
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.services.editing import change
from jopoi_workbench.shell.services.refusals import RefusedError

State = Decision.State


@transaction.atomic
def open_decision(
    *,
    actor: Member,
    challenge: Challenge,
    stage: str,
    question: str,
    at: datetime,
    evidence: Iterable[Evidence] = (),
    **about: Any,
) -> Decision:
    """Ask for a decision in the open turn of a challenge.

    ``about`` may hold ``options``, ``asked`` (a member) and ``due_on``.

    Raises
    ------
    RefusedError
        If no turn is open.
    """
    require(actor, Act.ASK_DECISION)
    # The turn's row is locked so that it is not closed meanwhile.
    loop = challenge.loops.select_for_update().filter(closed_at=None).first()
    if loop is None:
        raise RefusedError(_("No turn of this loop is open. Open the next turn, then ask."))
    decision = Decision.objects.create(
        challenge=challenge, loop=loop, stage=stage, question=question, opened_by=actor, opened_at=at, **about
    )
    decision.evidence.set(evidence)
    record(lab=challenge.lab, actor=actor, action="decision.opened", about=decision, at=at,
           name=question, stage=stage)  # fmt: skip
    return decision


@transaction.atomic
def edit_decision(
    *, actor: Member, decision: Decision, version: int, at: datetime, **values: Any
) -> Decision:
    """Change what is asked, unless someone else did so since ``version``.

    Raises
    ------
    jopoi_workbench.shell.services.editing.StaleError
    RefusedError
        If it was settled.
    """
    require(actor, Act.ASK_DECISION)
    if Decision.objects.select_for_update().get(pk=decision.pk).state != State.OPEN:
        raise RefusedError(_settled(decision))
    changed = change(decision, version=version, values=values, actor=actor, at=at)
    if changed:
        _record(decision, actor, "decision.edited", at, changed=changed)
    return decision


@transaction.atomic
def take_decision(
    *,
    actor: Member,
    decision: Decision,
    outcome: str,
    decided_on: date,
    at: datetime,
    evidence: Iterable[Evidence] = (),
    **how: Any,
) -> Decision:
    """Take an open decision.

    ``how`` may hold ``reason``, ``decided_by`` (in words) and ``closes_quarter``.

    Raises
    ------
    RefusedError
        If it was settled meanwhile, or if it would close a quarter that is closed.
    """
    require(actor, Act.DECIDE)
    loop = Loop.objects.select_for_update().get(pk=decision.loop_id)
    if how.get("closes_quarter"):
        _refuse_if_closed(loop, decision.stage)
    _settle(decision, State.TAKEN, actor, at, outcome=outcome, decided_on=decided_on, **how)
    decision.evidence.set(evidence)
    action = "quarter.closed" if decision.closes_quarter else "decision.taken"
    _record(decision, actor, action, at, outcome=outcome)
    return decision


@transaction.atomic
def drop_decision(*, actor: Member, decision: Decision, reason: str, at: datetime) -> Decision:
    """Drop an open decision: nobody will take it, and the reason says why."""
    require(actor, Act.DECIDE)
    _settle(decision, State.DROPPED, actor, at, reason=reason)
    _record(decision, actor, "decision.dropped", at, reason=reason)
    return decision


@transaction.atomic
def reopen_quarter(*, actor: Member, decision: Decision, why: str, at: datetime) -> Decision:
    """Open the quarter that a decision closed; the decision stands, the reason beside it.

    Raises
    ------
    RefusedError
        If the decision does not close its quarter, or no longer, or if its turn is over.
    """
    require(actor, Act.DECIDE)
    loop = Loop.objects.select_for_update().get(pk=decision.loop_id)
    if loop.closed_at:
        raise RefusedError(_("This turn is over: its quarters stay as they are."))
    closing = Decision.objects.filter(
        pk=decision.pk, state=State.TAKEN, closes_quarter=True, reopened_at=None
    )
    if not closing.update(reopened_at=at, reopened_by=actor, reopened_why=why):
        raise RefusedError(_("The quarter is open already. Load the page again."))
    decision.refresh_from_db()
    _record(decision, actor, "quarter.reopened", at, reason=why)
    return decision


def _settle(decision: Decision, state: str, actor: Member, at: datetime, **values: Any) -> None:
    waiting = Decision.objects.filter(pk=decision.pk, state=State.OPEN)
    written = waiting.update(
        **values, state=state, settled_by=actor, settled_at=at, version=decision.version + 1
    )
    if not written:
        raise RefusedError(_settled(decision))
    decision.refresh_from_db()


def _settled(decision: Decision) -> str:
    now = Decision.objects.select_related("settled_by__person").get(pk=decision.pk)
    who = now.settled_by.person.name if now.settled_by else _("Someone")
    return _("%(who)s settled this meanwhile. Load the page again to see how.") % {"who": who}


def _refuse_if_closed(loop: Loop, stage: str) -> None:
    closing = loop.decisions.filter(
        stage=stage, state=State.TAKEN, closes_quarter=True, reopened_at=None
    ).first()
    if closing is not None:
        facts = {"stage": Stage(stage).label, "question": closing.question}
        raise RefusedError(
            _("%(stage)s was closed already by “%(question)s”. Take this decision without closing it.")
            % facts
        )


def _record(decision: Decision, actor: Member, action: str, at: datetime, **facts: Any) -> None:
    record(lab=decision.challenge.lab, actor=actor, action=action, about=decision, at=at,
           name=decision.question, stage=decision.stage, **facts)  # fmt: skip
