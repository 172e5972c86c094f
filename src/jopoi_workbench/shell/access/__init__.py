"""The only way to a lab's data. Each function takes the member; a stranger gets 404, not 403."""

from jopoi_workbench.shell.access.claims import claim_for, claims_for
from jopoi_workbench.shell.access.members import NoLabError, member_of, member_view, memberships_of
from jopoi_workbench.shell.access.work import (
    challenge_for,
    challenges_for,
    dataset_for,
    datasets_for,
    evidence_for,
    evidence_list_for,
    happenings_for,
    record_for,
)

__all__ = [
    "NoLabError",
    "challenge_for",
    "challenges_for",
    "claim_for",
    "claims_for",
    "dataset_for",
    "datasets_for",
    "evidence_for",
    "evidence_list_for",
    "happenings_for",
    "member_of",
    "member_view",
    "memberships_of",
    "record_for",
]
