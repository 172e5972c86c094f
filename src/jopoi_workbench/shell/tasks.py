"""What the worker does beside the queue."""

from datetime import datetime

from jopoi_workbench.shell.notices.days import remind
from jopoi_workbench.shell.notices.sending import send_due


def notify(*, at: datetime) -> int:
    """File what became due or late, and send the letters that are due; how many went out."""
    remind(at=at)
    return send_due(at=at)
