"""What every page's frame needs: the lab, the menu, the language."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from jopoi_workbench.shell import rooms
from jopoi_workbench.shell.access import reader_of


def frame(request: HttpRequest) -> dict[str, Any]:
    """The member (or none), the menu and whether this is a demo."""
    member = reader_of(request) if hasattr(request, "user") and hasattr(request, "session") else None
    return {"member": member, "menu": rooms.menu(request.path) if member else [], "demo": settings.DEMO}
