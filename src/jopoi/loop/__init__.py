"""Rules of a learning loop, as functions on plain values: no table, no web, no clock."""

from jopoi.loop.drawing import draw_theory
from jopoi.loop.finding import Finding
from jopoi.loop.hypothesis import Hypothesis, check_hypothesis, parse_hypothesis
from jopoi.loop.question import SELF_CHECKS, check_question
from jopoi.loop.theory import LEVELS, Arrow, Node, check_theory

__all__ = [
    "LEVELS",
    "SELF_CHECKS",
    "Arrow",
    "Finding",
    "Hypothesis",
    "Node",
    "check_hypothesis",
    "check_question",
    "check_theory",
    "draw_theory",
    "parse_hypothesis",
]
