"""A learning question against its six heuristics, in two languages."""

import pytest

from jopoi.loop import SELF_CHECKS, check_question

# The learning question of the source S1.
CONDITIONS = (
    "What are the social, bureaucratic, and professional conditions that generate public commitment among "
    "street-level bureaucrats and trust between front-line public sector workers and their citizen-clients?"
)


def names(text, stages=("sense",), **told):
    return {finding.name for finding in check_question(text, stages, **told)}


def test_the_source_s_question_asks_of_two_outcomes_and_its_challenge_gives_the_place():
    assert names(CONDITIONS, place="Paraguay") == {"double"}
    assert names(CONDITIONS) == {"double", "no_place"}


def test_the_same_question_is_too_open_for_the_stage_test():
    assert "too_open_to_test" in names(CONDITIONS, ("sense", "test"), place="Paraguay")


def test_a_question_may_sit_in_several_stages_and_has_to_sit_in_one():
    text = "Do teams in Caazapá that meet weekly file more plans?"
    assert names(text, ("sense", "explore", "test")) == set()
    assert names(text, ()) == {"no_stage"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "no_text"),
        ("Nurses in Guairá need training.", "no_question"),
        ("Las enfermeras necesitan formación", "no_question"),
        ("Qué hacen los equipos de Caazapá?", "spanish_opening"),
        ("Don’t nurses in Guairá need training?", "leading"),
        ("¿Acaso no son perezosos los funcionarios?", "leading"),
        ("What works in Guairá?", "no_population"),
        ("What do teams in Guairá do? Why do teams stop?", "two_questions"),
        ("What do teams do " + "again " * 40 + "?", "long"),
    ],
)
def test_it_finds(text, found):
    assert found in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "¿Qué hacen distinto los equipos de Caazapá que captan antes a las embarazadas?",
        "Which of the teams in Caazapá hold open meetings?",
        "ما الذي تفعله teams في Caazapá؟",
    ],
)
def test_a_sound_question_passes(text):
    assert names(text) == set()


@pytest.mark.parametrize("heuristic", SELF_CHECKS)
def test_what_no_rule_can_see_is_asked_and_a_no_is_found(heuristic):
    text = "Which of the teams in Caazapá hold open meetings?"
    assert names(text, answers={heuristic: True}) == names(text, answers={heuristic: None}) == set()
    (finding,) = check_question(text, ["sense"], answers={heuristic: False})
    assert finding.field == heuristic
    assert finding.say("es") != finding.say("en")


def test_braces_markup_and_signs_of_any_script_are_only_text():
    for text in ("{x} %s <script>?", "\x00\u202e\U0001d575?", "?" * 5000):
        assert [finding.say("es") for finding in check_question(text, ["sense"])]
