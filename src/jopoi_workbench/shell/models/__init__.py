"""The registers that every room stands on."""

from jopoi_workbench.shell.models.audit import AuditEntry
from jopoi_workbench.shell.models.claims import Audience, Citation, Claim
from jopoi_workbench.shell.models.evidence import Evidence, EvidenceResult
from jopoi_workbench.shell.models.operations import Worker
from jopoi_workbench.shell.models.people import Lab, Member, Person, Role
from jopoi_workbench.shell.models.records import Comparison, Record
from jopoi_workbench.shell.models.work import Challenge, ColumnKind, Dataset, Loop, Stage

__all__ = [
    "Audience",
    "AuditEntry",
    "Challenge",
    "Citation",
    "Claim",
    "ColumnKind",
    "Comparison",
    "Dataset",
    "Evidence",
    "EvidenceResult",
    "Lab",
    "Loop",
    "Member",
    "Person",
    "Record",
    "Role",
    "Stage",
    "Worker",
]
