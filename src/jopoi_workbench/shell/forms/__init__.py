"""What is filled in, and one clear sentence for each thing that can be wrong."""

from jopoi_workbench.shell.forms.challenges import ChallengeForm, EditChallengeForm
from jopoi_workbench.shell.forms.claims import (
    CITATIONS,
    ClaimForm,
    EditClaimForm,
    LevelForm,
    ReasonForm,
    VoicesForm,
)
from jopoi_workbench.shell.forms.datasets import WHAT_ROLES_ARE, DescribeForm, UploadForm
from jopoi_workbench.shell.forms.decisions import (
    AskDecisionForm,
    EditDecisionForm,
    TakeDecisionForm,
    WhyForm,
)
from jopoi_workbench.shell.forms.lab import InviteForm, LabForm, RolesForm
from jopoi_workbench.shell.forms.language import language
from jopoi_workbench.shell.forms.persons import (
    ChangePasswordForm,
    CodeForm,
    JoinForm,
    LostPasswordForm,
    NewPasswordForm,
    ProfileForm,
)
from jopoi_workbench.shell.forms.plans import DepartureForm, EditPlanForm, PlanForm
from jopoi_workbench.shell.forms.records import RecordForm, ReplaceForm
from jopoi_workbench.shell.forms.signing import SignInForm
from jopoi_workbench.shell.forms.verdicts import VerdictForm

__all__ = [
    "CITATIONS",
    "WHAT_ROLES_ARE",
    "AskDecisionForm",
    "ChallengeForm",
    "ChangePasswordForm",
    "ClaimForm",
    "CodeForm",
    "DepartureForm",
    "DescribeForm",
    "EditChallengeForm",
    "EditClaimForm",
    "EditDecisionForm",
    "EditPlanForm",
    "InviteForm",
    "JoinForm",
    "LabForm",
    "LevelForm",
    "LostPasswordForm",
    "NewPasswordForm",
    "PlanForm",
    "ProfileForm",
    "ReasonForm",
    "RecordForm",
    "ReplaceForm",
    "RolesForm",
    "SignInForm",
    "TakeDecisionForm",
    "UploadForm",
    "VerdictForm",
    "VoicesForm",
    "WhyForm",
    "language",
]
