"""The room Sense."""

TABLE = """
sense:fitness       GET    302    404      200     200         200       200     200       200     200
sense:screen        GET    302    404      200     403         403       403     403       403     200
sense:screen        POST   302    404      422     403         403       403     403       403     422
sense:guide         GET    302    404      200     403         403       403     403       403     200
sense:ask           GET    302    404      200     403         403       403     403       403     200
sense:ask           POST   302    404      422     403         403       403     403       403     422
sense:savings       GET    302    404      200     200         200       200     200       200     200
sense:evidence      GET    302    404      200     200         200       200     200       200     200
sense:progress      GET    302    404      200     200         200       200     200       200     200
sense:replay        POST   302    404      302     403         403       403     403       403     302
sense:visits        GET    302    404      200     200         403       200     200       403     200
sense:download      GET    302    404      200     200         403       200     200       403     200
"""


def paths(cast):
    done = {f"sense:{name}": [cast.done.pk] for name in ("evidence", "progress", "replay", "visits")}
    return done | {
        "sense:fitness": [cast.dataset.pk],
        "sense:screen": [cast.dataset.pk],
        "sense:savings": [cast.challenge.pk],
        "sense:guide": [cast.dataset.pk],
        "sense:ask": [cast.dataset.pk, "frontier"],
        "sense:download": [cast.done.pk, "shortlist", "csv"],
    }
