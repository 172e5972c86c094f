"""Who does what, what went wrong, conditions, readiness, and on whom the work rests."""

from datetime import date

from jopoi_workbench.shell.models import Duty, Lesson, Organisation, PolicyRevision
from jopoi_workbench.shell.services import add
from tests.workbench.conftest import AT

TABLE = """
duties              GET    302    404      200     200         200       200     200       200     200
duty-new            GET    302    404      200     200         403       200     403       403     200
duty-new            POST   302    404      302     302         403       302     403       403     302
duty                GET    302    404      200     200         403       200     403       403     200
duty                POST   302    404      422     422         403       422     403       403     422
duty-remove         POST   302    404      302     404         403       404     403       403     404
organisation-new    GET    302    404      200     200         403       200     403       403     200
organisation-new    POST   302    404      302     302         403       302     403       403     302
organisation        GET    302    404      200     200         403       200     403       403     200
organisation        POST   302    404      422     422         403       422     403       403     422
organisation-remove POST   302    404      302     404         403       404     403       403     404
lessons             GET    302    404      200     200         200       200     200       200     200
lesson-new          GET    302    404      200     200         403       200     403       403     200
lesson-new          POST   302    404      302     302         403       302     403       403     302
lesson              GET    302    404      200     200         403       200     403       403     200
lesson              POST   302    404      422     422         403       422     403       403     422
lesson-remove       POST   302    404      302     404         403       404     403       403     404
conditions          GET    302    404      200     200         200       200     200       200     200
conditions-new      GET    302    404      200     200         403       200     403       403     200
conditions-new      POST   302    404      302     302         403       302     403       403     302
policy-new          GET    302    404      200     200         403       200     403       403     200
policy-new          POST   302    404      302     302         403       302     403       403     302
policy              GET    302    404      200     200         403       200     403       403     200
policy              POST   302    404      422     422         403       422     403       403     422
policy-remove       POST   302    404      302     404         403       404     403       403     404
readiness           GET    302    200      200     200         200       200     200       200     200
readiness-new       GET    302    200      200     200         403       200     403       403     200
readiness-new       POST   302    302      302     302         403       302     403       403     302
workload            GET    302    200      200     200         403       200     403       403     200
"""
DUTY = {"kind": "decision", "what": "Prices of the fair", "version": "1", "part_lab": ["asked"]}
LESSON = {
    "title": "Coupons ran out", "stage": "test", "happened_on": "2026-02-01", "expected": "E",
    "happened": "H",
    "version": "1",
}  # fmt: skip
POLICY = {"policy": "Rules", "on": "2026-02-01", "said": "S", "learned": "L", "version": "1"}
SENT = {
    "duty-new": DUTY,
    "organisation-new": {"name": "O", "version": "1"},
    "lesson-new": LESSON,
    "policy-new": POLICY,
    "conditions-new": {"need_level": "2"},
    "readiness-new": {"capacity_level": "1"},
}


def paths(cast):
    told, day = {"actor": cast.analyst, "challenge": cast.challenge, "at": AT}, date(2026, 2, 1)
    lines = {
        "duty": add(register=Duty, what="W", **told),
        "organisation": add(register=Organisation, name="O", **told),
        "lesson": add(register=Lesson, title="T", stage="test", happened_on=day, expected="E", happened="H",
                      **told),
        "policy": add(register=PolicyRevision, policy="P", on=day, said="S", learned="L", **told),
    }  # fmt: skip
    under = [cast.challenge.pk]
    places = dict.fromkeys(("duties", "lessons", "conditions", "conditions-new"), under)
    return places | {
        f"{noun}{act}": under if act == "-new" else [*under, line.pk]
        for noun, line in lines.items()
        for act in ("", "-new", "-remove")
    }
