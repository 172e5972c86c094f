"""Every change to what a lab shares: one function a change, with permission, transaction and audit."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path, PureWindowsPath
from typing import Any

from django.db import transaction

from jopoi_workbench.shell import blobs
from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.models import Challenge, Dataset, Evidence, Loop, Member, Stage
from jopoi_workbench.shell.reading import TableFacts
from jopoi_workbench.shell.roles import Act, require

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def display_name(given: str) -> str:
    """A file's name as it may be shown: no folders, no control characters, never a path.

    Examples
    --------
    >>> display_name("../../etc/schools.csv")
    'schools.csv'
    """
    name = unicodedata.normalize("NFC", PureWindowsPath(given).name)
    return _CONTROL.sub("", name)[-200:].lstrip(". ") or "table"


@transaction.atomic
def create_challenge(*, actor: Member, title: str, statement: str, at: datetime, **about: str) -> Challenge:
    """Open a challenge and the first turn of its loop."""
    require(actor, Act.OPEN_CHALLENGE)
    challenge = Challenge.objects.create(
        lab=actor.lab, title=title, statement=statement, created_by=actor, created_at=at, **about
    )
    Loop.objects.create(challenge=challenge, turn=1, opened_at=at)
    record(lab=actor.lab, actor=actor, action="challenge.opened", about=challenge, at=at, name=title)
    return challenge


def store_dataset(
    *, actor: Member, path: Path, file_name: str, facts: TableFacts, at: datetime, **about: Any
) -> Dataset:
    """Keep a file's bytes for good and make a dataset of them.

    ``about`` holds ``name`` and, if known, ``challenge``, ``sensitivity`` and ``consent_basis``.
    """
    require(actor, Act.STORE_DATA)
    # The bytes first: a row without bytes would be a lie, bytes without a row are only idle.
    digest = blobs.keep(path)
    with transaction.atomic():
        dataset = Dataset.objects.create(
            lab=actor.lab,
            file_name=display_name(file_name),
            digest=digest,
            size=path.stat().st_size,
            uploaded_by=actor,
            uploaded_at=at,
            **vars(facts),
            **about,
        )
        record(lab=actor.lab, actor=actor, action="dataset.stored", about=dataset, at=at,
               name=dataset.name, rows=dataset.rows, digest=digest)  # fmt: skip
    return dataset


@transaction.atomic
def describe_dataset(
    *,
    actor: Member,
    dataset: Dataset,
    columns: Mapping[str, Mapping[str, str]],
    sensitivity: str,
    consent_basis: str,
    at: datetime,
) -> Dataset:
    """Say what each column is for: ``columns`` maps a name to its ``role`` and ``label``."""
    require(actor, Act.DESCRIBE_DATA)
    dataset.columns = [{**column, **columns.get(column["name"], {})} for column in dataset.columns]
    dataset.sensitivity, dataset.consent_basis = sensitivity, consent_basis
    dataset.save(update_fields=["columns", "sensitivity", "consent_basis"])
    roles = {column["name"]: column["role"] for column in dataset.columns if column["role"]}
    record(lab=dataset.lab, actor=actor, action="dataset.described", about=dataset, at=at,
           name=dataset.name, roles=roles, sensitivity=sensitivity)  # fmt: skip
    return dataset


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

    ``titles`` puts the question in words again, where the evidence already has the answer as its title.
    """
    require(actor, Act.RUN)
    if evidence.dataset is None:
        message = "evidence without a dataset cannot be computed again"
        raise ValueError(message)
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
    in_hand = Evidence.objects.filter(
        pk=evidence.pk, state__in=[Evidence.State.WAITING, Evidence.State.RUNNING]
    )
    if not in_hand.update(state=Evidence.State.CANCELLED, finished_at=at):
        return False
    record(lab=evidence.lab, actor=actor, action="evidence.cancelled", about=evidence, at=at,
           titles=evidence.titles)  # fmt: skip
    return True


def open_loop(challenge: Challenge | None) -> Loop | None:
    """The turn of the loop that a challenge is in now."""
    if challenge is None:
        return None
    return challenge.loops.filter(closed_at=None).order_by("-turn").first()
