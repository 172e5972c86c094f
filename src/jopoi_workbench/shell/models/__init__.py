"""The registers that every room stands on."""

from jopoi_workbench.shell.models.api import ApiAnswer, ApiToken, ApiUse, Scope
from jopoi_workbench.shell.models.assessments import Answer, Assessment
from jopoi_workbench.shell.models.audit import AuditEntry
from jopoi_workbench.shell.models.challenges import Submission
from jopoi_workbench.shell.models.claims import Audience, Citation, Claim
from jopoi_workbench.shell.models.consents import Consent, ConsentUse
from jopoi_workbench.shell.models.contributions import Contribution
from jopoi_workbench.shell.models.decisions import Decision
from jopoi_workbench.shell.models.documents import Document, DocumentVersion
from jopoi_workbench.shell.models.duties import Duty, DutyPart, Organisation
from jopoi_workbench.shell.models.evidence import Evidence, EvidenceResult
from jopoi_workbench.shell.models.experiments import Experiment
from jopoi_workbench.shell.models.invitations import Invitation
from jopoi_workbench.shell.models.lessons import Lesson, PolicyRevision
from jopoi_workbench.shell.models.money import Grant, PlannedStep
from jopoi_workbench.shell.models.notices import CalendarKey, Notice
from jopoi_workbench.shell.models.operations import Worker
from jopoi_workbench.shell.models.partners import Coordinator, Level, Partner, PartnerMove
from jopoi_workbench.shell.models.people import Lab, Letters, Member, Person, Role
from jopoi_workbench.shell.models.plans import DeviationNote, FrozenPlan, Plan, PlannedRun
from jopoi_workbench.shell.models.questions import Expectation, Question
from jopoi_workbench.shell.models.records import Comparison, Record
from jopoi_workbench.shell.models.retention import Retention
from jopoi_workbench.shell.models.tasks import Review, Task
from jopoi_workbench.shell.models.theory import TheoryArrow, TheoryBox
from jopoi_workbench.shell.models.verdicts import Verdict, VerdictLink
from jopoi_workbench.shell.models.work import Challenge, ColumnKind, Dataset, Loop, Stage

__all__ = [
    "Answer",
    "ApiAnswer",
    "ApiToken",
    "ApiUse",
    "Assessment",
    "Audience",
    "AuditEntry",
    "CalendarKey",
    "Challenge",
    "Citation",
    "Claim",
    "ColumnKind",
    "Comparison",
    "Consent",
    "ConsentUse",
    "Contribution",
    "Coordinator",
    "Dataset",
    "Decision",
    "DeviationNote",
    "Document",
    "DocumentVersion",
    "Duty",
    "DutyPart",
    "Evidence",
    "EvidenceResult",
    "Expectation",
    "Experiment",
    "FrozenPlan",
    "Grant",
    "Invitation",
    "Lab",
    "Lesson",
    "Letters",
    "Level",
    "Loop",
    "Member",
    "Notice",
    "Organisation",
    "Partner",
    "PartnerMove",
    "Person",
    "Plan",
    "PlannedRun",
    "PlannedStep",
    "PolicyRevision",
    "Question",
    "Record",
    "Retention",
    "Review",
    "Role",
    "Scope",
    "Stage",
    "Submission",
    "Task",
    "TheoryArrow",
    "TheoryBox",
    "Verdict",
    "VerdictLink",
    "Worker",
]
