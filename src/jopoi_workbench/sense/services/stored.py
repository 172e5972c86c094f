"""Reading a result back, and telling whether two are the same."""

from blake3 import blake3

from jopoi.sense import Screening
from jopoi_workbench.sense.services.derived import identity, kept
from jopoi_workbench.shell.models import Evidence


def screening_of(evidence: Evidence) -> Screening:
    """The stored result of a piece of done evidence."""
    return Screening.from_json(evidence.result.json)


def answer_digest(evidence: Evidence) -> str:
    """A digest of everything that a result answers: its figures and its tables, not its words."""
    key = identity(evidence)
    found: str = kept("answers", key, lambda: _digest(screening_of(evidence)))
    return found


def _digest(screening: Screening) -> str:
    seal = blake3(repr(sorted(screening.values.items())).encode())
    for name, sheet in sorted(screening.sheets.items()):
        seal.update(f"{name} {sheet.columns}".encode())
        seal.update(sheet.write_ndjson().encode())
    return seal.hexdigest()
