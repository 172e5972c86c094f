"""Sense: find where a service does better than its circumstances predict, and whether that is real."""

from jopoi.sense.fitness import Fitness, FitnessSpec, fitness
from jopoi.sense.frontier import Frontier, FrontierSpec, frontier
from jopoi.sense.screen import Screening, ScreenSpec, screen

__all__ = [
    "Fitness",
    "FitnessSpec",
    "Frontier",
    "FrontierSpec",
    "ScreenSpec",
    "Screening",
    "fitness",
    "frontier",
    "screen",
]
