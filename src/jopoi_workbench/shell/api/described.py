"""What the description of the API says of every operation, so that none has to say it itself."""

from typing import Any

from django.utils.translation import gettext as _

from jopoi_workbench.shell.api.shapes import SHAPES
from jopoi_workbench.shell.problems import CONTENT_TYPE

_PROBLEM = {
    "title": "Problem",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
        "current": {"type": "object"},
    },
}


def complete(schema: dict[str, Any]) -> None:
    """Add the problems that any operation can answer, and their one shape."""
    schema["components"]["schemas"] |= SHAPES | {"Problem": _PROBLEM}
    for operations in schema["paths"].values():
        for method, operation in operations.items():
            _explain(operation)
            for status, about in _problems(method, operation).items():
                operation["responses"].setdefault(status, _answer(about))


def _explain(operation: dict[str, Any]) -> None:
    """Say what the parameters mean that many operations share."""
    known = {
        "pk": _("The number of the thing."),
        "number": _("The number of what belongs to it."),
        "limit": _("How many at most."),
        "before": _("Only what has a smaller number; “next” holds it for the next page."),
        "search": _("Words in the title or text."),
        "Idempotency-Key": _("A text of your own: the same request creates nothing more for 24 hours."),
        "If-Match": _("The ETag that you read, instead of “version”."),
    }
    for parameter in operation["parameters"]:
        if parameter["name"] in known:
            parameter["description"] = known[parameter["name"]]


def _problems(method: str, operation: dict[str, Any]) -> dict[int, str]:
    found = {
        400: _("The request cannot be read."),
        401: _("A valid token is needed."),
        403: _("This is not allowed."),
        404: _("There is nothing here."),
        422: _("Something needs a change."),
        429: _("Too many requests."),
        500: _("Something broke on our side."),
    }
    if method != "get":
        found[409] = _("Something stands in the way.")
    if "requestBody" in operation:
        found |= {
            413: _("The request is too large."),
            415: _("Send the body in another form."),
        }
    if method == "patch":
        found |= {
            412: _("It was changed since you read it."),
            428: _("Say which version you are changing."),
        }
    return found


def _answer(about: str) -> dict[str, Any]:
    return {
        "description": about,
        "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
