"""Every change to what a lab shares: one function a change, with permission, transaction and audit."""

from jopoi_workbench.shell.services.challenges import create_challenge, edit_challenge, open_loop
from jopoi_workbench.shell.services.datasets import describe_dataset, display_name, store_dataset
from jopoi_workbench.shell.services.records import file_record, replace_evidence
from jopoi_workbench.shell.services.runs import cancel_run, file_run, replay_run

__all__ = [
    "cancel_run",
    "create_challenge",
    "describe_dataset",
    "display_name",
    "edit_challenge",
    "file_record",
    "file_run",
    "open_loop",
    "replace_evidence",
    "replay_run",
    "store_dataset",
]
