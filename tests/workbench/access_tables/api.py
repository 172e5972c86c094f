"""What programs may do, and the keys that let them. 401 for nobody is a problem, not a page."""

from jopoi_workbench.shell.models import Scope
from jopoi_workbench.shell.services.tokens import create_token
from tests.workbench.conftest import AT

TABLE = """
tokens              GET    302    200      200     200         200       200     200       200     200
tokens              POST   302    422      422     422         422       422     422       422     422
token-revoke        POST   302    404      404     404         404       404     404       404     404
api-docs            GET    200    200      200     200         200       200     200       200     200
api:api-root        GET    404    404      404     404         404       404     404       404     404
api:openapi-json    GET    200    200      200     200         200       200     200       200     200
api:challenges      GET    401    200      200     200         200       200     200       200     200
api:challenges      POST   401    201      201     201         403       201     403       403     201
api:challenge       GET    401    404      200     200         200       200     200       200     200
api:challenge       PATCH  401    404      200     200         403       200     403       403     200
api:datasets        GET    401    200      200     200         200       200     200       200     200
api:datasets        POST   401    422      422     403         403       403     403       403     422
api:dataset         GET    401    404      200     200         200       200     200       200     200
api:dataset-columns PUT    401    404      422     403         403       403     403       403     422
api:dataset-file    GET    401    404      200     403         403       200     403       403     200
api:evidence-list   GET    401    200      200     200         200       200     200       200     200
api:evidence-list   POST   401    404      201     403         403       403     403       403     201
api:evidence-records POST  401    422      422     422         422       422     403       403     422
api:evidence        GET    401    404      200     200         200       200     200       200     200
api:evidence-result GET    401    404      200     200         403       200     200       403     200
api:evidence-cancel POST   401    404      409     403         403       403     403       403     409
api:evidence-replay POST   401    404      201     403         403       403     403       403     201
api:evidence-replace POST  401    404      422     422         422       422     403       403     422
"""
SENT = {
    "api:challenges": {"title": "T", "statement": "S", "kind": "big_bet", "place_precision": "region"},
    "api:challenge": {"version": 1},
    "api:evidence-list": {"method": "sense.screen", "spec": {"unit": "school", "outcome": "score"}},
}


def paths(cast):
    token, _text = create_token(
        actor=cast.analyst, name="notebook", scopes=[Scope.READ_CHALLENGES], days=30, at=AT
    )
    SENT["api:evidence-list"]["dataset"] = cast.dataset.pk
    done = ("evidence", "evidence-result", "evidence-cancel", "evidence-replay", "evidence-replace")
    return {"token-revoke": [token.pk], "api:challenge": [cast.challenge.pk]} | {
        **{f"api:{name}": [cast.dataset.pk] for name in ("dataset", "dataset-columns", "dataset-file")},
        **{f"api:{name}": [cast.done.pk] for name in done},
    }
