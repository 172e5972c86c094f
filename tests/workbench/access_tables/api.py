"""What programs may do, and the keys that let them. 401 for nobody is a problem, not a page."""

from jopoi_workbench.shell.models import Role, Scope
from jopoi_workbench.shell.services import ask_review, keep_verdict, open_decision
from jopoi_workbench.shell.services.claims import cite, write_claim
from jopoi_workbench.shell.services.documents import write_document
from jopoi_workbench.shell.services.tokens import create_token
from tests.workbench.conftest import AT, member_in

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
api:turns           GET    401    404      200     200         200       200     200       200     200
api:turns           POST   401    404      409     409         403       409     409       403     409
api:turn-close      POST   401    404      422     422         403       422     422       403     422
api:challenge-decisions POST 401  404      422     422         403       422     403       403     422
api:decisions       GET    401    200      200     200         200       200     200       200     200
api:decision        GET    401    404      200     200         200       200     200       200     200
api:decision        PATCH  401    404      428     428         403       428     403       403     428
api:decision-take   POST   401    404      422     422         403       422     422       403     422
api:decision-drop   POST   401    404      422     422         403       422     422       403     422
api:decision-reopen POST   401    404      422     422         403       422     422       403     422
api:claims          GET    401    200      200     200         200       200     200       200     200
api:claims          POST   401    422      422     422         403       422     403       403     422
api:claim           GET    401    404      200     200         200       200     200       200     200
api:claim-citations POST   401    404      422     422         403       422     403       403     422
api:claim-state     POST   401    404      409     409         403       409     403       403     409
api:claim-withdraw  POST   401    404      422     422         403       422     403       403     422
api:claim           PATCH  401    404      428     428         403       428     403       403     428
api:claim-voices    PATCH  401    404      428     428         403       428     403       403     428
api:claim-quotes    POST   401    404      422     422         403       422     403       403     422
api:claim-votes     POST   401    404      422     422         403       422     403       403     422
api:claim-spending  POST   401    404      422     422         403       422     403       403     422
api:claim-citation  DELETE 401    404      200     404         403       404     403       403     404
api:claim-level     PUT    401    404      422     422         403       422     403       403     422
api:claim-level     DELETE 401    404      200     200         403       200     403       403     200
api:claim-verdicts  POST   401    404      422     422         403       422     422       403     422
api:verdicts        GET    401    200      200     200         200       200     200       200     200
api:verdict         GET    401    404      200     200         200       200     200       200     200
api:verdict-link    PUT    401    404      200     200         403       200     200       403     200
api:verdict-link    DELETE 401    404      200     200         403       200     200       403     200
api:lineage         GET    401    404      200     200         200       200     200       200     200
api:lineage         PUT    401    404      422     422         403       422     403       403     422
api:lineage         DELETE 401    404      200     200         403       200     403       403     200
api:dataset-consents GET   401    404      200     200         200       200     403       403     200
api:dataset-consents POST  401    404      422     422         422       403     403       403     422
api:dataset-take-out POST  401    404      200     200         200       403     403       403     200
api:evidence-reviews GET   401    404      200     200         200       200     200       200     200
api:evidence-reviews POST  401    404      422     422         422       422     422       403     422
api:evidence-review-answer POST 401 404    403     403         403       403     403       403     403
api:evidence-file   GET    401    404      404     404         403       404     404       403     404
api:submissions     GET    401    404      200     200         200       200     200       200     200
api:submissions     POST   401    404      422     403         403       422     403       403     422
api:submission-withdraw POST 401  404      422     403         403       422     403       403     422
api:visibility      PUT    401    404      422     403         403       422     403       403     422
api:documents       GET    401    200      200     200         200       200     200       200     200
api:documents       POST   401    422      422     422         403       422     403       403     422
api:document        GET    401    404      200     200         200       200     200       200     200
api:document        PATCH  401    404      428     428         403       428     403       403     428
api:document-content GET   401    404      200     200         200       200     200       200     200
api:document-versions GET  401    404      200     200         200       200     200       200     200
api:document-versions POST 401    404      422     403         403       422     403       403     422
api:document-take-back POST 401   404      422     403         403       422     403       403     422
"""
GIVEN = {
    "decision": {"en": "Go on."}, "read_by": "the committee",
    "numbers": {}, "flow": {}, "may_say": {}, "may_not_claim": {},
}  # fmt: skip
SENT = {
    "api:challenges": {"title": "T", "statement": "S", "kind": "big_bet", "place_precision": "region"},
    "api:challenge": {"version": 1},
    "api:claim": {"stage": "test"},
    "api:claim-voices": {"users": {"en": "More pass."}},
    "api:decision": {"question": "Why?"},
    "api:document": {"title": "Plan"},
    "api:turns": {"reason": "More to ask."},
    "api:evidence-list": {"method": "sense.screen", "spec": {"unit": "school", "outcome": "score"}},
}


def paths(cast):
    token, _text = create_token(
        actor=cast.analyst, name="notebook", scopes=[Scope.READ_CHALLENGES], days=30, at=AT
    )
    SENT["api:evidence-list"]["dataset"] = cast.dataset.pk
    about = {"challenge": cast.challenge, "stage": "sense", "actor": cast.analyst, "at": AT}
    decision = open_decision(question="Which?", **about)
    claim = write_claim(texts={"sentences": {"en": "More pass."}}, **about)
    document = write_document(title="By a program", language="en", actor=cast.analyst, at=AT)
    written = ("document", "document-content", "document-versions", "document-take-back")
    loops = ("submissions", "submission-withdraw", "visibility", "turns", "turn-close", "challenge-decisions",
             "lineage")  # fmt: skip
    decided = ("decision", "decision-take", "decision-drop", "decision-reopen")
    rested = write_claim(texts={"sentences": {"en": "More pass."}}, **about)
    vote = cite(claim=rested, kind="vote", words="Go on?", in_favour=9, against=0, actor=cast.analyst, at=AT)
    kept = keep_verdict(actor=cast.analyst, claim=rested, decided_on=AT.date(), given=GIVEN, at=AT)
    reader = member_in(cast.lab, Role.COMMITTEE, "Reader")
    review = ask_review(actor=cast.analyst, evidence=cast.done, whom=reader, at=AT)
    claimed = ("claim", "claim-citations", "claim-state", "claim-withdraw", "claim-voices", "claim-quotes",
               "claim-votes", "claim-spending", "claim-level", "claim-verdicts")  # fmt: skip
    done = ("evidence", "evidence-result", "evidence-cancel", "evidence-replay", "evidence-replace",
            "evidence-file", "evidence-reviews")  # fmt: skip
    tables = ("dataset", "dataset-columns", "dataset-file", "dataset-consents", "dataset-take-out")
    return {"token-revoke": [token.pk], "api:challenge": [cast.challenge.pk]} | {
        **{f"api:{name}": [cast.dataset.pk] for name in tables},
        **{f"api:{name}": [cast.done.pk] for name in done},
        **{f"api:{name}": [cast.challenge.pk] for name in loops},
        **{f"api:{name}": [decision.pk] for name in decided},
        **{f"api:{name}": [document.pk] for name in written},
        **{f"api:{name}": [claim.pk] for name in claimed},
        **{f"api:{name}": [kept.pk] for name in ("verdict", "verdict-link")},
        "api:evidence-review-answer": [cast.done.pk, review.pk],
        "api:claim-citation": [rested.pk, vote.pk],
    }
