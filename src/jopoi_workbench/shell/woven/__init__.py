"""What is woven into a ring: every register that has something to show gives its threads.

A register that belongs to a turn has a file here with a function that takes the keys of the turns and
yields threads, in a number of queries that does not grow; it is listed in ``SOURCES``.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from jopoi_workbench.shell.woven.decisions import decisions_in
from jopoi_workbench.shell.woven.evidence import evidence_in
from jopoi_workbench.shell.woven.steps import steps_in
from jopoi_workbench.shell.woven.tasks import petals_of, tasks_in
from jopoi_workbench.shell.woven.things import Held, Thread, What

Source = Callable[[Sequence[int]], Iterable[Thread]]
SOURCES: tuple[Source, ...] = (evidence_in, decisions_in, steps_in, tasks_in)
Known = Mapping[Source, Iterable[Thread]]
NOTHING: Known = MappingProxyType({})


def woven(loops: Sequence[int], known: Known = NOTHING) -> dict[tuple[int, str], list[Thread]]:
    """The threads of some turns, by turn and stage; a source whose threads are known is not asked."""
    found: dict[tuple[int, str], list[Thread]] = defaultdict(list)
    for source in SOURCES:
        for thread in known[source] if source in known else source(loops):
            found[thread.loop, thread.stage].append(thread)
    return found


__all__ = ["NOTHING", "Held", "Known", "Thread", "What", "petals_of", "tasks_in", "woven"]
