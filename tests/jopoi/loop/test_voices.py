"""The same numbers in every voice, in two ways of writing them, and the doubt beside them."""

import pytest

from jopoi.loop._amounts import amounts, ranges
from jopoi.loop.voices import voice

SENTENCE = "About 22 more of every 100 teams have a plan in use a year later."
DOUBT = "It may be as few as 4 or as many as 40."


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("It fell by 16.7% (13 points).", "en", [16.7, 13]),
        ("Bajó un 16,7 % (13 puntos).", "es", [16.7, 13]),
        ("1,354,516 pounds, £8.00 an hour, 112,608", "en", [1354516, 8, 112608]),
        ("1.354.516 libras, 8,00 por hora", "es", [1354516, 8]),
        ("17\N{NARROW NO-BREAK SPACE}600 and 0.125", "en", [17600, 0.125]),
        ("77 000 residents in 2 years", "en", [77000, 2]),
        ("54 of 100 trained teams, 22 de cada 100 equipos", "en", [54, 22]),
        ("−4 (−9 to +1)", "en", [-4, -9, 1]),
        ("25 of 46 and 15 of 47", "en", [25, 46, 15, 47]),
        ("version b3 and COVID19: none", "en", []),
        ("no number at all", "en", []),
        ("", "en", []),
    ],
)
def test_numbers_are_read_as_the_language_writes_them(text, language, values):
    assert [amount.value for amount in amounts(text, language)] == values


@pytest.mark.parametrize(
    ("text", "language", "pairs"),
    [
        (DOUBT, "en", [(4, 40)]),
        ("Pueden ser tan pocos como 4 o tantos como 40.", "es", [(4, 40)]),
        ("From 4 to 40 more.", "en", [(4, 40)]),
        ("entre 4 y 40", "es", [(4, 40)]),
        ("between 9,7% and 97%", "es", [(9.7, 97)]),
        ("95% interval 4–40", "en", [(4, 40)]),
        ("The interval reaches from −9 to +1.", "en", [(-9, 1)]),
        ("Nobody counted.", "en", []),
    ],
)
def test_an_interval_is_found_however_it_is_said(text, language, pairs):
    assert [(low.value, high.value) for low, high in ranges(text, language)] == pairs


def faults(text, **how):
    how = {"sentence": SENTENCE, "doubt": DOUBT, "language": "en"} | how
    return [fault.say() for fault in voice(text, **how).faults]


def test_a_voice_with_the_same_numbers_and_the_doubt_passes():
    assert faults("Where teams learn to plan, 22 in 100 more plan with you; it may be 4, it may be 40.") == []
    spanish = "Con capacitación, 22 de cada 100 equipos más planifican; pueden ser 4 y pueden ser 40."
    assert faults(spanish, language="es", claim_language="en") == []
    assert faults("About 22% more: 4 to 40%.") == []


def test_a_rounded_number_is_the_same_and_another_is_not():
    how = {"sentence": "16.7% fewer were hurt.", "doubt": ""}
    assert faults("17% fewer were hurt.", **how) == []
    other = ["“16.7” is missing.", "“35” is not a number of the claim."]
    assert faults("35% fewer were hurt.", **how) == other


def test_a_number_of_what_the_claim_rests_on_may_be_told():
    text = "22 more in 100 (4 to 40): 25 of 46 against 15 of 47."
    assert len(faults(text)) == 4
    assert faults(text, also=["25 of 46 trained, 15 of 47 waiting"]) == []


def test_a_lost_doubt_is_named():
    assert faults("22 more in 100 have one.") == ["The doubt is lost: say “4 to 40” too."]


def test_length_is_told_and_long_sentences_are_named():
    short, long = voice("It works.", sentence="", doubt="", language="en"), " ".join(["word"] * 130)
    assert [hint.say() for hint in short.hints] == ["2 words, about 5 seconds to read."]
    assert len(voice(long, sentence="", doubt="", language="en").hints) == 3
