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
"""
SENT = {
    "api:challenges": {"title": "T", "statement": "S", "kind": "big_bet", "place_precision": "area"},
    "api:challenge": {"version": 1},
}


def paths(cast):
    token, _text = create_token(
        actor=cast.analyst, name="notebook", scopes=[Scope.READ_CHALLENGES], days=30, at=AT
    )
    return {"token-revoke": [token.pk], "api:challenge": [cast.challenge.pk]}
