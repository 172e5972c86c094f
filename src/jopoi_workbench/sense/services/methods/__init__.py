"""The methods of this room as pages ask them: a file each, in the order in which they are offered."""

from jopoi_workbench.sense.services.methods.backtest import BACKTEST
from jopoi_workbench.sense.services.methods.burden import BURDEN
from jopoi_workbench.sense.services.methods.cases import CASES
from jopoi_workbench.sense.services.methods.frontier import FRONTIER
from jopoi_workbench.sense.services.methods.method import Method, Part
from jopoi_workbench.sense.services.methods.multiverse import MULTIVERSE
from jopoi_workbench.sense.services.methods.pulse import PULSE
from jopoi_workbench.sense.services.methods.quantiles import QUANTILES
from jopoi_workbench.sense.services.methods.ranks import RANKS
from jopoi_workbench.sense.services.methods.screening import SCREENING
from jopoi_workbench.sense.services.methods.stochastic import STOCHASTIC

# By technical name.
METHODS: dict[str, Method] = {
    method.name: method
    for method in (
        SCREENING,
        RANKS,
        BACKTEST,
        MULTIVERSE,
        CASES,
        FRONTIER,
        STOCHASTIC,
        QUANTILES,
        BURDEN,
        PULSE,
    )
}

__all__ = [
    "BACKTEST",
    "BURDEN",
    "CASES",
    "FRONTIER",
    "METHODS",
    "MULTIVERSE",
    "PULSE",
    "RANKS",
    "SCREENING",
    "STOCHASTIC",
    "Method",
    "Part",
]
