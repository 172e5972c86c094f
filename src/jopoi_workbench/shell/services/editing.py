"""Changing what several people may edit: the second to save sees what changed, and loses nothing."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import F

from jopoi_workbench.shell.models import Member
from jopoi_workbench.shell.models.edited import Edited

T = TypeVar("T", bound=Edited)


class StaleError(Exception):
    """Someone else changed the thing since it was read; ``current`` is how it is now."""

    def __init__(self, current: Edited) -> None:
        super().__init__(f"{type(current).__name__} {current.pk} is now version {current.version}")
        self.current = current


def change(
    thing: T, *, version: int, values: Mapping[str, Any], actor: Member, at: datetime, more: bool = False
) -> list[str]:
    """Write ``values`` if nobody else has written since ``version``; part of the caller's transaction.

    Parameters
    ----------
    thing : Edited
        As it was read; it holds the new values afterwards.
    version : int
        The version that the editor saw.
    values : mapping of str to any
        The fields to write.
    actor : Member
    at : datetime
    more : bool, optional
        Whether the caller changes something that hangs on the thing, besides its own fields.

    Returns
    -------
    list of str
        The names of the fields whose value is new, sorted; empty if none is, and then nothing is written
        unless there is ``more``.

    Raises
    ------
    StaleError
        If someone else has written since.
    """
    stored = type(thing)._default_manager
    changed = sorted(name for name, value in values.items() if getattr(thing, name) != value)
    if thing.version == version and not changed and not more:
        return []
    written = stored.filter(pk=thing.pk, version=version).update(
        **values, version=F("version") + 1, edited_by=actor, edited_at=at
    )
    if not written:
        raise StaleError(stored.select_related("edited_by__person").get(pk=thing.pk))
    thing.refresh_from_db()
    return changed
