"""What can be done in this room; nothing else in it touches the library's room of the same name."""

from jopoi_workbench.sense.services.answers import Answer, answer_of
from jopoi_workbench.sense.services.asking import ask, ask_now, compute
from jopoi_workbench.sense.services.fitness import FitnessPage, check_fitness
from jopoi_workbench.sense.services.methods import METHODS, SCREENING, Method
from jopoi_workbench.sense.services.misfits import ask_checked, misfits
from jopoi_workbench.sense.services.options import Option, options, parse_spec
from jopoi_workbench.sense.services.pages import Page, page_of
from jopoi_workbench.sense.services.reading import periods_of
from jopoi_workbench.sense.services.replays import Comparison, compare, replay
from jopoi_workbench.sense.services.savings import Looked, claim_options, looked_through
from jopoi_workbench.sense.services.sheets import KEY, TABLES, act_for, download, visits_of
from jopoi_workbench.sense.services.spelling import as_command, as_python
from jopoi_workbench.sense.services.stored import result_of, screening_of
from jopoi_workbench.sense.services.told import design_of, told

__all__ = [
    "KEY",
    "METHODS",
    "SCREENING",
    "TABLES",
    "Answer",
    "Comparison",
    "FitnessPage",
    "Looked",
    "Method",
    "Option",
    "Page",
    "act_for",
    "answer_of",
    "as_command",
    "as_python",
    "ask",
    "ask_checked",
    "ask_now",
    "check_fitness",
    "claim_options",
    "compare",
    "compute",
    "design_of",
    "download",
    "looked_through",
    "misfits",
    "options",
    "page_of",
    "parse_spec",
    "periods_of",
    "replay",
    "result_of",
    "screening_of",
    "told",
    "visits_of",
]
