"""What is asked of a table, drawn from what the library declares."""

from jopoi_workbench.sense.forms.method import MethodForm
from jopoi_workbench.sense.forms.screening import ScreeningForm

__all__ = ["MethodForm", "ScreeningForm"]
