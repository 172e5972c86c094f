"""Lines of the log without personal data, for people or, with ``JOPOI_LOG=json``, for machines.

A traceback says where something went wrong, not what the error's text is: a database puts the row into it.
"""

import logging
from traceback import format_tb
from types import TracebackType
from typing import Any

from pythonjsonlogger.json import JsonFormatter

_TOLD = ("request_id", "route", "method", "status", "ms", "lab")
_Error = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def where(error: _Error) -> str:
    """The places that an error went through and its kind, without its text; and of what caused it."""
    kind, value, trace = error
    if kind is None or value is None:
        return ""
    cause = value.__cause__ or (None if value.__suppress_context__ else value.__context__)
    before = where((type(cause), cause, cause.__traceback__)) if cause else ""
    told = "".join(format_tb(trace)) + f"{kind.__module__}.{kind.__qualname__}"
    return f"{before}\n\nand then\n\n{told}" if before else told


class Lines(logging.Formatter):
    """A line for people."""

    def format(self, record: logging.LogRecord) -> str:
        told = super().format(record)
        facts = [
            f"{name}={getattr(record, name)}" for name in _TOLD if getattr(record, name, None) is not None
        ]
        return " ".join([told, *facts])

    def formatException(self, ei: _Error) -> str:  # noqa: N802 - logging's own name
        return where(ei)


class Json(JsonFormatter):
    """A line for machines."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(
            "{asctime}{levelname}{name}{message}", *args, style="{", rename_fields=_NAMES, **kwargs
        )

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """Drop what was not meant for the log, such as the request that Django attaches."""
        kept = {"at", "level", "logger", "message", "exc_info", *_TOLD}
        return {name: value for name, value in log_data.items() if name in kept and value is not None}

    def formatException(self, ei: _Error) -> str:  # noqa: N802 - logging's own name
        return where(ei)


_NAMES = {"asctime": "at", "levelname": "level", "name": "logger"}


class NoPaths(logging.Filter):
    """Django names the path of a request that failed, in which a token may stand; we name the route."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is not None:
            match = getattr(request, "resolver_match", None)
            record.msg, record.args = "stopped at %s", (match.view_name if match else "nowhere",)
        return True
