"""Challenges, tables, evidence and what happened."""

TABLE = """
happenings          GET    302    200      200     200         200       200     200       200     200
challenges          GET    302    200      200     200         200       200     200       200     200
challenge-new       GET    302    200      200     200         403       200     403       403     200
challenge-new       POST   302    302      302     302         403       302     403       403     302
challenge           GET    302    404      200     200         200       200     200       200     200
challenge-edit      GET    302    404      200     200         403       200     403       403     200
challenge-edit      POST   302    404      422     422         403       422     403       403     422
datasets            GET    302    200      200     200         200       200     200       200     200
dataset-new         GET    302    200      200     403         403       403     403       403     200
dataset-new         POST   302    422      422     403         403       403     403       403     422
dataset             GET    302    404      200     200         200       200     200       200     200
dataset-columns     GET    302    404      200     403         403       403     403       403     200
dataset-columns     POST   302    404      422     403         403       403     403       403     422
evidence-list       GET    302    200      200     200         200       200     200       200     200
evidence-cancel     POST   302    404      302     403         403       403     403       403     302
"""
SENT = {"challenge-new": {"title": "T", "statement": "S", "kind": "big_bet", "place_precision": "region"}}


def paths(cast):
    return {
        "challenge": [cast.challenge.pk],
        "challenge-edit": [cast.challenge.pk],
        "dataset": [cast.dataset.pk],
        "dataset-columns": [cast.dataset.pk],
        "evidence-cancel": [cast.done.pk],
    }
