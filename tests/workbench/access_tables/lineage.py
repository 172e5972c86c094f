"""Submission, lineage, who sees a challenge, and what everyone sees of all labs."""

from jopoi_workbench.shell.services import create_challenge
from jopoi_workbench.shell.services.visibility import show_challenge
from tests.workbench.conftest import AT

TABLE = """
submission          GET    302    404      200     200         200       200     200       200     200
submission-submit   POST   302    404      422     403         403       422     403       403     422
submission-withdraw POST   302    404      422     403         403       422     403       403     422
lineage             GET    302    404      200     200         200       200     200       200     200
lineage-grow        POST   302    404      422     422         403       422     403       403     422
lineage-none        POST   302    404      302     302         403       302     403       403     302
visibility          GET    302    404      200     200         200       200     200       200     200
visibility          POST   302    404      422     403         403       422     403       403     422
network             GET    200    200      200     200         200       200     200       200     200
network-challenge   GET    200    200      200     200         200       200     200       200     200
network-feed        GET    200    200      200     200         200       200     200       200     200
network-calendar    GET    200    200      200     200         200       200     200       200     200
"""


def paths(cast):
    of = [cast.challenge.pk]
    shown = create_challenge(actor=cast.analyst, title="Shown", statement="To everyone.", at=AT)
    show_challenge(actor=cast.analyst, challenge=shown, visibility="public", version=1, at=AT)
    names = ("submission", "submission-submit", "submission-withdraw", "lineage", "lineage-grow")
    private = dict.fromkeys((*names, "lineage-none", "visibility"), of)
    return private | {"network-challenge": [shown.pk]}
