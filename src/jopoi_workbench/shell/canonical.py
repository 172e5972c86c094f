"""One spelling for a value, whatever database keeps it: digests and exported tables are made of it."""

import json
from decimal import Decimal
from typing import Any

_WRITTEN_OUT = 1e16  # from here on PostgreSQL writes a number without its exponent


def canonical(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    """A value as JSON in its one spelling: sorted names, no spaces, numbers as both databases keep them.

    Examples
    --------
    >>> canonical({"b": -0.0, "a": 1e16, "ñ": [0.5, None]})
    '{"a":10000000000000000,"b":0.0,"ñ":[0.5,null]}'
    """
    return json.dumps(
        _settled(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def _settled(value: Any) -> Any:  # noqa: ANN401 - whatever JSON can hold
    if isinstance(value, float):
        if abs(value) >= _WRITTEN_OUT:
            return int(Decimal(repr(value)))
        return value or 0.0
    if isinstance(value, dict):
        return {name: _settled(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_settled(one) for one in value]
    return value
