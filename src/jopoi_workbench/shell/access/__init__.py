"""The only way to a lab's data. Each function takes the member; a stranger gets 404, not 403."""

from jopoi_workbench.shell.access.challenges import challenge_for, challenges_for, newest_turn_for, themes_of
from jopoi_workbench.shell.access.claims import claim_for, claims_for
from jopoi_workbench.shell.access.decisions import decision_for, decisions_for
from jopoi_workbench.shell.access.duties import columns_for, duties_for
from jopoi_workbench.shell.access.found import found_for
from jopoi_workbench.shell.access.happenings import Narrowed, counted_at_work, happenings_for, people_of
from jopoi_workbench.shell.access.lessons import assessments_for, citable_for, lessons_for, policies_for
from jopoi_workbench.shell.access.load import Holding, holdings_of, sites_of
from jopoi_workbench.shell.access.members import (
    NoLabError,
    SecondFactorMissingError,
    check_second_factor,
    member_of,
    member_view,
    membership_for,
    memberships_of,
    other_labs_of,
    person_of,
    reader_of,
)
from jopoi_workbench.shell.access.money import (
    design_for,
    funded_design_for,
    unspent_grants_for,
    with_their_steps,
)
from jopoi_workbench.shell.access.partners import (
    coordinators_for,
    kept_for,
    kept_line_for,
    partners_for,
)
from jopoi_workbench.shell.access.people import (
    invitation_for,
    invitations_for,
    lab_member_for,
    lab_members_for,
)
from jopoi_workbench.shell.access.plans import plan_for, plans_for, runs_of
from jopoi_workbench.shell.access.tasks import (
    colleagues_of,
    open_tasks_under,
    task_for,
    tasks_for,
    with_reviews,
)
from jopoi_workbench.shell.access.verdicts import verdict_by_link, verdict_for, verdicts_for
from jopoi_workbench.shell.access.work import (
    dataset_for,
    datasets_for,
    evidence_for,
    evidence_list_for,
    record_for,
)

__all__ = [
    "Holding",
    "Narrowed",
    "NoLabError",
    "SecondFactorMissingError",
    "assessments_for",
    "challenge_for",
    "challenges_for",
    "check_second_factor",
    "citable_for",
    "claim_for",
    "claims_for",
    "colleagues_of",
    "columns_for",
    "coordinators_for",
    "counted_at_work",
    "dataset_for",
    "datasets_for",
    "decision_for",
    "decisions_for",
    "design_for",
    "duties_for",
    "evidence_for",
    "evidence_list_for",
    "found_for",
    "funded_design_for",
    "happenings_for",
    "holdings_of",
    "invitation_for",
    "invitations_for",
    "kept_for",
    "kept_line_for",
    "lab_member_for",
    "lab_members_for",
    "lessons_for",
    "member_of",
    "member_view",
    "membership_for",
    "memberships_of",
    "newest_turn_for",
    "open_tasks_under",
    "other_labs_of",
    "partners_for",
    "people_of",
    "person_of",
    "plan_for",
    "plans_for",
    "policies_for",
    "reader_of",
    "record_for",
    "runs_of",
    "sites_of",
    "task_for",
    "tasks_for",
    "themes_of",
    "unspent_grants_for",
    "verdict_by_link",
    "verdict_for",
    "verdicts_for",
    "with_reviews",
    "with_their_steps",
]
