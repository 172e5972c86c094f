"""Words that give something away, in English and Spanish; an asterisk stands for any ending."""

import re
from collections.abc import Iterable

LEADING = (
    "obviously", "clearly", "of course", "surely", "don't", "doesn't", "isn't", "aren't", "shouldn't",
    "prove", "proves", "confirm", "confirms", "demonstrate that", "everyone knows", "fail to", "refuse to",
    "lazy", "corrupt", "ignorant", "backward", "obviamente", "claramente", "por supuesto", "acaso no",
    "verdad que", "demostrar que", "demuestra que", "confirmar", "comprobar que", "todos saben",
    "se niegan", "vagos", "perezos*", "corrupt*", "ignorantes", "atrasad*",
)  # fmt: skip
ASKING = (
    "what", "which", "who", "whom", "whose", "when", "where", "why", "how", "does", "do", "did", "is", "are",
    "was", "were", "can", "could", "will", "would", "should", "has", "have", "to what extent",
    "qué", "cuál", "cuáles", "quién", "quiénes", "cuándo", "dónde", "cómo", "cuánto", "cuánta", "cuántos",
    "cuántas", "por qué", "en qué", "hasta qué punto",
)  # fmt: skip
OPEN_ENDED = (
    "why", "what are", "what is", "which conditions", "what conditions", "how do", "how does", "how can",
    "por qué", "cuáles son", "cuál es", "qué condiciones", "cómo",
)  # fmt: skip
PEOPLE = (
    "worker*", "staff", "nurse*", "teacher*", "officer*", "official*", "agent*", "bureaucrat*", "doctor*",
    "employee*", "clerk*", "trainer*", "volunteer*", "midwi*", "coach*", "trabajador*", "personal",
    "enfermer*", "docente*", "maestr*", "funcionari*", "agente*", "burócrata*", "médic*", "empleado*",
    "voluntari*", "parter*", "promotor*",
)  # fmt: skip
TEAMS = (
    "team*", "unit", "units", "school*", "post", "posts", "facilit*", "clinic*", "hospital*", "office*",
    "workshop*", "district*", "municipalit*", "council*", "village*", "ward*", "equipo*", "unidad*",
    "escuela*", "puesto*", "centro*", "clínica*", "oficina*", "taller*", "distrito*", "municip*", "concej*",
    "comunidad*", "barrio*",
)  # fmt: skip
POPULATIONS = (
    *PEOPLE, *TEAMS, "people", "citizen*", "famil*", "household*", "wom?n", "m?n", "child*", "pupil*",
    "student*", "patient*", "user*", "farmer*", "grower*", "resident*", "migrant*", "client*", "parent*",
    "youth", "personas", "gente", "ciudadan*", "hogar*", "mujer*", "hombre*", "niñ*", "alumn*",
    "estudiante*", "paciente*", "usuari*", "product*", "residente*", "vecin*", "migrante*", "madre*",
    "padre*", "jóvenes", "clientes",
)  # fmt: skip
SHARED_WORK = (
    "plan", "plans", "planning", "tool*", "priorit*", "operation*", "meeting*", "budget*", "service*",
    "planificación", "planes", "herramienta*", "prioridad*", "operaci*", "reuni*", "presupuesto*",
    "servicio*",
)  # fmt: skip
ATTITUDES = (
    "aware*", "understand*", "feel*", "trust*", "commit*", "motivat*", "appreciat*", "appropriat*",
    "empower*", "believe*", "value", "values", "sensitiv*", "satisf*", "confiden*", "ownership", "attitude*",
    "concien*", "sensib*", "comprend*", "entiend*", "sient*", "confian*", "compromi*", "motiva*", "apropi*",
    "empodera*", "creen", "valora*", "actitud*",
)  # fmt: skip
VAGUE = (
    "support*", "strengthen*", "improve*", "promote*", "enhance*", "foster*", "optimi*", "raise awareness",
    "capacity building", "facilitate*", "apoy*", "fortalec*", "mejor*", "promov*", "promuev*", "fomenta*",
    "potencia*", "sensibili*",
)  # fmt: skip
COUNTED = (
    "number*", "share", "percent*", "per cent", "%", "how many", "count*", "rate", "rates", "proportion",
    "dated", "recorded", "minutes", "score", "hours", "days", "número", "cantidad", "porcentaje",
    "por ciento", "proporción", "tasa*", "cuánt*", "fechad*", "registrad*", "acta", "actas", "puntaje",
    "horas", "días",
)  # fmt: skip
DIRECTIONS = (
    "more", "less", "fewer", "higher", "lower", "increase*", "decrease*", "rise*", "fall*", "reduce*",
    "grow*", "drop*", "at least", "at most", "faster", "sooner", "más", "menos", "mayor", "menor", "aument*",
    "disminu*", "sub*", "baj*", "reduc*", "crec*", "al menos", "como máximo", "antes",
)  # fmt: skip


def found(text: str, words: Iterable[str]) -> str:
    """The first word of ``text`` that is among ``words``, as written; empty if none is.

    Examples
    --------
    >>> found("Are nurses obviously tired?", LEADING), found("¿Los equipos?", TEAMS)
    ('obviously', 'equipos')
    """
    one = "|".join(re.escape(word).replace(r"\*", r"\w*").replace(r"\?", ".") for word in words)
    hit = re.search(rf"(?<!\w)(?:{one})(?!\w)", text.replace("’", "'"), re.IGNORECASE)
    return hit[0] if hit else ""
