"""What is kept back before all may see: addresses, telephone numbers, small cells and their complements."""

from jopoi.privacy.masking import mask
from jopoi.privacy.suppression import SMALLEST, suppress

__all__ = ["SMALLEST", "mask", "suppress"]
