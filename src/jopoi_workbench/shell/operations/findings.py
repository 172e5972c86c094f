"""What a check finds: well, to be looked at, or broken; and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How grave a finding is."""

    OK = "ok"
    CARE = "care"  # it works, but look at it
    FAULT = "fault"  # something does not work, or will be lost


@dataclass(frozen=True)
class Finding:
    """One line of the doctor: what was looked at, how it is, what to do."""

    check: str
    level: Level
    what: str
    todo: str = ""


def well(check: str, what: str) -> Finding:
    """Nothing to do."""
    return Finding(check, Level.OK, what)


def care(check: str, what: str, todo: str) -> Finding:
    """Worth a look."""
    return Finding(check, Level.CARE, what, todo)


def fault(check: str, what: str, todo: str) -> Finding:
    """Broken."""
    return Finding(check, Level.FAULT, what, todo)
