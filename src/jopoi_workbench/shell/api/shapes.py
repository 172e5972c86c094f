"""The shapes of what the API gives, by name, for its description."""

from collections.abc import Mapping
from typing import Any

from jopoi_workbench.shell.api.auth import needs
from jopoi_workbench.shell.api.fields import JSON
from jopoi_workbench.shell.models import Scope
from jopoi_workbench.shell.roles import Act

WHOLE: dict[str, Any] = {"type": "integer"}
WHOLE_OR_NOTHING: dict[str, Any] = {"type": ["integer", "null"]}
TEXT: dict[str, Any] = {"type": "string"}
TEXT_OR_NOTHING: dict[str, Any] = {"type": ["string", "null"]}
TIME: dict[str, Any] = {"type": "string", "format": "date-time"}
TIME_OR_NOTHING: dict[str, Any] = {"type": ["string", "null"], "format": "date-time"}
OBJECT: dict[str, Any] = {"type": "object"}

SHAPES: dict[str, dict[str, Any]] = {}


def thing(name: str, /, **properties: Mapping[str, Any]) -> dict[str, str]:
    """Name a shape, and give the reference to it; all its properties are always there."""
    SHAPES[name] = {
        "title": name,
        "type": "object",
        "required": sorted(properties),
        "properties": properties,
    }
    return {"$ref": f"#/components/schemas/{name}"}


def page_of(item: Mapping[str, str]) -> dict[str, Any]:
    """The shape of a page of a list."""
    return {
        "type": "object",
        "required": ["items", "next"],
        "properties": {
            "items": {"type": "array", "items": item},
            "next": {**TEXT_OR_NOTHING, "format": "uri"},
        },
    }


def _media(shape: Mapping[str, Any]) -> str:
    """How a shape travels: a file as its bytes, a form with a file in parts, all else as JSON."""
    if shape.get("format") == "binary":
        return "application/octet-stream"
    fields = shape.get("properties", {}).values()
    return "multipart/form-data" if any(field.get("format") == "binary" for field in fields) else JSON


def operation(
    scope: Scope,
    summary: object,
    gives: Mapping[str, Any],
    *,
    status: int = 200,
    takes: Mapping[str, Any] | None = None,
    act: Act = Act.SEE,
) -> dict[str, Any]:
    """Whom an operation is for, what it takes and what it gives, as ninja's decorators want it."""
    extra: dict[str, Any] = {
        "responses": {status: {"description": "OK", "content": {_media(gives): {"schema": gives}}}}
    }
    if takes is not None:
        extra["requestBody"] = {"required": True, "content": {_media(takes): {"schema": takes}}}
    return {"auth": needs(scope, act), "summary": summary, "response": {status: None}, "openapi_extra": extra}
