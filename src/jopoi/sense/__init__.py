"""Sense: find where a service does better than its circumstances predict, and whether that is real."""

from jopoi.sense.screen import Screening, ScreenSpec, screen

__all__ = ["ScreenSpec", "Screening", "screen"]
