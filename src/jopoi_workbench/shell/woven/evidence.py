"""Evidence as petals: filed, running, or stopped and so waiting for whoever started it."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from jopoi_workbench.shell.models import Evidence
from jopoi_workbench.shell.names import short_name
from jopoi_workbench.shell.woven.things import Held, Thread, What

State = Evidence.State
_PETALS = {
    State.DONE: What.DONE,
    State.RUNNING: What.RUNNING,
    State.WAITING: What.RUNNING,
    State.FAILED: What.WAITS,
}


def evidence_in(loops: Sequence[int]) -> Iterator[Thread]:
    """A petal for each piece of evidence that counts, with whoever filed it."""
    found = Evidence.objects.filter(loop__in=loops, state__in=list(_PETALS)).order_by("created_at", "pk")
    # Whole things are slow to make where a page has some hundred, and few of them are told of.
    rows = found.values_list(
        "loop", "stage", "state", "created_by", "pk", "method", "titles", "created_by__person__name"
    )
    for loop, stage, state, who, *rest in rows:
        what = _PETALS[State(state)]
        held = _held(*rest) if what == What.WAITS else None
        yield Thread(loop=loop or 0, stage=stage, what=what, who=who, held=held)


def _held(pk: int, method: str, titles: dict[str, str], name: str) -> Held:
    evidence = Evidence(pk=pk, method=method, titles=titles)
    told = _("start “%(title)s” again") % {"title": evidence.title}
    return Held(what=told, href=evidence.get_absolute_url(), whom=short_name(name))
