"""The signing key: from the environment, or made once for a machine and kept beside its data."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def secret_key(given: str, folder: Path) -> str:
    """The key given, or the one kept in ``folder``, made there if the folder exists.

    Without a folder (a type checker, a translation run) the key lives as long as the process.
    """
    if given:
        return given
    kept = folder / "secret-key"
    if kept.exists():
        return kept.read_text(encoding="ascii").strip()
    fresh = get_random_secret_key()
    return _keep(kept, fresh) if folder.is_dir() else fresh


def _keep(kept: Path, fresh: str) -> str:
    try:
        handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was faster; its key is the one that counts
        return kept.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(fresh)
    return fresh
