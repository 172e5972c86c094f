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
    for evidence in found.select_related("created_by__person").only(
        "loop", "stage", "state", "titles", "method", "created_by__person__name"
    ):
        what = _PETALS[State(evidence.state)]
        held = None
        if what == What.WAITS:
            told = _("start “%(title)s” again") % {"title": evidence.title}
            held = Held(
                what=told, href=evidence.get_absolute_url(), whom=short_name(evidence.created_by.person.name)
            )
        yield Thread(
            loop=evidence.loop_id or 0, stage=evidence.stage, what=what, who=evidence.created_by_id, held=held
        )
