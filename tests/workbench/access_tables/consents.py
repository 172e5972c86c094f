"""Consents, and taking one back with a slip."""

from jopoi_workbench.shell.services.consents import record_consent
from jopoi_workbench.shell.slips import new_slip
from tests.workbench.conftest import AT

TABLE = """
consents            GET    302    200      200     200         200       200     403       403     200
consent-new         GET    302    200      200     200         200       403     403       403     200
consent-new         POST   302    422      422     422         422       403     403       403     422
consent             GET    302    404      200     200         200       200     403       403     200
consent-edit        GET    302    404      200     200         200       403     403       403     200
consent-edit        POST   302    404      422     422         422       403     403       403     422
consent-use         POST   302    404      422     422         422       403     403       403     422
consent-withdraw    POST   302    404      302     302         302       403     403       403     302
dataset-take-out    POST   302    404      302     302         302       403     403       403     302
my-data             GET    302    200      200     200         200       200     200       200     200
my-data             POST   302    422      422     422         422       422     422       422     422
take-my-data        GET    302    200      200     200         200       200     200       200     200
retention           GET    302    200      403     403         403       403     403       403     200
retention           POST   302    302      403     403         403       403     403       403     302
take-back           GET    200    200      200     200         200       200     200       200     200
take-back           POST   422    422      422     422         422       422     422       422     422
"""


def paths(cast):
    consent = record_consent(
        actor=cast.analyst, slip=new_slip(), at=AT, who="Woman, 50s", purpose="Her story", given_on=AT.date()
    )
    one = {f"consent{act}": [consent.pk] for act in ("", "-edit", "-use", "-withdraw")}
    return one | {"dataset-take-out": [cast.dataset.pk]}
