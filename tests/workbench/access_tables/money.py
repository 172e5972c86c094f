"""Money, and planned steps."""

from datetime import date

from jopoi_workbench.shell.models import Grant, PlannedStep
from jopoi_workbench.shell.services import add
from tests.workbench.conftest import AT

TABLE = """
money               GET    302    404      200     200         200       200     200       200     200
grant-new           GET    302    404      200     200         403       200     403       403     200
grant-new           POST   302    404      302     302         403       302     403       403     302
grant               GET    302    404      200     200         403       200     403       403     200
grant               POST   302    404      422     422         403       422     403       403     422
grant-remove        POST   302    404      302     404         403       404     403       403     404
step-new            GET    302    404      200     200         403       200     403       403     200
step-new            POST   302    404      302     302         403       302     403       403     302
step                GET    302    404      200     200         403       200     403       403     200
step                POST   302    404      422     422         403       422     403       403     422
step-remove         POST   302    404      302     404         403       404     403       403     404
"""
GRANT = {
    "source": "TRAC", "kind": "core", "currency": "PYG", "amount": "28000000", "spent": "0",
    "lapses_on": "2026-06-30", "version": "1",
}  # fmt: skip
STEP = {"name": "Lottery", "stage": "test", "weeks": "1", "starts_on": "2026-03-09", "version": "1"}
SENT = {"grant-new": GRANT, "step-new": STEP}


def paths(cast):
    told = {"actor": cast.analyst, "challenge": cast.challenge, "at": AT}
    money = {"source": "S", "kind": "core", "currency": "PYG", "amount": 1, "lapses_on": date(2026, 6, 30)}
    grant = add(register=Grant, **money, **told)
    step = add(register=PlannedStep, name="N", stage="test", weeks=1, starts_on=date(2026, 3, 1), **told)
    under = [cast.challenge.pk]
    lines = {"grant": grant.pk, "step": step.pk}
    return {"money": under} | {
        f"{noun}{act}": under if act == "-new" else [*under, key]
        for noun, key in lines.items()
        for act in ("", "-new", "-remove")
    }
