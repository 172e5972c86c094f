"""The description of the API as a page for people."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jopoi_workbench.shell.api.door import api


@require_safe
@login_not_required
def page(request: HttpRequest) -> HttpResponse:
    schema = api.get_openapi_schema()
    groups: dict[str, list[dict[str, Any]]] = {}
    for operation in _operations(schema):
        groups.setdefault(operation["tag"], []).append(operation)
    return render(request, "shell/api.html", {"groups": groups})


def _operations(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path, methods in schema["paths"].items():
        for method, told in methods.items():
            yield {
                "method": method.upper(),
                "path": path,
                "id": told["operationId"],
                "tag": told["tags"][0],
                "summary": told["summary"],
                "parameters": told["parameters"],
                "fields": list(_fields(told)),
            }


def _fields(operation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What the body of a request holds, field by field."""
    for media in operation.get("requestBody", {}).get("content", {}).values():
        shape = media["schema"]
        for name, field in shape["properties"].items():
            yield {
                "name": name,
                "about": field.get("title", ""),
                "required": name in shape.get("required", ()),
                "values": [one for one in field.get("enum", field.get("items", {}).get("enum", ())) if one],
                "longest": field.get("maxLength"),
            }
