"""What can be worked out again at any time is kept in files, so that a page need not wait for it."""

import json
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from blake3 import blake3
from django.conf import settings

import jopoi
import jopoi_workbench
from jopoi_workbench.shell.models import Evidence


@cache
def _made_by() -> int:
    """When the newest file of either floor was changed: what older code made is made again."""
    floors = (Path(str(floor.__file__)).parent for floor in (jopoi, jopoi_workbench))
    files = (path for floor in floors for path in floor.rglob("*") if path.suffix in {".py", ".mo"})
    return max(path.stat().st_mtime_ns for path in files)


def identity(evidence: Evidence) -> list[Any]:
    """What makes a result what it is, without reading it: its number, its question, its table."""
    table = evidence.dataset.digest if evidence.dataset else ""
    return [evidence.pk, evidence.created_at.isoformat(), evidence.spec, table]


def kept(kind: str, key: list[Any], make: Callable[[], Any]) -> Any:  # noqa: ANN401 - any JSON
    """What ``make`` gives, made once for each key and each state of the code."""
    text = json.dumps([_made_by(), *key], sort_keys=True, default=str)
    path = Path(settings.DERIVED_DIR) / kind / f"{blake3(text.encode()).hexdigest()}.json"
    found = _read(path)
    if found is None:
        found = make()
        _write(path, found)
    return found


def _read(path: Path) -> Any:  # noqa: ANN401 - any JSON
    try:
        return json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):  # not made yet, or cut short by a full disk
        return None


def _write(path: Path, made: Any) -> None:  # noqa: ANN401 - any JSON
    path.parent.mkdir(parents=True, exist_ok=True)
    # A rename is atomic: a reader sees nothing or the whole.
    with tempfile.NamedTemporaryFile("w", dir=path.parent, suffix=".part", delete=False) as half:
        half.write(json.dumps(made, ensure_ascii=False))
    Path(half.name).replace(path)
