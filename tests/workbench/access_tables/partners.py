"""Partners and who holds a loop together."""

from datetime import date

from jopoi_workbench.shell.models import Coordinator, Partner
from jopoi_workbench.shell.services import add, open_loop
from tests.workbench.conftest import AT

TABLE = """
partners            GET    302    404      200     200         200       200     200       200     200
partner-new         GET    302    404      200     200         403       200     403       403     200
partner-new         POST   302    404      302     302         403       302     403       403     302
partner             GET    302    404      200     200         403       200     403       403     200
partner             POST   302    404      422     422         403       422     403       403     422
partner-move        GET    302    404      200     200         403       200     403       403     200
partner-move        POST   302    404      422     422         403       422     403       403     422
partner-remove      POST   302    404      302     404         403       404     403       403     404
coordinator-new     GET    302    404      200     200         403       200     403       403     200
coordinator-new     POST   302    404      422     422         403       422     403       403     422
coordinator         GET    302    404      200     200         403       200     403       403     200
coordinator         POST   302    404      422     422         403       422     403       403     422
coordinator-remove  POST   302    404      302     404         403       404     403       403     404
"""
SENT = {"partner-new": {"name": "Consejo local", "kind": "civil", "status": "active", "version": "1"}}


def paths(cast):
    partner = add(
        actor=cast.analyst, register=Partner, challenge=cast.challenge, at=AT, name="P", kind="civil"
    )
    held = add(
        actor=cast.analyst, register=Coordinator, challenge=cast.challenge, at=AT, part="focal",
        loop=open_loop(cast.challenge), outsider="Rosa", since=date(2026, 1, 1),
    )  # fmt: skip
    under = [cast.challenge.pk]
    lines = {"partner": partner.pk, "coordinator": held.pk}
    return {"partners": under} | {
        f"{noun}{act}": under if act == "-new" else [*under, key]
        for noun, key in lines.items()
        for act in ("", "-new", "-remove", "-move")
    }
