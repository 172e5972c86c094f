"""What is asked, drawn from what the library declares."""

from jopoi_workbench.sense.forms.method import MethodForm
from jopoi_workbench.sense.forms.savings import SavingsForm
from jopoi_workbench.sense.forms.screening import ScreeningForm

__all__ = ["MethodForm", "SavingsForm", "ScreeningForm"]
