"""A verdict on the coaching trial of the example, and the plan that it was made under."""

from datetime import date, datetime, timedelta
from typing import Any

from jopoi_workbench.project.examples.known import Known
from jopoi_workbench.shell.models import Claim, Decision, Evidence, Role
from jopoi_workbench.shell.services import keep_verdict, open_decision, plans, take_decision

DECIDED_ON = date(2026, 8, 11)
PLAN: dict[str, Any] = {
    "title": "Does a weekly visit by a maths coach bring more fourth-graders through maths?",
    "parts": {
        "design": "Public lottery within two districts: 32 schools begin, 32 wait a year.",
        "population": "Elementary schools with ten fourth-graders or more; no private schools.",
        "confirmatory": "The share who pass maths is higher where the coach comes.",
        "exploratory": "The difference is larger in small schools.",
        "measures": "Passed: the state test of fourth grade, as the districts report it.",
        "estimand": "Difference in shares among all schools of the lottery, adjusted for district.",
        "inference": "Lottery drawn again 10,000 times; found if fewer than 5 in 100 draws are as large.",
        "multiplicity": "One main outcome; the others by Holm.",
        "missing_data": "Schools without results are reported, with bounds by Lee.",
        "deviations_policy": "What is done otherwise is listed with its reason.",
    },
    "outcomes": ["passed_with_coach"],
    "period_column": "year",
    "periods": ["2025"],
    "rows_expected": 64,
}
GIVEN: dict[str, Any] = {
    "decision": {
        "en": "Pay the coaches for a second year, and repeat the lottery in a third district.",
        "es": "Pagar a los tutores un segundo año, y repetir el sorteo en un tercer distrito.",
    },
    "read_by": "Mesa de educación, siete miembros",
    "numbers": {
        "en": [
            {"label": "In schools", "value": "9 more in 100", "doubt": "2 to 16 more. 58 of 100 against 49."},
            {"label": "In pupils", "value": "4 a class", "doubt": "1 to 7, if a class has 44."},
            {
                "label": "In money",
                "value": "Gs 12.9 m a school",
                "doubt": "No saving was looked for.",
            },
        ],
        "es": [
            {
                "label": "En escuelas",
                "value": "9 más de cada 100",
                "doubt": "2 a 16 más. 58 de 100 y 49.",
            },
            {"label": "En alumnos", "value": "4 por clase", "doubt": "1 a 7, si la clase tiene 44."},
            {"label": "En dinero", "value": "Gs 12,9 m por escuela", "doubt": "No se buscó ni halló ahorro."},
        ],
    },
    "flow": {
        "en": [
            {"n": "71", "what": "schools in two districts", "out": False},
            {"n": "7", "what": "fewer than ten fourth-graders, left out before the lottery", "out": True},
            {"n": "64", "what": "in the public lottery", "out": False},
            {"n": "32 + 32", "what": "began, waited a year", "out": False},
        ],
        "es": [
            {"n": "71", "what": "escuelas de dos distritos", "out": False},
            {"n": "7", "what": "con menos de diez alumnos de cuarto, fuera antes del sorteo", "out": True},
            {"n": "64", "what": "en el sorteo público", "out": False},
            {"n": "32 + 32", "what": "empezaron, esperaron un año", "out": False},
        ],
    },
    "may_say": {
        "en": ["The coach’s visits caused more pupils to pass."],
        "es": ["Las visitas del tutor hicieron que aprobaran más alumnos."],
    },
    "may_not_claim": {
        "en": ["That pupils like maths more: nobody asked.", "That it works without a weekly visit."],
        "es": ["Que a los alumnos les gusta más: nadie preguntó.", "Que funciona sin visita semanal."],
    },
}


def fill(known: Known, at: datetime) -> None:
    """A frozen plan with one departure and its reason, then the decision and its verdict."""
    ana, challenge = known.people[Role.ANALYST], known.challenge
    expected = at.date() + timedelta(days=30)
    plan = plans.write_plan(actor=ana, challenge=challenge, at=at, data_expected=expected, **PLAN)
    frozen = plans.freeze_plan(actor=ana, plan=plan, at=at)
    trial = Evidence.objects.get(challenge=challenge, record__kind="study")
    run = plans.put_under_plan(actor=ana, frozen=frozen, evidence=trial, at=at)
    reason = "The districts sent their pass lists a month early, all 64 schools."
    plans.explain_departure(actor=ana, run=run, key="early", said="", reason=reason, at=at)
    claim = Claim.objects.get(challenge=challenge, stage="test")
    decision = _decided(known, trial, at)
    keep_verdict(actor=ana, claim=claim, decided_on=DECIDED_ON, given=GIVEN, decision=decision, at=at)


def _decided(known: Known, trial: Evidence, at: datetime) -> Decision:
    """The decision that the verdict served: asked for by the manager, taken by the committee on the trial."""
    asked = open_decision(
        actor=known.people[Role.MANAGER],
        challenge=known.challenge,
        stage="test",
        question="Do we pay the maths coaches for a second year?",
        options="Pay them, and repeat the lottery.\nStop, and look at what ordinary schools do.",
        asked=known.people[Role.COMMITTEE],
        evidence=[trial],
        at=at,
    )
    return take_decision(
        actor=known.people[Role.COMMITTEE],
        decision=asked,
        outcome=GIVEN["decision"]["en"],
        reason="A lottery shows the cause, and the districts can pay for it.",
        decided_on=DECIDED_ON,
        decided_by=GIVEN["read_by"],
        evidence=[trial],
        at=at,
    )
