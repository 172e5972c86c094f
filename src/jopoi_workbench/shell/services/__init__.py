"""Every change to what a lab shares: one function a change, with permission, transaction and audit."""

from jopoi_workbench.shell.services.assessments import Given, assess
from jopoi_workbench.shell.services.challenges import create_challenge, edit_challenge, open_loop
from jopoi_workbench.shell.services.datasets import describe_dataset, display_name, store_dataset
from jopoi_workbench.shell.services.decisions import (
    drop_decision,
    edit_decision,
    open_decision,
    reopen_quarter,
    take_decision,
)
from jopoi_workbench.shell.services.duties import add_duty, edit_duty
from jopoi_workbench.shell.services.invitations import (
    accept_invitation,
    invite,
    join_by_invitation,
    renew_invitation,
    revoke_invitation,
    welcome_invited,
)
from jopoi_workbench.shell.services.kept import add, edit, remove
from jopoi_workbench.shell.services.labs import edit_lab
from jopoi_workbench.shell.services.letters import (
    choose_letters,
    close_calendar,
    digest_of_secret,
    open_calendar,
)
from jopoi_workbench.shell.services.members import change_roles, close_membership, open_membership
from jopoi_workbench.shell.services.partners import NEXT, Move, MoveError, move_partner
from jopoi_workbench.shell.services.persons import (
    change_password,
    confirm_address,
    draw_new_codes,
    edit_profile,
    end_sessions,
    turn_off_second_factor,
    turn_on_second_factor,
)
from jopoi_workbench.shell.services.records import file_record, replace_evidence
from jopoi_workbench.shell.services.runs import cancel_run, file_run, replay_run
from jopoi_workbench.shell.services.tasks import (
    answer_review,
    ask,
    ask_review,
    done,
    drop,
    edit_task,
    hand_over,
    require_asked,
    require_concerned,
)
from jopoi_workbench.shell.services.turns import close_turn, open_turn
from jopoi_workbench.shell.services.verdicts import close_verdict, keep_verdict, open_verdict

__all__ = [
    "NEXT",
    "Given",
    "Move",
    "MoveError",
    "accept_invitation",
    "add",
    "add_duty",
    "answer_review",
    "ask",
    "ask_review",
    "assess",
    "cancel_run",
    "change_password",
    "change_roles",
    "choose_letters",
    "close_calendar",
    "close_membership",
    "close_turn",
    "close_verdict",
    "confirm_address",
    "create_challenge",
    "describe_dataset",
    "digest_of_secret",
    "display_name",
    "done",
    "draw_new_codes",
    "drop",
    "drop_decision",
    "edit",
    "edit_challenge",
    "edit_decision",
    "edit_duty",
    "edit_lab",
    "edit_profile",
    "edit_task",
    "end_sessions",
    "file_record",
    "file_run",
    "hand_over",
    "invite",
    "join_by_invitation",
    "keep_verdict",
    "move_partner",
    "open_calendar",
    "open_decision",
    "open_loop",
    "open_membership",
    "open_turn",
    "open_verdict",
    "remove",
    "renew_invitation",
    "reopen_quarter",
    "replace_evidence",
    "replay_run",
    "require_asked",
    "require_concerned",
    "revoke_invitation",
    "store_dataset",
    "take_decision",
    "turn_off_second_factor",
    "turn_on_second_factor",
    "welcome_invited",
]
