"""The parts of a result as files, and who may take which."""

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from jopoi._core.figures import spec_of
from jopoi._core.report import report
from jopoi._core.results import Result
from jopoi._core.saving import as_csv, as_xlsx
from jopoi._core.svg import to_svg
from jopoi.sense import Screening
from jopoi_workbench.sense.services.derived import identity, kept
from jopoi_workbench.sense.services.labels import labels_of, relabelled
from jopoi_workbench.sense.services.methods import METHODS, SCREENING
from jopoi_workbench.sense.services.stored import result_of, screening_of
from jopoi_workbench.shell.models import Evidence
from jopoi_workbench.shell.roles import Act

KEY = "key"
# Who stands in a table besides the shortlist is not for everyone: the rest of the units are
# neither worse nor to be published, and who visits must not know who is who.
TABLES: dict[str, Act] = {
    "shortlist": Act.DOWNLOAD,
    "visits": Act.DOWNLOAD,
    "persistence": Act.DOWNLOAD,
    "sensitivity": Act.DOWNLOAD,
    "concentration": Act.DOWNLOAD,
    "coefficients": Act.DOWNLOAD,
    "exclusions": Act.DOWNLOAD,
    "peer_groups": Act.DOWNLOAD,
    "peers": Act.SEE_ROWS,
    "left_out": Act.SEE_ROWS,
    "units": Act.SEE_ROWS,
    "mirror": Act.SEE_ROWS,
    KEY: Act.RUN,
}
FILES: dict[str, Act] = {
    "spec.json": Act.DOWNLOAD,
    "result.json": Act.SEE_ROWS,
    "report.html": Act.DOWNLOAD,
}
_CALLED = {SCREENING.name: "screening"}  # files, as they have been called from the beginning
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "svg": "image/svg+xml",
}


@dataclass(frozen=True)
class Download:
    """A file to hand over: its bytes, what they are, what it is called."""

    content: bytes
    kind: str
    name: str


def act_for(method: str, name: str, ext: str) -> Act | None:
    """What a member must be allowed to do to take a part; none if there is no such part."""
    if ext in _WRITERS:
        if method == SCREENING.name:
            return TABLES.get(name)
        return METHODS[method].tables.get(name, Act.SEE_ROWS)
    return Act.DOWNLOAD if ext == "svg" else FILES.get(f"{name}.{ext}")


def download(evidence: Evidence, name: str, ext: str, language: str) -> Download | None:
    """One part of a result as a file; none if this result has no such part."""
    result = result_of(evidence)
    content = _content(result, evidence, name, ext, language)
    called = f"{_CALLED.get(evidence.method, METHODS[evidence.method].slug)}-{evidence.pk}-{name}.{ext}"
    return Download(content, TYPES[ext], called) if content else None


def _content(result: Result, evidence: Evidence, name: str, ext: str, language: str) -> bytes | None:
    if ext in _WRITERS:
        sheet = _sheet(result, name)
        return None if sheet is None else _WRITERS[ext](sheet, name)
    told = relabelled(result, labels_of(evidence.dataset))
    if ext == "svg":
        figure = told.figures(language).get(name)
        return to_svg(figure).encode() if figure else None
    if ext == "html":
        return _report(evidence, told, language)
    stored = {"method": evidence.method, "version": evidence.version, "spec": evidence.spec}
    text = json.dumps(stored, indent=2) if name == "spec" else result.to_json(figures=False)
    return text.encode()


def _sheet(result: Result, name: str) -> pl.DataFrame | None:
    if name == KEY and isinstance(result, Screening):
        return key_of_visits(result)
    return result.sheets.get(name)


def _report(evidence: Evidence, told: Result, language: str) -> bytes:
    key = [*identity(evidence), language, labels_of(evidence.dataset)]
    page: str = kept("reports", key, lambda: report(told, language, _specs(told, language)))
    return page.encode()


def _specs(told: Result, language: str) -> dict[str, dict[str, Any]]:
    return {name: spec_of(figure) for name, figure in told.figures(language).items()}


def visits_of(evidence: Evidence) -> list[dict[str, Any]]:
    """The visits in their shuffled order, blind to who is on the shortlist."""
    key = identity(evidence)
    found: list[dict[str, Any]] = kept(
        "visits", key, lambda: screening_of(evidence).sheets["visits"].to_dicts()
    )
    return found


def key_of_visits(screening: Screening) -> pl.DataFrame:
    """Which visit belongs to which unit and part: what visitors must not see."""
    visits = screening.sheets["visits"].select("visit", "unit", "set")
    parts = screening.sheets["matches"].select("unit", "role", "distance")
    return visits.join(parts, on="unit", how="left").sort("set", "role", descending=[False, True])


def _bytes(write: Callable[[Path], None]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "part")
        write(path)
        return path.read_bytes()


_WRITERS: dict[str, Callable[[pl.DataFrame, str], bytes]] = {
    "csv": lambda sheet, _name: _bytes(lambda path: as_csv(sheet, path)),
    "xlsx": lambda sheet, name: _bytes(lambda path: as_xlsx({name: sheet}, path)),
    "parquet": lambda sheet, _name: _bytes(lambda path: sheet.write_parquet(path)),
}
