"""Lists, page by page: what is newest first, and where the next page begins."""

from collections.abc import Callable
from typing import Annotated, Any, TypedDict

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Path, Schema
from pydantic import Field

from jopoi_workbench.shell.api.fields import BIGGEST

MOST = 100
Number = Annotated[int, Path(ge=1, le=BIGGEST)]


class Window(Schema):
    """Which part of a list: ``limit`` things before the one with the number ``before``."""

    limit: Annotated[int, Field(ge=1, le=MOST)] = 25
    before: Annotated[int, Field(ge=1, le=BIGGEST)] = BIGGEST


class Listed(TypedDict):
    items: list[Any]
    next: str | None


def listed(request: HttpRequest, found: QuerySet[Any], window: Window, told: Callable[[Any], Any]) -> Listed:
    """One page of what was found, newest first."""
    rows: list[Model] = list(found.filter(pk__lt=window.before).order_by("-pk")[: window.limit + 1])
    shown = rows[: window.limit]
    following = None
    if len(rows) > window.limit:
        query = request.GET.copy()
        query["before"] = str(shown[-1].pk)
        following = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
    return {"items": [told(row) for row in shown], "next": following}
