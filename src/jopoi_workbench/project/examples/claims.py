"""Claims of the example, honest about what carries them: minutes, a trial, and what was replaced."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from jopoi_workbench.project.examples import verdicts
from jopoi_workbench.project.examples.known import Known
from jopoi_workbench.shell.models import Evidence, Member, Role
from jopoi_workbench.shell.services import claims, file_record, replace_evidence

TRIAL = {
    "titles": {
        "en": "With a weekly visit by a maths coach, 9 more of every 100 fourth-graders passed.",
        "es": "Con la visita semanal de un tutor de matemática aprobaron 9 más de cada 100 alumnos de "
        "cuarto grado.",
    },
    "doubts": {"en": "It may be as few as 2 or as many as 16.", "es": "Pueden ser tan pocos como 2 o "
               "tantos como 16."},
    "shows": {
        "en": "Invented for this demo: 64 schools in two districts, 32 drawn by public lottery to begin, 32 "
        "a year later. 58 of 100 passed where the coach came, 49 of 100 where they waited.",
        "es": "Inventado para esta demostración: 64 escuelas de dos distritos, 32 sorteadas en público para "
        "empezar y 32 un año después. Aprobaron 58 de cada 100 donde fue el tutor, 49 de cada 100 donde "
        "esperaban.",
    },
}  # fmt: skip
MINUTES = {
    "titles": {
        "en": "Teachers of three schools say that they plan maths lessons together every week.",
        "es": "Docentes de tres escuelas cuentan que cada semana planifican juntos las clases de matemática.",
    },
    "doubts": {
        "en": "Told in one meeting; nobody looked at ordinary schools.",
        "es": "Contado en una reunión; nadie miró escuelas comunes.",
    },
    "shows": {
        "en": "Eleven teachers came. Two of the three schools showed their weekly plans.",
        "es": "Vinieron once docentes. Dos de las tres escuelas mostraron sus planes semanales.",
    },
}
FIRST_COUNT = {
    "titles": {
        "en": "In visited schools the share who passed rose by 12% in a year.",
        "es": "En las escuelas visitadas la proporción de aprobados subió un 12 % en un año.",
    },
    "doubts": {
        "en": "Before and after only, and the schools were chosen because they did well.",
        "es": "Solo antes y después, y las escuelas se eligieron porque les iba bien.",
    },
    "shows": {},
}


CLAIM_OF_TRIAL = {
    "sentences": {
        "en": "A weekly visit by a maths coach brings 9 more of every 100 fourth-graders through maths.",
        "es": "La visita semanal de un tutor hace que 9 más de cada 100 alumnos de cuarto grado aprueben "
        "matemática.",
    },
    "doubts": TRIAL["doubts"],
    "because": {
        "en": "The coach plans the next lesson with the teacher, who tries it the same week.",
        "es": "El tutor planifica la próxima clase con la docente, que la prueba esa misma semana.",
    },
}
CLAIM_OF_MEETING = {
    "sentences": {
        "en": "In schools that do unexpectedly well, teachers plan maths lessons together.",
        "es": "En las escuelas a las que les va mejor de lo esperado, las docentes planifican juntas las "
        "clases de matemática.",
    },
    "doubts": {
        "en": "Three schools told it; nobody has asked ordinary ones.",
        "es": "Lo contaron tres escuelas; nadie preguntó en las comunes.",
    },
    "because": {},
}
VOICES = {
    "users": {
        "en": "Where a maths coach came every week, 9 more in 100 passed. It may be 2, it may be 16.",
        "es": "Donde un tutor fue cada semana, aprobaron 9 más de cada 100. Pueden ser 2, pueden ser 16.",
    },
    "practitioners": {
        "en": "With the coach 58 of 100 passed, without 49 of 100: 9 more, and 2 to 16 fits what "
        "was seen. The coach plans one lesson a week with you.",
        "es": "Con el tutor aprobaron 58 de cada 100, sin él 49 de cada 100: 9 más; de 2 a 16 es compatible "
        "con lo visto. El tutor planifica con usted una clase por semana.",
    },
    "policy": {
        "en": "A public lottery among 64 schools shows that weekly coaching adds about 9 passes in 100.",
        "es": "Un sorteo público entre 64 escuelas muestra que el tutor semanal suma 9 aprobados de cada "
        "100, entre 2 y 16.",
    },
}


def fill(known: Known, at: datetime) -> None:
    """Evidence by hand, of three strengths, by two people; the weakest replaced."""
    ana = known.people[Role.ANALYST]

    def by_hand(texts: dict[str, dict[str, str]], by: Role = Role.ANALYST, **about: Any) -> Evidence:
        return file_record(actor=known.people[by], challenge=known.challenge, texts=texts, at=at, **about)

    told = by_hand(
        MINUTES,
        by=Role.FACILITATOR,
        stage="explore",
        kind="minutes",
        source="Minutes of the meeting with teachers, kept by the lab",
        dated=date(2026, 4, 17),
        design={"logical_case": True},
    )
    counted = by_hand(
        FIRST_COUNT,
        stage="test",
        kind="count",
        source="District office, pass lists of 1997 and 1998",
        dated=date(2026, 5, 8),
        change=12.0,
        comparator=9.0,
        design={"measured": True},
    )
    trial = by_hand(
        TRIAL,
        stage="test",
        kind="study",
        source="Report of the coaching trial, an illustration",
        dated=date(2026, 6, 30),
        design={"logical_case": True, "measured": True, "comparison": "randomised", "registered": True},
    )
    reason = "A comparison by lottery is there now; the rise was mostly what happened everywhere."
    replace_evidence(actor=ana, old=counted, new=trial, reason=reason, at=at)
    _claim_of_trial(ana, known, trial, at)
    _claim_of_meeting(ana, known, told, at)
    verdicts.fill(known, at)


def _claim_of_trial(ana: Member, known: Known, trial: Evidence, at: datetime) -> None:
    """Level 3; one of its voices has lost the doubt, and the page says so."""
    claim = claims.write_claim(
        actor=ana, challenge=known.challenge, stage="test", texts=CLAIM_OF_TRIAL, at=at
    )
    claims.cite(actor=ana, claim=claim, kind="evidence", evidence=trial, at=at)
    claims.cite(
        actor=ana,
        claim=claim,
        kind="spending",
        words="Maths coaches for 32 schools, one school year",
        amount=Decimal(412_800_000),
        currency="PYG",
        who="The two districts",
        period="2025",
        source="Ledger of the districts, an illustration",
        at=at,
    )
    claim = claims.state_claim(actor=ana, claim=claim, at=at)
    claims.edit_claim(actor=ana, claim=claim, version=claim.version, at=at, voices=VOICES)


def _claim_of_meeting(ana: Member, known: Known, told: Evidence, at: datetime) -> None:
    """Level 1: told in a meeting, said by one, recognised by most, and nothing measured."""
    claim = claims.write_claim(
        actor=ana, challenge=known.challenge, stage="explore", texts=CLAIM_OF_MEETING, at=at
    )
    claims.cite(actor=ana, claim=claim, kind="evidence", evidence=told, at=at)
    claims.cite(
        actor=ana,
        claim=claim,
        kind="quote",
        words="Los martes nos sentamos las cuatro. Antes cada una estaba sola con su pizarrón.",
        who="Maestra, unos 40 años, este del distrito",
        consent_reference="C-2026-031",
        at=at,
    )
    claims.cite(
        actor=ana,
        claim=claim,
        kind="vote",
        words="¿Reconocen esto en su escuela?",
        in_favour=21,
        against=3,
        abstained=2,
        entitled=31,
        day=date(2026, 4, 17),
        place="Yaguarón",
        at=at,
    )
    claims.state_claim(actor=ana, claim=claim, at=at)
