"""What a screening says, case by case."""

from dataclasses import replace

import polars as pl
import pytest

from jopoi.errors import Caution
from jopoi.sense._screening_reading import span
from jopoi.sense._screening_reasons import reasons
from jopoi.sense._screening_words import what_this_shows


@pytest.fixture
def plain(schools, ask):
    return ask(schools)


def only(screening, count):
    """The same result with just the first units of its list."""
    short = screening.sheets["shortlist"].head(count)
    chosen = pl.col("unit").is_in(short["unit"].implode())
    units = screening.sheets["units"].with_columns(selected=chosen)
    share = float(1 - short["tail_probability"].mean()) if count else 0.0
    values = {**screening.values, "selected": count, "expected_false_share": share}
    values |= {"expected_false": share * count, "steady": min(count, screening.values["steady"])}
    values["grade_a"] = int((short["grade"] == "A").sum())
    return replace(screening, values=values, sheets={**screening.sheets, "units": units, "shortlist": short})


def carrying(screening, name, **facts):
    return replace(screening, warnings=(*screening.warnings, Caution(name, facts)))


def has(sentences, *words):
    return any(all(word in sentence for word in words) for sentence in sentences)


def test_the_answer_counts_and_its_doubt_follows(plain):
    answer, doubt = plain.headline()
    n = plain.values["selected"]
    assert answer.startswith(f"{n} of 80 units are potential positive deviants: in ")
    assert "“score” was higher than “poverty” and “spending” would lead one to expect." in answer
    assert f"of the {n}" in doubt
    assert "luck" in doubt


def test_one_unit_is_told_as_one(plain):
    answer, doubt = only(plain, 1).headline()
    assert answer.startswith("1 of 80 units is a potential positive deviant:")
    assert doubt.startswith("The chance that it is there by luck is")
    assert has(only(plain, 1).may_not_claim(), "this unit does better because of how it works")


def test_an_empty_list_says_so(plain):
    nothing = only(plain, 0)
    assert (
        nothing.headline()[0]
        == "None of the 80 units is surely enough in the top tenth to be put on a shortlist."
    )
    assert has(nothing.may_say(), "That too is a finding")
    assert has(nothing.may_not_claim(), "no unit does better")


def test_mere_chance_is_called_so(plain):
    chance = carrying(only(plain, 0), "AllChance")
    assert chance.headline()[1] == "All of the scatter between them can be chance."


def test_where_lower_is_better_the_answer_turns(schools, ask):
    turned = ask(schools.with_columns(score=-pl.col("score")), higher_is_better=False)
    assert "was lower than" in turned.headline()[0]


def test_without_context_nothing_is_said_of_circumstances(schools, ask):
    bare = ask(schools, context=[])
    assert "beyond mere chance" in bare.headline()[0]
    assert has(bare.may_not_claim(), "No context column was given")


def test_held_out_periods_are_set_beside_chance(schools, ask):
    confirmed = ask(schools, confirm=sorted(schools["year"].unique())[-2:])
    assert has(confirmed.may_say(), "Chance alone would give", "if effects last")
    assert has(confirmed.may_not_claim(), "will stay as large")


def test_without_held_out_periods_the_lead_is_not_said_to_last(plain):
    assert has(plain.may_not_claim(), "That the lead lasts. No later period was held out")


def test_a_full_capacity_is_told(plain, schools, ask):
    assert has(ask(schools, capacity=2).may_not_claim(), "The list stops at 2")
    assert not has(plain.may_not_claim(), "The list stops")


def test_thin_ground_is_told_at_the_top(plain):
    lone = carrying(plain, "OneGroup", selected=5, of=8, group="North", units=0.1)
    thin = carrying(lone, "FewPeriods", few=3, of=8, limit=2, periods=6)
    assert thin.headline()[1].endswith("5 of them lie in one group, “North”. 3 of them rest on few periods.")


def test_the_range_of_the_list_is_told(plain):
    sizes = [4, 6, 9]
    sheet = plain.sheets["sensitivity"].head(3).with_columns(selected=pl.Series(sizes))
    ranged = replace(plain, sheets={**plain.sheets, "sensitivity": sheet})
    assert has(ranged.may_not_claim(), "from 4 to 9 units")


def test_a_concentrated_list_is_doubted(plain):
    lone = carrying(plain, "OneGroup", selected=5, of=8, group="North", units=0.1)
    assert has(lone.may_not_claim(), "Anything about the 5 in “North” yet", "62% of the list")
    taken = carrying(plain, "OneGroupTakenOut", selected=5, of=8, group="North", units=0.1)
    assert has(taken.may_not_claim(), "5 of 8 on the list would lie in “North”")


@pytest.mark.parametrize(
    ("name", "facts", "words"),
    [
        ("FewPeriods", {"few": 3, "of": 8, "limit": 2, "periods": 6}, "3 of the 8 rest on 2 or fewer of 6"),
        ("BadMirror", {"flagged": 2, "of": 8, "columns": "“wait”"}, "2 of the 8 do worse than expected"),
        ("Passing", {"false_share": 0.3}, "30% of the list"),
    ],
)
def test_a_caution_becomes_a_claim_that_may_not_be_made(plain, name, facts, words):
    assert has(carrying(plain, name, **facts).may_not_claim(), words)


def test_no_cause_no_complement_no_person_is_ever_claimed(plain):
    told = plain.may_not_claim()
    assert has(told, "because of how they work")
    assert has(told, "do not publish them")
    assert has(told, "do not name or judge persons")


def test_the_summary_is_hedged_and_whole(plain):
    told = plain.summary()
    share = plain.values["expected_false_share"]
    assert "potential" in told
    assert f"that share is {share:.0%}" in told
    assert "You may not claim:" in told
    assert "best" not in told.split()


def test_the_terminal_is_told_what_it_shows_and_what_not(plain):
    told = what_this_shows(plain)
    assert told.index("What this shows") < told.index("What this does not show")
    assert max(len(line) for line in told.splitlines()) <= 96


@pytest.mark.parametrize("count", [0, 1, 3])
def test_spanish_leaves_no_english_behind(plain, count):
    found = only(plain, count)
    told = [*found.headline("es"), *found.may_say("es"), *found.may_not_claim("es"), found.summary("es")]
    assert not has(told, " the ")
    assert has(told, "desviaci")


def test_each_listed_unit_says_what_it_rests_on(plain):
    told = reasons(plain)
    assert len(told) == plain.values["selected"]
    assert all("period" in reason for reason in told)


def test_the_table_holds_the_list_and_nothing_else(plain):
    names = [row[0] for group in plain.shown().groups for row in group.rows]
    assert sorted(names) == sorted(plain.sheets["shortlist"]["unit"].cast(pl.String))


def test_periods_are_told_in_few_letters():
    assert span(("1998", "1996", "1997")) == "1996–98"
    assert span([f"w{k}" for k in range(9)]) == "w0 … w8"
    assert span(()) == ""
