"""Planned steps as dashed petals, until they are done or the turn is closed."""

from collections.abc import Iterator, Sequence

from jopoi_workbench.shell.models import PlannedStep
from jopoi_workbench.shell.woven.things import Thread, What


def steps_in(loops: Sequence[int]) -> Iterator[Thread]:
    """A petal for each step still ahead, in the open turn of its challenge."""
    ahead = PlannedStep.objects.filter(
        done_on=None, challenge__loops__in=loops, challenge__loops__closed_at=None
    )
    for stage, loop in ahead.order_by("starts_on", "pk").values_list("stage", "challenge__loops"):
        yield Thread(loop=loop, stage=stage, what=What.PLANNED)
