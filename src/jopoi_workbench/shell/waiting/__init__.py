"""What waits for a member, worked out from the registers each time: nothing to keep in step.

A register that can wait for someone has a file here with a function that takes the member and yields
what waits; it is listed in ``SOURCES``.
"""

from collections.abc import Callable, Iterable
from datetime import date

from jopoi_workbench.shell.models import Member
from jopoi_workbench.shell.waiting.claims import claims_on_fallen_ground
from jopoi_workbench.shell.waiting.consents import withdrawals
from jopoi_workbench.shell.waiting.data import challenges_without_data, failed_runs, idle_tables
from jopoi_workbench.shell.waiting.decisions import open_decisions
from jopoi_workbench.shell.waiting.experiments import experiments_in_hand
from jopoi_workbench.shell.waiting.lessons import policies_to_review, repairs
from jopoi_workbench.shell.waiting.money import expiring_money
from jopoi_workbench.shell.waiting.partners import lapsed_partners, unheld_loops
from jopoi_workbench.shell.waiting.things import AT_MOST, Waiting

Source = Callable[[Member], Iterable[Waiting]]
SOURCES: tuple[Source, ...] = (
    open_decisions,
    failed_runs,
    idle_tables,
    challenges_without_data,
    claims_on_fallen_ground,
    lapsed_partners,
    unheld_loops,
    expiring_money,
    repairs,
    policies_to_review,
    withdrawals,
    experiments_in_hand,
)


def waiting_for(member: Member) -> list[Waiting]:
    """What waits for a member: what has a day first, then what waits longest."""
    found = [thing for source in SOURCES for thing in source(member)]
    return sorted(found, key=lambda thing: (thing.due or date.max, thing.since))[:AT_MOST]


__all__ = ["Waiting", "waiting_for"]
