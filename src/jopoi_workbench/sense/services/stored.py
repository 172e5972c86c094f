"""Reading a result back, and telling whether two are the same."""

from blake3 import blake3

from jopoi._core.results import Result
from jopoi.sense import Screening
from jopoi_workbench.sense.services.derived import identity, kept
from jopoi_workbench.sense.services.methods import METHODS
from jopoi_workbench.shell.models import Evidence


def result_of(evidence: Evidence) -> Result:
    """The stored result of a piece of done evidence."""
    return METHODS[evidence.method].result.from_json(evidence.result.json)


def screening_of(evidence: Evidence) -> Screening:
    """The stored result of a done screening."""
    return Screening.from_json(evidence.result.json)


def answer_digest(evidence: Evidence) -> str:
    """A digest of everything that a result answers: its figures and its tables, not its words."""
    key = identity(evidence)
    found: str = kept("answers", key, lambda: _digest(result_of(evidence)))
    return found


def _digest(result: Result) -> str:
    seal = blake3(repr(sorted(result.values.items())).encode())
    for name, sheet in sorted(result.sheets.items()):
        seal.update(f"{name} {sheet.columns}".encode())
        seal.update(sheet.write_ndjson().encode())
    return seal.hexdigest()
