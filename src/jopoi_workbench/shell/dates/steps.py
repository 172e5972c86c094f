"""The days on which the planned steps of a member's challenges begin and end."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from jopoi import loop
from jopoi.errors import OptionError
from jopoi_workbench.shell.access.money import steps_around
from jopoi_workbench.shell.dates.things import AT_MOST, Day, changed
from jopoi_workbench.shell.models import Member, PlannedStep
from jopoi_workbench.shell.money import as_step


def steps(member: Member) -> Iterator[Day]:
    """Steps that are not done: of challenges in which the member took part, and those that are theirs."""
    own, planned = steps_around(member, AT_MOST)
    designs: dict[int, list[PlannedStep]] = defaultdict(list)
    for step in planned:
        designs[step.challenge_id].append(step)
    for design in designs.values():
        known = {step.pk: step for step in design}
        for placed in _placed(design):
            chain = _chain(known[placed.step.key], known)
            # What hangs on no day begins whenever somebody begins it: no calendar can hold it.
            dated = any(step.starts_on or step.done_on for step in chain)
            if dated and placed.step.key in own:
                yield from _days(chain, placed)


def _placed(design: Sequence[PlannedStep]) -> Sequence[loop.Placed]:
    """The steps on the days that were planned: not moved on by today, as the page of money moves them."""
    try:
        return loop.place([as_step(step) for step in design], date.min)
    except OptionError:  # steps that wait for one another in a circle; the page of money says so
        return []


def _chain(step: PlannedStep, known: Mapping[int, PlannedStep]) -> list[PlannedStep]:
    """The step and those that it waits for, one after the other."""
    chain: list[PlannedStep] = []
    here: PlannedStep | None = step
    while here is not None and here not in chain:
        chain.append(here)
        here = known.get(here.after_id or 0)
    return chain


def _days(chain: Sequence[PlannedStep], placed: loop.Placed) -> Iterator[Day]:
    step = chain[0]
    told = {"step": step.name}
    for end, on, what in (
        ("begins", placed.first, _("Begins: %(step)s")),
        ("ends", placed.last, _("Ends: %(step)s")),
    ):
        yield Day(
            uid=f"step-{step.pk}-{end}",
            on=on,
            what=what % told,
            why=step.challenge.title,
            path=reverse("money", args=[step.challenge_id]),
            **changed(*chain),
        )
