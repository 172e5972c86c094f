"""What can be worked out again at any time is kept in files, so that a page need not wait for it."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from blake3 import blake3
from django.conf import settings

import jopoi


def kept(kind: str, key: list[Any], make: Callable[[], Any]) -> Any:  # noqa: ANN401 - any JSON
    """What ``make`` gives, made once for each key and version of the library."""
    text = json.dumps([jopoi.__version__, *key], sort_keys=True, default=str)
    path = Path(settings.DATA_DIR) / "derived" / kind / f"{blake3(text.encode()).hexdigest()}.json"
    try:
        return json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):  # not made yet, or cut short by a full disk
        made = make()
        _write(path, made)
        return made


def _write(path: Path, made: Any) -> None:  # noqa: ANN401 - any JSON
    path.parent.mkdir(parents=True, exist_ok=True)
    # A rename is atomic: a reader sees nothing or the whole.
    with tempfile.NamedTemporaryFile("w", dir=path.parent, suffix=".part", delete=False) as half:
        half.write(json.dumps(made, ensure_ascii=False))
    Path(half.name).replace(path)
