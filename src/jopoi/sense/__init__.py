"""Sense: where does a service do better than its circumstances predict, and is that real?"""

from jopoi.sense.screen import Screening, ScreenSpec, screen

__all__ = ["ScreenSpec", "Screening", "screen"]
