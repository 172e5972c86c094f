"""Stored bytes: found by their content, written whole or not at all, never changed."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blake3 import blake3
from django.apps import apps
from django.conf import settings
from django.http import FileResponse

if TYPE_CHECKING:
    from django.db import models

_PIECE = 1 << 20


def digest_of(path: Path) -> str:
    """The BLAKE3 digest of a file, read piece by piece."""
    digest = blake3()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def path_of(digest: str) -> Path:
    """Where the bytes with a digest lie; names that people give never become paths."""
    if len(digest) != blake3.digest_size * 2 or not set(digest) <= set("0123456789abcdef"):
        message = "not a digest"
        raise ValueError(message)
    return Path(settings.BLOBS_DIR) / digest[:2] / digest


def wanted() -> set[str]:
    """The digests of all bytes that rows stand for."""
    found: set[str] = set()
    for model in apps.get_models():
        found.update(named_by(model._default_manager.all()))
    return found


def named_by(rows: "models.QuerySet[Any]") -> Iterator[str]:
    """The digests that rows stand for, less erased ones; a model says in ``blob_fields`` where they are."""
    fields = getattr(rows.model, "blob_fields", ())
    if fields and hasattr(rows.model, "bytes_gone_at"):
        rows = rows.filter(bytes_gone_at=None)
    for field in fields:
        for digest in rows.exclude(**{field: ""}).values_list(field, flat=True).iterator():
            yield digest.removeprefix("b3:")


def attached(digest: str, name: str) -> FileResponse:
    """Stored bytes as a download, never shown in the browser: what someone uploaded may hold anything."""
    stored = path_of(digest.removeprefix("b3:")).open("rb")
    kind = "application/octet-stream"
    return FileResponse(stored, as_attachment=True, filename=name, content_type=kind)


def keep(source: Path) -> str:
    """Copy a file into the store and return its digest; the same bytes are kept once."""
    digest = digest_of(source)
    target = path_of(digest)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy_whole(source, target)
    return digest


def keep_bytes(digest: str, pieces: Iterable[bytes]) -> None:
    """Keep bytes that come piece by piece and are known by their digest."""
    target = path_of(digest)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        with _beside(target) as half:
            for piece in pieces:
                half.write(piece)


def _copy_whole(source: Path, target: Path) -> None:
    with _beside(target) as half, source.open("rb") as file:
        while piece := file.read(_PIECE):
            half.write(piece)


@contextmanager
def _beside(target: Path) -> Iterator["tempfile._TemporaryFileWrapper[bytes]"]:
    # A rename inside one folder is atomic: a reader sees no file or the whole file.
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as half:
        written = Path(half.name)
        try:
            yield half
            half.flush()
            os.fsync(half.fileno())
            written.chmod(0o444)
            written.replace(target)
        except BaseException:
            written.unlink(missing_ok=True)
            raise
