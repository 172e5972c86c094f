"""What can be done in this room; nothing else in it touches the library's room of the same name."""

from jopoi_workbench.sense.services.fitness import FitnessPage, check_fitness
from jopoi_workbench.sense.services.misfits import ask_screening, misfits
from jopoi_workbench.sense.services.options import Option, options, parse_spec
from jopoi_workbench.sense.services.pages import Page, page_of
from jopoi_workbench.sense.services.reading import periods_of
from jopoi_workbench.sense.services.replays import Comparison, compare, replay
from jopoi_workbench.sense.services.screening import (
    run_screening,
    screen_now,
    screen_units,
)
from jopoi_workbench.sense.services.sheets import KEY, TABLES, act_for, download, visits_of
from jopoi_workbench.sense.services.spelling import as_command, as_python
from jopoi_workbench.sense.services.stored import screening_of
from jopoi_workbench.sense.services.told import design_of, told

__all__ = [
    "KEY",
    "TABLES",
    "Comparison",
    "FitnessPage",
    "Option",
    "Page",
    "act_for",
    "as_command",
    "as_python",
    "ask_screening",
    "check_fitness",
    "compare",
    "design_of",
    "download",
    "misfits",
    "options",
    "page_of",
    "parse_spec",
    "periods_of",
    "replay",
    "run_screening",
    "screen_now",
    "screen_units",
    "screening_of",
    "told",
    "visits_of",
]
