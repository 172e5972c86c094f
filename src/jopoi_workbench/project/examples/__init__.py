"""What fills the screens of the worked example: a file for each register, in the order of `FILLS`."""

from collections.abc import Callable
from datetime import datetime

from jopoi_workbench.project.examples import (
    challenges,
    claims,
    consents,
    contributions,
    documents,
    inquiry,
    money,
    partners,
    people,
    registers,
    tasks,
)
from jopoi_workbench.project.examples.known import Known

FILLS: tuple[Callable[[Known, datetime], None], ...] = (
    consents.fill,
    claims.fill,
    people.fill,
    partners.fill,
    money.fill,
    registers.fill,
    inquiry.fill,
    challenges.fill,
    contributions.fill,
    documents.fill,
    tasks.fill,
)

__all__ = ["FILLS", "Known"]
