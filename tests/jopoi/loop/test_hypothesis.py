"""If–then, unit, mediator, observable outcome: what a hypothesis lacks is named (E09)."""

from datetime import date

import pytest

from jopoi.loop import Hypothesis, check_hypothesis, parse_hypothesis

# The hypothesis of the source S0.
SAID = (
    "If we provide Family Health Unit workers training in the history of the Primary Health Care "
    "perspective, the role of participation, and the use of participatory planning tools, then they will "
    "appropriate these tools and make use of them in identifying their operations and priorities."
)
WHOLE = Hypothesis(
    change="each team gets two days on the history of primary care and on participatory planning",
    unit="Family Health Unit team",
    outcome="the team files a dated plan whose priorities come from an open meeting",
    mediator="the team sees participation as part of its work and has held one meeting with a coach",
    direction="up",
    measure="share of teams with a dated plan, participants recorded, each priority traced to the minutes",
    source="plans and minutes filed with the region",
    by_when=date(2027, 6, 30),
    conditions="the team keeps at least half of its members",
)


def names(hypothesis, **told):
    return {finding.name for finding in check_hypothesis(hypothesis, **told)}


def test_the_source_s_sentence_names_persons_where_the_team_is_the_unit():
    told = parse_hypothesis(SAID)
    assert told.unit == "Family Health Unit workers"
    assert told.change.startswith("we provide")
    assert told.outcome.endswith("operations and priorities")
    assert names(SAID) == {
        "person_unit", "attitude", "no_direction", "no_measure", "no_source", "no_date", "no_mediator",
        "no_conditions",
    }  # fmt: skip


def test_with_the_team_as_unit_and_a_dated_plan_nothing_is_missing():
    assert names(WHOLE, at=date(2026, 11, 25)) == set()


@pytest.mark.parametrize(
    ("part", "value", "found"),
    [
        ("change", "", "no_change"),
        ("change", "we strengthen the teams", "vague_change"),
        ("change", "fortalecemos los equipos", "vague_change"),
        ("unit", "", "no_unit"),
        ("unit", "trabajadores de la Unidad de Salud", "person_unit"),
        ("unit", "nurses", "person_unit"),
        ("outcome", "", "no_outcome"),
        ("measure", "", "no_measure"),
        ("measure", "how it goes", "uncounted"),
        ("source", "", "no_source"),
        ("by_when", None, "no_date"),
        ("by_when", date(2026, 1, 1), "date_past"),
        ("mediator", " ", "no_mediator"),
        ("direction", "", "no_direction"),
        ("conditions", "", "no_conditions"),
    ],
)
def test_what_is_missing_is_named_beside_its_part(part, value, found):
    broken = Hypothesis(**{**vars(WHOLE), part: value})
    findings = check_hypothesis(broken, at=date(2026, 11, 25))
    assert [(finding.name, finding.field) for finding in findings] == [(found, part)]
    assert findings[0].say("es") != findings[0].say("en")


@pytest.mark.parametrize(
    "unit", ["teams of nurses", "equipo de enfermeras", "escuela", "household", "workers’ teams"]
)
def test_a_team_is_no_person(unit):
    assert "person_unit" not in names(Hypothesis(**{**vars(WHOLE), "unit": unit}))


def test_an_attitude_counts_once_an_instrument_measures_it():
    told = vars(WHOLE) | {"outcome": "users trust the team more", "unit": "patient"}
    assert names(Hypothesis(**told)) == set()
    assert "attitude" in names(Hypothesis(**(told | {"source": ""})))


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "Si el equipo se reúne cada mes, entonces fija más prioridades, porque escucha.",
            ("el equipo se reúne cada mes", "fija más prioridades", "escucha", "equipo"),
        ),
        ("IF a, THEN b BECAUSE c", ("a", "b", "c", "")),
        ("If nurses visit; then families come", ("nurses visit", "families come", "", "nurses")),
        ("Training helps.", ("", "", "", "")),
        ("Then if because", ("", "", "", "")),
    ],
)
def test_a_sentence_is_read_into_its_parts(sentence, parts):
    told = parse_hypothesis(sentence)
    assert (told.change, told.outcome, told.mediator, told.unit) == parts


def test_a_sentence_without_if_and_then_is_asked_for_its_form():
    (finding,) = check_hypothesis("Training helps {everybody}.")
    assert (finding.name, finding.field) == ("no_if_then", "sentence")
