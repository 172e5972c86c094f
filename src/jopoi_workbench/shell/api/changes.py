"""Changing what several people may edit, without losing what others wrote."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated, Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Header

from jopoi_workbench.shell.api.fields import WHOLE_KIND, check, json_of, refuse, sent, values_of
from jopoi_workbench.shell.api.replies import reply
from jopoi_workbench.shell.forms.editing import EditingForm
from jopoi_workbench.shell.models.edited import Edited
from jopoi_workbench.shell.problems import ProblemError
from jopoi_workbench.shell.services.editing import StaleError

F = TypeVar("F", bound=EditingForm)
T = TypeVar("T", bound=Edited)
IfMatch = Annotated[str, Header(alias="If-Match", max_length=40)]
VERSION_SHAPE = {
    "version": {
        "type": ["integer", "null"],
        "minimum": 1,
        "maximum": 2**31 - 1,
        "title": gettext_lazy("The version that you read."),
    }
}
_VERSION = {"version": WHOLE_KIND}
_ETAG = re.compile(r'"v(\d{1,9})"')


def etag(thing: Edited) -> str:
    """The version of a thing as HTTP knows it."""
    return f'"v{thing.version}"'


def edited(
    form: type[F], thing: Edited, given: Mapping[str, Any], if_match: str, **choices: Any
) -> tuple[F, int]:
    """The valid form of a thing with what was given in place of what stood there, and the version seen.

    Raises
    ------
    ProblemError
        If something in it needs a change, or the version is not said.
    """
    unbound = form(instance=thing, **choices)
    check(unbound, given, also=_VERSION)
    version = _version(given, if_match)
    filled = form(sent(values_of(unbound) | dict(given) | {"version": version}), instance=thing, **choices)
    refuse(filled)
    return filled, version


def _version(given: Mapping[str, Any], if_match: str) -> int:
    if if_match:
        found = _ETAG.fullmatch(if_match.strip())
        if found is None:
            raise ProblemError(412, _("If-Match is not an ETag that was given for this."))
        return int(found[1])
    if given.get("version") is None:
        told = _(
            "Give the “version” that you read, or its ETag as If-Match, so that nobody’s change is lost."
        )
        raise ProblemError(428, told)
    return int(given["version"])


def changed(
    request: HttpRequest,
    form: type[F],
    *,
    find: Callable[[], T],
    write: Callable[..., T],
    told: Callable[[T], Mapping[str, Any]],
    if_match: str,
    given: Mapping[str, Any] | None = None,
    **choices: Any,
) -> HttpResponse:
    """Change a thing that several people may edit, and tell how it is then.

    ``find`` fetches it, each time anew because a form writes into what it is given; ``write`` takes it with
    ``version``, ``at`` and the form's values.
    """
    given = json_of(request) if given is None else given
    filled, version = edited(form, find(), given, if_match, **choices)
    with telling_current(told, if_match):
        now = write(find(), version=version, at=timezone.now(), **filled.values())
    return reply(told(now), ETag=etag(now))


@contextmanager
def telling_current(told: Callable[[Any], Mapping[str, Any]], if_match: str) -> Iterator[None]:
    """If someone else was first, say how the thing is now."""
    try:
        yield
    except StaleError as stale:
        raise ProblemError(
            412 if if_match else 409,
            _("Someone else changed it since you read it. Compare with “current”, then send yours again."),
            current=told(stale.current),
        ) from stale
