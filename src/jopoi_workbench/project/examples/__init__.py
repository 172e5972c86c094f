"""What fills the screens of the worked example: a file for each register, in the order of `FILLS`."""

from collections.abc import Callable
from datetime import datetime

from jopoi_workbench.project.examples import claims
from jopoi_workbench.project.examples.known import Known

FILLS: tuple[Callable[[Known, datetime], None], ...] = (claims.fill,)

__all__ = ["FILLS", "Known"]
