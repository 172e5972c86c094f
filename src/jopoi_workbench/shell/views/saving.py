"""Writing what a form holds that several people may edit; the other half is in `forms.editing`."""

from collections.abc import Callable
from typing import TypeVar

from django.utils import timezone

from jopoi_workbench.shell.forms.editing import EditingForm
from jopoi_workbench.shell.services.editing import StaleError
from jopoi_workbench.shell.services.refusals import RefusedError

T = TypeVar("T")


def saved(form: EditingForm, write: Callable[..., T], *, refused_at: str | None = None) -> T | None:
    """Write what was sent, as of the version that its reader saw.

    None if nothing was sent or it is not written: then the form says why, and `EditingForm.status` what the
    page is answered with. A refusal stands at the field ``refused_at``, or on top.
    """
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return write(version=form.cleaned_data["version"], at=timezone.now(), **form.values())
    except StaleError as stale:
        form.outdated(stale.current)
    except RefusedError as refused:
        form.add_error(refused_at, str(refused))
    return None
