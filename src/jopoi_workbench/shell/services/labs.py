"""Changing what a lab is called, where it is and what it asks of its members."""

from datetime import datetime
from typing import Any

from django.db import transaction

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.models import Lab, Member
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.services.editing import change


@transaction.atomic
def edit_lab(*, actor: Member, lab: Lab, version: int, at: datetime, **values: Any) -> Lab:
    """Change the actor's lab, unless someone else did so since ``version``.

    Raises
    ------
    jopoi_workbench.shell.services.editing.StaleError
    """
    require(actor, Act.EDIT_LAB)
    changed = change(lab, version=version, values=values, actor=actor, at=at)
    if changed:
        record(lab=lab, actor=actor, action="lab.edited", about=lab, at=at, changed=changed)
    return lab
