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
from jopoi_workbench.shell.services.kept import add, edit, remove
from jopoi_workbench.shell.services.partners import NEXT, Move, MoveError, move_partner
from jopoi_workbench.shell.services.records import file_record, replace_evidence
from jopoi_workbench.shell.services.runs import cancel_run, file_run, replay_run
from jopoi_workbench.shell.services.turns import close_turn, open_turn
from jopoi_workbench.shell.services.verdicts import close_verdict, keep_verdict, open_verdict

__all__ = [
    "NEXT",
    "Given",
    "Move",
    "MoveError",
    "add",
    "add_duty",
    "assess",
    "cancel_run",
    "close_turn",
    "close_verdict",
    "create_challenge",
    "describe_dataset",
    "display_name",
    "drop_decision",
    "edit",
    "edit_challenge",
    "edit_decision",
    "edit_duty",
    "file_record",
    "file_run",
    "keep_verdict",
    "move_partner",
    "open_decision",
    "open_loop",
    "open_turn",
    "open_verdict",
    "remove",
    "reopen_quarter",
    "replace_evidence",
    "replay_run",
    "store_dataset",
    "take_decision",
]
