"""The way of every form here: shown, checked, saved, or shown again with what is wrong or has changed."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from jopoi_workbench.shell.forms.editing import EditingForm
from jopoi_workbench.shell.services.editing import StaleError

PAGE = "shell/inquiry/form.html"


def answer(
    request: HttpRequest,
    form: Any,  # noqa: ANN401 - any form
    save: Callable[[], Any],
    back: str,
    **facts: Any,
) -> HttpResponse:
    """Save what was sent and go back; or show the form: 422 if it is wrong, 409 if it is stale."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                save()
                return redirect(back)
            except StaleError as stale:
                if not isinstance(form, EditingForm):
                    raise
                form.outdated(stale.current)
                status = 409
    return render(request, PAGE, {"form": form, "back": back, "gaps": {}, **facts}, status=status)


def sent(request: HttpRequest) -> Any:  # noqa: ANN401 - what a form takes
    """What was posted, or nothing."""
    return request.POST if request.method == "POST" else None
