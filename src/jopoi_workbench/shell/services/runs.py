"""Filing what is to be computed, asking it again, stopping it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.models import Dataset, Evidence, Member, Stage
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.services.challenges import open_loop


@transaction.atomic
def file_run(
    *,
    actor: Member,
    method: str,
    titles: Mapping[str, str],
    spec: Mapping[str, Any],
    dataset: Dataset,
    at: datetime,
    replay_of: Evidence | None = None,
) -> Evidence:
    """File what is to be computed, waiting; hand it to `running.start` afterwards."""
    require(actor, Act.RUN)
    evidence = Evidence.objects.create(
        lab=actor.lab,
        challenge=dataset.challenge,
        loop=open_loop(dataset.challenge),
        stage=Stage(method.partition(".")[0]),
        method=method,
        titles=dict(titles),
        spec=dict(spec),
        dataset=dataset,
        created_by=actor,
        created_at=at,
        replay_of=replay_of,
    )
    record(lab=actor.lab, actor=actor, action="evidence.started", about=evidence, at=at,
           titles=dict(titles), spec=dict(spec), dataset=dataset.digest)  # fmt: skip
    return evidence


@transaction.atomic
def replay_run(
    *, actor: Member, evidence: Evidence, at: datetime, titles: Mapping[str, str] | None = None
) -> Evidence:
    """File the same question to the same table again; a failed run counts as replaced by it.

    Whoever asks again while that waits or runs, as an impatient second press does, is given the same run.
    ``titles`` puts the question in words again, where the evidence already has the answer as its title.
    """
    require(actor, Act.RUN)
    if evidence.dataset is None:
        message = "evidence without a dataset cannot be computed again"
        raise ValueError(message)
    Evidence.objects.select_for_update().get(pk=evidence.pk)  # of two who ask at once, one comes second
    in_hand = [Evidence.State.WAITING, Evidence.State.RUNNING]
    asked = Evidence.objects.filter(replay_of=evidence, state__in=in_hand).order_by("pk").first()
    if asked is not None:
        return asked
    failed = Evidence.objects.filter(
        pk=evidence.pk, state__in=[Evidence.State.FAILED, Evidence.State.CANCELLED]
    )
    failed.update(state=Evidence.State.SUPERSEDED)
    return file_run(
        actor=actor,
        method=evidence.method,
        titles=titles or evidence.titles,
        spec=evidence.spec,
        dataset=evidence.dataset,
        at=at,
        replay_of=evidence,
    )


@transaction.atomic
def cancel_run(*, actor: Member, evidence: Evidence, at: datetime) -> bool:
    """Stop a run that is waiting or running; false if it had ended before."""
    require(actor, Act.CANCEL_RUN)
    return _cancel(evidence, actor, at)


@transaction.atomic
def cancel_from_terminal(*, evidence: Evidence, at: datetime) -> bool:
    """Stop a run as whoever operates the server; false if it had ended before."""
    return _cancel(evidence, None, at)


def _cancel(evidence: Evidence, actor: Member | None, at: datetime) -> bool:
    in_hand = Evidence.objects.filter(
        pk=evidence.pk, state__in=[Evidence.State.WAITING, Evidence.State.RUNNING]
    )
    if not in_hand.update(state=Evidence.State.CANCELLED, finished_at=at):
        return False
    record(lab=evidence.lab, actor=actor, action="evidence.cancelled", about=evidence, at=at,
           titles=evidence.titles)  # fmt: skip
    return True
