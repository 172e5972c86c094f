"""Rules of a learning loop, as functions on plain values: no table, no web, no clock."""

from jopoi.loop.drawing import draw_theory
from jopoi.loop.duties import Duty, Gap, Part, gaps
from jopoi.loop.finding import Finding
from jopoi.loop.hypothesis import Hypothesis, check_hypothesis, parse_hypothesis
from jopoi.loop.load import Held, Load, loads, resting_on_one
from jopoi.loop.permission import Permission, check_permission, lapses_on, look_due
from jopoi.loop.question import SELF_CHECKS, check_question
from jopoi.loop.schedule import Fit, Grant, Placed, Step, fit, place, unspent
from jopoi.loop.theory import LEVELS, Arrow, Node, check_theory

__all__ = [
    "LEVELS",
    "SELF_CHECKS",
    "Arrow",
    "Duty",
    "Finding",
    "Fit",
    "Gap",
    "Grant",
    "Held",
    "Hypothesis",
    "Load",
    "Node",
    "Part",
    "Permission",
    "Placed",
    "Step",
    "check_hypothesis",
    "check_permission",
    "check_question",
    "check_theory",
    "draw_theory",
    "fit",
    "gaps",
    "lapses_on",
    "loads",
    "look_due",
    "parse_hypothesis",
    "place",
    "resting_on_one",
    "unspent",
]
