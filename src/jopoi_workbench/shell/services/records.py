"""Evidence by hand, and newer evidence in the place of older."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from jopoi_workbench.shell import blobs
from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.models import Challenge, Dataset, Evidence, Member, Record
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.services.challenges import open_loop
from jopoi_workbench.shell.services.datasets import display_name


def file_record(
    *,
    actor: Member,
    challenge: Challenge,
    texts: Mapping[str, Mapping[str, str]],
    at: datetime,
    file: tuple[Path, str] | None = None,
    dataset: Dataset | None = None,
    **about: Any,
) -> Evidence:
    """File evidence that no method computed.

    ``texts`` holds ``titles``, ``doubts`` and ``shows``, each by language; ``file`` a path and a name;
    ``about`` the other fields of `Record`, and ``stage``.
    """
    require(actor, Act.RECORD)
    # The bytes first: a row without bytes would be a lie, bytes without a row are only idle.
    path, name = file or (None, "")
    digest = blobs.keep(path) if path else ""
    with transaction.atomic():
        evidence = Evidence.objects.create(
            lab=actor.lab,
            challenge=challenge,
            loop=open_loop(challenge),
            stage=about.pop("stage"),
            method=Record.METHOD,
            titles=dict(texts["titles"]),
            doubts=dict(texts["doubts"]),
            dataset=dataset,
            input_digest=f"b3:{digest}" if digest else "",
            state=Evidence.State.DONE,
            progress=1.0,
            created_by=actor,
            created_at=at,
            finished_at=at,
        )
        Record.objects.create(
            evidence=evidence,
            shows=dict(texts["shows"]),
            file_name=display_name(name) if name else "",
            **about,
        )
        record(lab=actor.lab, actor=actor, action="evidence.filed", about=evidence, at=at,
               titles=evidence.titles, digest=evidence.input_digest)  # fmt: skip
    return evidence


@transaction.atomic
def replace_evidence(*, actor: Member, old: Evidence, new: Evidence, reason: str, at: datetime) -> Evidence:
    """Put newer evidence in the place of older; the older stays readable and says by what.

    Raises
    ------
    ValueError
        If they are not both answers under one challenge, or the older one was replaced before.
    """
    require(actor, Act.RECORD)
    done = Evidence.State.DONE
    fits = old.pk != new.pk and old.challenge_id == new.challenge_id and new.state == done
    standing = Evidence.objects.filter(pk=old.pk, state=done)
    if not fits or not standing.update(
        state=Evidence.State.SUPERSEDED, superseded_by=new, superseded_reason=reason, superseded_at=at
    ):
        message = "only a standing answer is replaced, by another of its challenge"
        raise ValueError(message)
    record(lab=old.lab, actor=actor, action="evidence.replaced", about=old, at=at,
           titles=old.titles, by=new.pk, reason=reason)  # fmt: skip
    old.refresh_from_db()
    return old
