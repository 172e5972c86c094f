"""Rows as lines of JSON in one spelling, whichever database they come from or go to."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.utils.duration import duration_string

from jopoi_workbench.shell.canonical import canonical

Model = type[models.Model]
Row = dict[str, Any]
_AT_ONCE = 500


def read(rows: "models.QuerySet[Any]") -> Iterator[Row]:
    """The rows of a query by key, column by column, as what JSON can hold; few in memory at a time."""
    names = [field.attname for field in rows.model._meta.local_concrete_fields]
    asked = rows.order_by("pk").values_list(*names)
    for values in asked.iterator(chunk_size=_AT_ONCE):
        yield {name: _storable(value) for name, value in zip(names, values, strict=True)}


def line(row: Row) -> bytes:
    """One row as a line."""
    return canonical(row).encode() + b"\n"


def _storable(value: Any) -> Any:  # noqa: ANN401 - whatever a column can hold
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return duration_string(value)
        case Decimal():
            return format(value, "f")
        case UUID():
            return str(value)
        case bytes() | memoryview():
            message = "bytes belong among the stored files, not into a table"
            raise TypeError(message)
        case _:
            return value


def insert(model: Model, rows: Iterable[Row]) -> int:
    """Write rows as they are, keys included and past every default; how many there were."""
    fields = model._meta.local_concrete_fields
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join("%s" for _ in fields)
    into = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608 - our own names, quoted
    written, waiting = 0, iter(rows)
    with connection.cursor() as cursor:
        while some := list(islice(waiting, _AT_ONCE)):
            cursor.executemany(into, [[_kept(f, row[f.attname]) for f in fields] for row in some])
            written += len(some)
    return written


def _kept(field: "models.Field[Any, Any]", value: Any) -> Any:  # noqa: ANN401 - whatever a column can hold
    if isinstance(field, models.JSONField):
        if value is None and field.null:
            return None
        return connection.ops.adapt_json_value(value, field.encoder)
    return field.get_db_prep_save(field.to_python(value), connection)
