"""Results as JSON and back."""

import json
import math
from typing import Any

import polars as pl


def as_json(told: dict[str, Any]) -> str:
    """As text, with not-a-number and infinities as ``null``."""
    return json.dumps(_finite(told), ensure_ascii=False, allow_nan=False, default=str)


def rows_of(sheet: pl.DataFrame) -> dict[str, Any]:
    """A table as columns, their kinds, and rows."""
    kinds = {name: str(kind) for name, kind in sheet.schema.items()}
    return {"columns": sheet.columns, "kinds": kinds, "rows": [list(row) for row in sheet.rows()]}


def sheet_of(table: dict[str, Any]) -> pl.DataFrame:
    """The table that `rows_of` wrote."""
    kinds = {name: getattr(pl, kind, None) for name, kind in table.get("kinds", {}).items()}
    schema = {name: kinds.get(name) for name in table["columns"]}
    return pl.DataFrame(table["rows"], schema=schema, orient="row", infer_schema_length=None)


def _finite(thing: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(thing, float):
        return thing if math.isfinite(thing) else None
    if isinstance(thing, dict):
        return {key: _finite(value) for key, value in thing.items()}
    if isinstance(thing, list | tuple):
        return [_finite(value) for value in thing]
    return thing
