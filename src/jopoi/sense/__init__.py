"""Sense: find where a service does better than its circumstances predict, and whether that is real."""

from jopoi.sense.burden import Burden, BurdenSpec, burden
from jopoi.sense.claim import ClaimSpec, SavingsClaim, claim
from jopoi.sense.fitness import Fitness, FitnessSpec, fitness
from jopoi.sense.frontier import Frontier, FrontierSpec, frontier
from jopoi.sense.screen import Screening, ScreenSpec, screen

__all__ = [
    "Burden",
    "BurdenSpec",
    "ClaimSpec",
    "Fitness",
    "FitnessSpec",
    "Frontier",
    "FrontierSpec",
    "SavingsClaim",
    "ScreenSpec",
    "Screening",
    "burden",
    "claim",
    "fitness",
    "frontier",
    "screen",
]
