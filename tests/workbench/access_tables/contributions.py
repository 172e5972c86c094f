"""What people without an account write to a lab, and what its members make of it."""

from jopoi_workbench.shell.services import create_challenge
from jopoi_workbench.shell.services.contributions import contribute
from jopoi_workbench.shell.services.visibility import show_challenge
from tests.workbench.conftest import AT

TABLE = """
contribution-write  GET    200    200      200     200         200       200     200       200     200
contribution-write  POST   422    422      422     422         422       422     422       422     422
your-words          GET    200    200      200     200         200       200     200       200     200
your-words          POST   422    422      422     422         422       422     422       422     422
contributions       GET    302    404      200     200         200       200     403       403     200
contributions-listen POST  302    404      302     403         403       302     403       403     302
contribution        GET    302    404      200     200         200       200     403       403     200
contribution        POST   302    404      422     422         422       422     403       403     422
contribution-set-aside POST 302   404      422     422         422       422     403       403     422
"""


def paths(cast):
    shown = create_challenge(actor=cast.analyst, title="Heard", statement="To everyone.", at=AT)
    show_challenge(actor=cast.analyst, challenge=shown, visibility="public", version=1, at=AT)
    written, _slip = contribute(challenge=shown, kind="idea", text="Try it at night.", language="en", at=AT)
    one = [shown.pk, written.pk]
    return {
        "contribution-write": [shown.pk],
        "contributions": [cast.challenge.pk],
        "contributions-listen": [cast.challenge.pk],
        "contribution": one,
        "contribution-set-aside": one,
    }
