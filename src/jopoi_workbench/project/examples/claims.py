"""Claims of the example, honest about what carries them: minutes, a trial, and what was replaced."""

from datetime import date, datetime
from typing import Any

from jopoi_workbench.project.examples.known import Known
from jopoi_workbench.shell.models import Evidence, Role
from jopoi_workbench.shell.services import file_record, replace_evidence

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


def fill(known: Known, at: datetime) -> None:
    """Evidence by hand, of three strengths; the weakest replaced."""
    ana = known.people[Role.ANALYST]

    def by_hand(texts: dict[str, dict[str, str]], **about: Any) -> Evidence:
        return file_record(actor=ana, challenge=known.challenge, texts=texts, at=at, **about)

    by_hand(
        MINUTES,
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
