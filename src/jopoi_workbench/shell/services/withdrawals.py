"""Taking rows out of a table, and out of everything that was computed from it."""

import shutil
import tempfile
from datetime import datetime
from pathlib import Path

import polars as pl
from django.conf import settings
from django.db import transaction

from jopoi_workbench.shell import blobs, running
from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.models import Consent, ConsentUse, Dataset, Evidence, EvidenceResult, Member
from jopoi_workbench.shell.reading import facts_of, read_dataset
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.services.runs import file_run

_ENDED = (Evidence.State.DONE, Evidence.State.FAILED, Evidence.State.CANCELLED)
_SAID = ("role", "label")


def take_out_rows(*, actor: Member, dataset: Dataset, at: datetime) -> Dataset:
    """Replace a table by one without the rows of withdrawn consents, and ask everything of it again.

    The old table's bytes, its preview and the results computed from it are deleted; what was asked, when
    and by whom stays. Each done result is filed again as a run on the new table.

    Returns
    -------
    Dataset
        The new table; the old one if no row has to go or it was replaced before.
    """
    require(actor, Act.RECORD_CONSENT)
    gone = list(ConsentUse.objects.filter(dataset=dataset, consent__withdrawn_at__isnull=False))
    if not gone or dataset.bytes_gone_at is not None:
        return dataset
    frame = read_dataset(dataset).frame
    kept = frame.filter(~pl.any_horizontal(*(_rows_of(use, frame) for use in gone)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{Path(dataset.file_name).stem}.parquet"
        kept.write_parquet(path)
        digest = blobs.keep(path)  # the bytes first: a row without bytes would be a lie
        fresh, again = _replace(actor, dataset, path, digest, at)
    forget_bytes(dataset.digest)
    # Pages and pictures drawn from results: all of it can be drawn again at any time.
    shutil.rmtree(settings.DERIVED_DIR, ignore_errors=True)
    for evidence in again:
        running.start(evidence)
    return fresh


def _rows_of(use: ConsentUse, frame: pl.DataFrame) -> pl.Expr:
    if use.column not in frame.columns:
        return pl.lit(value=False)
    return (pl.col(use.column).cast(pl.String).str.strip_chars() == use.value.strip()).fill_null(value=False)


@transaction.atomic
def _replace(
    actor: Member, dataset: Dataset, path: Path, digest: str, at: datetime
) -> tuple[Dataset, list[Evidence]]:
    claimed = Dataset.objects.filter(pk=dataset.pk, bytes_gone_at=None)
    if not claimed.update(bytes_gone_at=at, preview=[]):
        return Dataset.objects.filter(follows=dataset).latest("pk"), []
    facts = facts_of(path, path.name)
    known = {column["name"]: {part: column[part] for part in _SAID} for column in dataset.columns}
    columns = [
        {
            **column,
            **known.get(column["name"], {}),
        }
        for column in facts.columns
    ]
    fresh = Dataset.objects.create(
        lab=dataset.lab, challenge=dataset.challenge, name=dataset.name, file_name=path.name, digest=digest,
        size=path.stat().st_size, sensitivity=dataset.sensitivity, consent_basis=dataset.consent_basis,
        uploaded_by=actor, uploaded_at=at, follows=dataset, **(vars(facts) | {"columns": columns}),
    )  # fmt: skip
    for use in ConsentUse.objects.filter(dataset=dataset, consent__withdrawn_at=None):
        ConsentUse.objects.create(consent=use.consent, dataset=fresh, column=use.column, value=use.value)
    again = _ask_again(actor, dataset, fresh, at)
    record(lab=dataset.lab, actor=actor, action="dataset.rows_taken_out", about=fresh, at=at,
           name=dataset.name, rows=dataset.rows - fresh.rows, digest=digest)  # fmt: skip
    return fresh, again


def _ask_again(actor: Member, dataset: Dataset, fresh: Dataset, at: datetime) -> list[Evidence]:
    """File each result of the old table as a run on the new one, and delete the old results."""
    ended = list(Evidence.objects.filter(dataset=dataset, state__in=_ENDED).order_by("pk"))
    again = [
        file_run(
            actor=actor,
            method=evidence.method,
            titles=evidence.titles,
            spec=evidence.spec,
            dataset=fresh,
            at=at,
            replay_of=evidence,
        )
        for evidence in ended
        if evidence.state == Evidence.State.DONE
    ]
    EvidenceResult.objects.filter(evidence__dataset=dataset).delete()
    Evidence.objects.filter(dataset=dataset).exclude(state=Evidence.State.SUPERSEDED).update(
        state=Evidence.State.SUPERSEDED, finished_at=at
    )
    return again


def forget_bytes(digest: str) -> None:
    """Delete stored bytes, unless another table of any lab holds the same."""
    if not Dataset.objects.filter(digest=digest, bytes_gone_at=None).exists():
        blobs.path_of(digest).unlink(missing_ok=True)


def tables_to_answer(consent: Consent) -> list[Dataset]:
    """The tables that still hold rows of a consent that was taken back."""
    if consent.withdrawn_at is None:
        return []
    found = Dataset.objects.filter(consent_uses__consent=consent, bytes_gone_at=None).distinct()
    return list(found.order_by("pk"))
