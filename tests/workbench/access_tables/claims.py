"""Evidence by hand, claims, verdicts and plans."""

from jopoi_workbench.shell.services import claims as services
from jopoi_workbench.shell.services import open_verdict, plans
from tests.workbench.conftest import AT
from tests.workbench.shell.test_claims import NEW, cited, written
from tests.workbench.shell.test_plans import frozen
from tests.workbench.shell.test_records import SENT as RECORD
from tests.workbench.shell.test_records import by_hand
from tests.workbench.shell.test_verdicts import kept

TABLE = """
evidence            GET    302    404      200     200         200       200     200       200     200
evidence-new        GET    302    404      200     200         200       200     403       403     200
evidence-new        POST   302    404      302     302         302       302     403       403     302
evidence-file       GET    302    404      404     404         403       404     404       403     404
evidence-replace    GET    302    404      200     200         200       200     403       403     200
evidence-replace    POST   302    404      422     422         422       422     403       403     422
claims              GET    302    404      200     200         200       200     200       200     200
claim-new           GET    302    404      200     200         403       200     403       403     200
claim-new           POST   302    404      302     302         403       302     403       403     302
claim               GET    302    404      200     200         200       200     200       200     200
claim-edit          GET    302    404      200     200         403       200     403       403     200
claim-edit          POST   302    404      422     422         403       422     403       403     422
claim-voices        GET    302    404      200     200         403       200     403       403     200
claim-voices        POST   302    404      422     422         403       422     403       403     422
claim-cite          GET    302    404      200     200         403       200     403       403     200
claim-cite          POST   302    404      422     422         403       422     403       403     422
claim-state         POST   302    404      302     302         403       302     403       403     302
claim-uncite        POST   302    404      302     302         403       302     403       403     302
claim-level         POST   302    404      422     422         403       422     403       403     422
claim-withdraw      POST   302    404      422     422         403       422     403       403     422
verdict-new         GET    302    404      200     200         403       200     200       403     200
verdict-new         POST   302    404      422     422         403       422     422       403     422
verdicts            GET    302    404      200     200         200       200     200       200     200
verdict             GET    302    404      200     200         200       200     200       200     200
verdict-json        GET    302    404      200     200         200       200     200       200     200
verdict-link        POST   302    404      302     302         403       302     302       403     302
verdict-open        GET    200    200      200     200         200       200     200       200     200
plans               GET    302    404      200     200         200       200     200       200     200
plan-new            GET    302    404      200     403         403       200     403       403     200
plan-new            POST   302    404      422     403         403       422     403       403     422
plan                GET    302    404      200     200         200       200     200       200     200
plan-edit           GET    302    404      200     403         403       200     403       403     200
plan-edit           POST   302    404      422     403         403       422     403       403     422
plan-freeze         POST   302    404      302     403         403       302     403       403     302
plan-follow         POST   302    404      404     403         403       404     403       403     404
plan-explain        POST   302    404      302     403         403       302     403       403     302
plan-download       GET    302    404      200     200         200       200     200       200     200
"""
SENT = {"evidence-new": RECORD, "claim-new": NEW}


def paths(cast):
    filed = by_hand(cast.analyst, cast.challenge, measured=True)
    by_evidence = {name: [filed.pk] for name in ("evidence", "evidence-file", "evidence-replace")}
    claim = written(cast.analyst, cast.challenge)
    citation = cited(cast.analyst, claim, filed)
    services.state_claim(actor=cast.analyst, claim=claim, at=AT)
    at = [cast.challenge.pk, claim.pk]
    names = ("claim", "claim-edit", "claim-voices", "claim-state", "claim-level", "claim-withdraw")
    by_claim = dict.fromkeys(names, at) | {
        "claim-cite": [*at, "evidence"],
        "claim-uncite": [*at, citation.pk],
    }
    by_challenge = {name: [cast.challenge.pk] for name in ("evidence-new", "claims", "claim-new")}
    return by_evidence | by_claim | by_challenge | _kept(cast, claim, filed)


def _kept(cast, claim, filed):
    """Verdicts and plans."""
    verdict = kept(cast.analyst, claim)
    link = open_verdict(actor=cast.analyst, verdict=verdict, at=AT)
    made = frozen(cast.analyst, cast.challenge)
    run = plans.put_under_plan(actor=cast.analyst, frozen=made, evidence=filed, at=AT)
    challenge = cast.challenge.pk
    found = {name: [challenge, verdict.pk] for name in ("verdict", "verdict-json", "verdict-link")}
    found |= {name: [challenge, made.plan_id] for name in ("plan", "plan-edit", "plan-freeze", "plan-follow")}
    return found | {
        "verdict-new": [challenge, claim.pk],
        "verdicts": [challenge],
        "verdict-open": [link.key],
        "plans": [challenge],
        "plan-new": [challenge],
        "plan-explain": [challenge, made.plan_id, run.pk],
        "plan-download": [challenge, made.plan_id, "json"],
    }
