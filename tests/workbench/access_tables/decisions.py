"""Decisions, and the turns of a loop."""

from jopoi_workbench.shell.services import open_decision
from tests.workbench.conftest import AT

TABLE = """
decisions           GET    302    404      200     200         200       200     200       200     200
decision-new        GET    302    404      200     200         403       200     403       403     200
decision-new        POST   302    404      302     302         403       302     403       403     302
decision            GET    302    404      200     200         200       200     200       200     200
decision            POST   302    404      422     422         403       422     422       403     422
decision-edit       GET    302    404      200     200         403       200     403       403     200
decision-edit       POST   302    404      422     422         403       422     403       403     422
decision-drop       POST   302    404      422     422         403       422     422       403     422
decision-reopen     POST   302    404      422     422         403       422     422       403     422
turns               GET    302    404      200     200         200       200     200       200     200
turn                GET    302    404      200     200         200       200     200       200     200
turn-close          POST   302    404      422     422         403       422     422       403     422
turn-open           POST   302    404      422     422         403       422     422       403     422
"""
SENT = {"decision-new": {"question": "Go on?", "stage": "sense"}}


def paths(cast):
    decision = open_decision(
        actor=cast.analyst, challenge=cast.challenge, stage="sense", question="Visit?", at=AT
    )
    one = [cast.challenge.pk, decision.pk]
    return {
        "decisions": [cast.challenge.pk],
        "decision-new": [cast.challenge.pk],
        "decision": one,
        "decision-edit": one,
        "decision-drop": one,
        "decision-reopen": one,
        "turns": [cast.challenge.pk],
        "turn": [cast.challenge.pk, 1],
        "turn-close": [cast.challenge.pk],
        "turn-open": [cast.challenge.pk],
    }
