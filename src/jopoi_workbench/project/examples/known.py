"""What is there before a register of the example is filled."""

from collections.abc import Mapping
from dataclasses import dataclass

from jopoi_workbench.shell.models import Challenge, Dataset, Member, Role


@dataclass(frozen=True)
class Known:
    """The people by role, the challenge and its table."""

    people: Mapping[Role, Member]
    challenge: Challenge
    dataset: Dataset
