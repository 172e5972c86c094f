"""E-mails, the calendar, and what runs now."""

from jopoi_workbench.shell.notices.sending import stop_token
from jopoi_workbench.shell.services import open_calendar
from tests.workbench.conftest import AT

TABLE = """
letters             GET    302    200      200     200         200       200     200       200     200
letters             POST   302    302      302     302         302       302     302       302     302
letters-stop        GET    200    200      200     200         200       200     200       200     200
letters-stop        POST   200    200      200     200         200       200     200       200     200
calendar-open       POST   302    200      200     200         200       200     200       200     200
calendar-close      POST   302    302      302     302         302       302     302       302     302
calendar            GET    200    200      200     200         200       200     200       200     200
runs                GET    302    200      200     200         200       200     200       200     200
runs-cancel         POST   302    302      302     403         403       403     403       403     302
"""
SENT = {"letters": {"letters": "daily"}}


def paths(cast):
    return {
        "letters-stop": [stop_token(cast.analyst)],
        "calendar": [open_calendar(actor=cast.analyst, at=AT)],
    }
