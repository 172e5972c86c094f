"""Sense: find where a service does better than its circumstances predict, and whether that is real."""

from jopoi.sense.backtest import Backtest, BacktestSpec, backtest
from jopoi.sense.burden import Burden, BurdenSpec, burden
from jopoi.sense.cases import Cases, CasesSpec, cases
from jopoi.sense.claim import ClaimSpec, SavingsClaim, claim
from jopoi.sense.fitness import Fitness, FitnessSpec, fitness
from jopoi.sense.frontier import Frontier, FrontierSpec, frontier
from jopoi.sense.multiverse import Multiverse, MultiverseSpec, multiverse
from jopoi.sense.pulse import Pulse, PulseSpec, pulse
from jopoi.sense.quantiles import Quantiles, QuantilesSpec, quantiles
from jopoi.sense.ranks import Ranks, RanksSpec, ranks
from jopoi.sense.screen import Screening, ScreenSpec, screen
from jopoi.sense.stochastic import Stochastic, StochasticSpec, stochastic

__all__ = [
    "Backtest",
    "BacktestSpec",
    "Burden",
    "BurdenSpec",
    "Cases",
    "CasesSpec",
    "ClaimSpec",
    "Fitness",
    "FitnessSpec",
    "Frontier",
    "FrontierSpec",
    "Multiverse",
    "MultiverseSpec",
    "Pulse",
    "PulseSpec",
    "Quantiles",
    "QuantilesSpec",
    "Ranks",
    "RanksSpec",
    "SavingsClaim",
    "ScreenSpec",
    "Screening",
    "Stochastic",
    "StochasticSpec",
    "backtest",
    "burden",
    "cases",
    "claim",
    "fitness",
    "frontier",
    "multiverse",
    "pulse",
    "quantiles",
    "ranks",
    "screen",
    "stochastic",
]
