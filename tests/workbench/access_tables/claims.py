"""Evidence by hand, claims, verdicts and plans."""

from tests.workbench.shell.test_records import SENT as RECORD
from tests.workbench.shell.test_records import by_hand

TABLE = """
evidence            GET    302    404      200     200         200       200     200       200     200
evidence-new        GET    302    404      200     200         200       200     403       403     200
evidence-new        POST   302    404      302     302         302       302     403       403     302
evidence-file       GET    302    404      404     404         403       404     404       403     404
evidence-replace    GET    302    404      200     200         200       200     403       403     200
evidence-replace    POST   302    404      422     422         422       422     403       403     422
"""
SENT = {"evidence-new": RECORD}


def paths(cast):
    filed = by_hand(cast.analyst, cast.challenge, measured=True)
    by_evidence = {name: [filed.pk] for name in ("evidence", "evidence-file", "evidence-replace")}
    return by_evidence | {"evidence-new": [cast.challenge.pk]}
