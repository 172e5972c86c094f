"""Reading CSV, XLSX and Parquet files: judged by their bytes, never executed, every doubt reported."""

from jopoi.files.account import MAX_BYTES, STREAM_BYTES, Account, FileKind, Reading, Scan, Texts
from jopoi.files.reading import open_table, read_table

__all__ = [
    "MAX_BYTES",
    "STREAM_BYTES",
    "Account",
    "FileKind",
    "Reading",
    "Scan",
    "Texts",
    "open_table",
    "read_table",
]
