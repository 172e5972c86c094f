"""Keeping tables, and saying what their columns are."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path, PureWindowsPath
from typing import Any

from django.db import transaction

from jopoi_workbench.shell import blobs
from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.models import Dataset, Member
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
