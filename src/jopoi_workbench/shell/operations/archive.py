"""The file that a backup and a moving lab travel in: a ZIP of tables, stored files and a manifest.

Tables are lines of JSON sorted by key (``tables/shell.Lab.jsonl``); stored files keep their digest as their
name (``files/ab/abcd…``); ``manifest.json`` comes last and says what there must be. Nothing is held in memory
as a whole, and the file appears under its name only when it is complete.
"""

import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from blake3 import blake3

from jopoi.errors import FileError
from jopoi_workbench.shell import blobs
from jopoi_workbench.shell.operations.rows import Row, line

MANIFEST = "manifest.json"
_VERSION = 1
_PIECE = 1 << 20
_DAMAGED = "The file is damaged: {problem}. Nothing was changed; take another backup."
_OTHER = "{file} is no {kind}."
_LATER = "{file} was written by a later version of Jopói."
_NEWER = "Install that version or a newer one."
_NONE = "There is no file {file}."


class Writer:
    """Writes tables and files; `archive_at` ends it with the manifest."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.tables: dict[str, dict[str, Any]] = {}
        self.files: dict[str, int] = {}

    def table(self, name: str, rows: Iterable[Row]) -> int:
        """Write a table; how many rows it has."""
        digest, count = blake3(), 0
        with self._archive.open(f"tables/{name}.jsonl", "w", force_zip64=True) as out:
            for row in rows:
                told = line(row)
                digest.update(told)
                out.write(told)
                count += 1
        self.tables[name] = {"rows": count, "digest": digest.hexdigest()}
        return count

    def file(self, digest: str) -> None:
        """Take in a stored file, once; one that was erased meanwhile is left out."""
        path = blobs.path_of(digest)
        if digest in self.files or not path.exists():
            return
        self._archive.write(path, _place(digest))
        self.files[digest] = path.stat().st_size


@contextmanager
def archive_at(path: Path, kind: str, facts: dict[str, Any]) -> Iterator[Writer]:
    """Write an archive of a kind; it takes its name when all of it is on the disk."""
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)  # it holds what people entrusted
        with os.fdopen(handle, "wb") as out:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
                writer = Writer(archive)
                yield writer
                told = {"kind": kind, "version": _VERSION, **facts}
                told |= {"tables": writer.tables, "files": writer.files}
                archive.writestr(MANIFEST, json.dumps(told, sort_keys=True, indent=1, ensure_ascii=False))
            out.flush()
            os.fsync(out.fileno())
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


class Reader:
    """Reads what an archive holds, and only if it is what the manifest says."""

    def __init__(self, archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
        self._archive, self.manifest = archive, manifest

    def verify(self) -> None:
        """Read everything once and compare the digests.

        Raises
        ------
        FileError
            If anything is missing or another than when it was written.
        """
        for name, told in self.manifest["tables"].items():
            if self._digest(f"tables/{name}.jsonl") != told["digest"]:
                raise FileError(_DAMAGED, problem=f"the table {name} is another than when it was written")
        for digest in self.manifest["files"]:
            if self._digest(_place(digest)) != digest:
                raise FileError(_DAMAGED, problem=f"the stored file {digest[:12]}… is another")

    def _digest(self, name: str) -> str:
        digest = blake3()
        try:
            with self._archive.open(name) as file:
                while piece := file.read(_PIECE):
                    digest.update(piece)
        except (KeyError, zipfile.BadZipFile, EOFError, OSError) as error:
            raise FileError(_DAMAGED, problem=f"{name} cannot be read") from error
        return digest.hexdigest()

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of a table; none if there is no such table."""
        if name not in self.manifest["tables"]:
            return
        with self._archive.open(f"tables/{name}.jsonl") as file:
            for told in file:
                yield json.loads(told)

    def keep_files(self) -> int:
        """Put the stored files where they belong; how many there are."""
        for digest in self.manifest["files"]:
            with self._archive.open(_place(digest)) as file:
                blobs.keep_bytes(digest, _pieces(file))
        return len(self.manifest["files"])


@contextmanager
def archive_from(path: Path, kind: str) -> Iterator[Reader]:
    """Open an archive of a kind.

    Raises
    ------
    FileError
        If there is none, or it is of another kind, or of a later version.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            if manifest.get("kind") != kind:
                raise FileError(_OTHER, file=str(path), kind=kind)
            if manifest["version"] > _VERSION:
                raise FileError(_LATER, _NEWER, file=str(path))
            yield Reader(archive, manifest)
    except FileNotFoundError as error:
        raise FileError(_NONE, file=str(path)) from error
    except (zipfile.BadZipFile, KeyError, ValueError, IsADirectoryError) as error:
        raise FileError(_DAMAGED, problem=f"{path} is no {kind}") from error


def _place(digest: str) -> str:
    return f"files/{digest[:2]}/{digest}"


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece
