"""Opening a file of whatever kind."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from jopoi.errors import FileError
from jopoi.files import account
from jopoi.files._csv import read_csv, scan_csv
from jopoi.files._nature import judge, shown_name
from jopoi.files._parquet import read_parquet, scan_parquet
from jopoi.files._xlsx import read_xlsx
from jopoi.files.account import Reading, Scan
from jopoi.words import N_


def read_table(
    path: str | Path, *, name: str | None = None, sheet: str | None = None, missing: Sequence[str] = ()
) -> Reading:
    r"""Read a CSV, XLSX or Parquet file into memory.

    The file is judged by its bytes, not its name; nothing in it is executed. Separator, decimal
    mark and encoding of a CSV file are found out, and every doubtful decision stands in ``notes``.
    Codes with leading zeros stay text. A column of numbers with a text in it stays text and is
    listed in ``texts``.

    Parameters
    ----------
    path : str or Path
    name : str, optional
        The name that its owner knows the file by, if other than that of ``path``.
    sheet : str, optional
        Of a workbook; by default the first that is not empty.
    missing : sequence of str
        Words that stand for a missing value, besides empty cells, ``NA``, ``NaN`` and ``null``.

    Returns
    -------
    Reading

    Raises
    ------
    FileError
        If the file is missing, empty, too large, damaged, no table, or not what its name says.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "posts.csv")
    ...     _ = path.write_text("post;visits\n007;12,5\n008;NA\n")
    ...     reading = read_table(path)
    >>> reading.frame["visits"].to_list(), reading.separator, reading.decimal
    ([12.5, None], ';', ',')
    """
    path, name = _found(path, name)
    with _readable(name):
        size = path.stat().st_size
        if size > account.MAX_BYTES:
            raise _too_large(name, size)
        kind = judge(path, name)
        if kind == "parquet":
            return read_parquet(path, name)
        return read_csv(path, name, missing) if kind == "csv" else read_xlsx(path, name, sheet, missing)


def open_table(
    path: str | Path, *, name: str | None = None, sheet: str | None = None, missing: Sequence[str] = ()
) -> Reading | Scan:
    """Like `read_table`, but a large CSV or Parquet file is opened as a stream of any length.

    A CSV file can be streamed if it is regular text in UTF-8.
    """
    found, shown = _found(path, name)
    with _readable(shown):
        if found.stat().st_size > account.STREAM_BYTES:
            kind = judge(found, shown)
            scan = scan_parquet(found, shown) if kind == "parquet" else None
            scan = scan_csv(found, shown, missing) if kind == "csv" else scan
            if scan:
                return scan
    return read_table(found, name=shown, sheet=sheet, missing=missing)


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """Say in one sentence why the system does not let a file be read."""
    try:
        yield
    except OSError as error:
        raise FileError(
            N_("“{name}” cannot be read: {reason}."),
            N_("Check that you may read it and that its disk is there."),
            name=name,
            reason=error.strerror or type(error).__name__,
        ) from error


def _found(path: str | Path, name: str | None) -> tuple[Path, str]:
    path = Path(path)
    shown = shown_name(name or path.name)
    if path.is_dir():
        raise FileError(N_("“{name}” is a folder."), N_("Name a CSV, XLSX or Parquet file."), name=shown)
    if not path.is_file():
        raise FileError(N_("There is no file “{name}”."), N_("Check its name and folder."), name=shown)
    return path, shown


def _too_large(name: str, size: int) -> FileError:
    return FileError(
        N_("“{name}” has {size} MB; at most {limit} MB can be read into memory."),
        N_("Keep only the columns and periods that you need, or save it as Parquet or as CSV in UTF-8."),
        name=name,
        size=round(size / 1e6),
        limit=round(account.MAX_BYTES / 1e6),
    )
