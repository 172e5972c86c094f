"""A quick survey: weights and errors beside R, under a known truth, and with everything that can be wrong."""

import json
import warnings

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from jopoi._core.frames import take
from jopoi.errors import ColumnError, OptionError, TableError
from jopoi.sense import Pulse, pulse
from jopoi.sense._pulse_data import people_of
from jopoi.sense._pulse_estimates import estimated
from jopoi.sense._pulse_spec import Reached
from jopoi.sense._pulse_weights import Margin, raked

POPULATION = ["sex: woman = 51", "sex: man = 49", "age: young = 30", "age: old = 70"]


def answers(seed=3, n=400):
    """Men and the young answer more; women and the old need water more often."""
    draw = np.random.default_rng(seed)
    woman, old = draw.random(n) < 0.51, draw.random(n) < 0.7
    need = draw.random(n) < 0.2 + 0.4 * woman + 0.2 * old
    answered = draw.random(n) < 0.9 - 0.5 * woman - 0.3 * old
    frame = pl.DataFrame(
        {
            "sex": np.where(woman, "woman", "man"),
            "age": np.where(old, "old", "young"),
            "water": np.where(need, "yes", "no"),
            "hours": np.round(2.0 + 3.0 * old + draw.gamma(2.0, 1.0, n), 3),
            "village": draw.integers(0, 20, n),
        }
    )
    return frame.filter(pl.Series(answered))


def asked(frame, **changes):
    given = {"questions": ["water"], "population": POPULATION, "reached": "telephone"} | changes
    with warnings.catch_warnings(action="ignore"):
        return pulse(frame, **given)


def names(found):
    return {caution.name for caution in found.warnings}


def row(found, answer="yes", question="water"):
    rows = found.sheets["answers"].filter(
        pl.col("question") == question, pl.col("answer").eq_missing(pl.lit(answer, dtype=pl.String))
    )
    return rows.row(0, named=True)


def by_rule():
    """200 people by a rule that R can follow too."""
    person = np.arange(200)
    village, woman, old = person * 11 % 25, person % 3 == 0, person * 7 % 5 < 2
    return pl.DataFrame(
        {
            "sex": np.where(woman, "woman", "man"),
            "age": np.where(old, "old", "young"),
            "village": village,
            "water": np.where((person * person + 3 * person + village) % 7 < 2 + woman, "yes", "no"),
            "hours": 1.0 + person * 13 % 17 / 4.0 + 2.0 * old + village % 3,
        }
    )


# R's survey 4.1-1: `rake` to both margins, and its jackknife (JK1), raked again without each person or
# village. Ours corrects the linearised error by each person's pull: people agree to 1 %, villages of eight,
# whose pull together is not told, to 5 %.
R_VALUE = {"yes": 0.3074183477, None: 5.3648104517}
R_ERROR = {
    None: {"yes": 0.0403919172, None: 0.1376061418},
    "village": {"yes": 0.0480925053, None: 0.2321131896},
}


@pytest.mark.parametrize(("cluster", "near"), [(None, 0.01), ("village", 0.05)])
@pytest.mark.parametrize(("question", "answer"), [("water", "yes"), ("hours", None)])
def test_weighted_as_rs_survey_weights(cluster, near, question, answer):
    people = people_of(take(by_rule()), asked(by_rule(), questions=[question], cluster=cluster).spec)
    said = people.questions[0].said(people.latest.rows[question])
    found, place = estimated(said, people.latest.who), people.questions[0].answers.index(answer)
    assert found.value[place] == pytest.approx(R_VALUE[answer], abs=1e-8)
    assert np.sqrt(found.variance[place]) == pytest.approx(R_ERROR[cluster][answer], rel=near)


def test_intervals_hold_the_truth_where_raw_shares_miss_it():
    """300 surveys whose answers favour men and the young: .2 + .4 · .51 + .2 · .7 of all need water."""
    truth, surveys = 0.2 + 0.4 * 0.51 + 0.2 * 0.7, 300
    rows = [row(asked(answers(seed))) for seed in range(surveys)]
    held = np.mean([one["lower"] <= truth <= one["upper"] for one in rows])
    # Four standard errors of a share of .95 in 300 surveys are .05.
    assert held == pytest.approx(0.95, abs=0.05)
    assert np.mean([one["value"] for one in rows]) == pytest.approx(truth, abs=0.01)
    assert np.mean([one["raw"] for one in rows]) < truth - 0.06


def test_clusters_that_answer_alike_widen_intervals_as_much_as_they_should():
    """A village answers as one: 30 villages of 20 are worth 30 answers."""
    truth, held = 0.4, []
    for seed in range(200):
        draw = np.random.default_rng(seed)
        water = np.repeat(np.where(draw.random(30) < truth, "yes", "no"), 20)
        frame = pl.DataFrame({"water": water, "village": np.repeat(np.arange(30), 20)})
        told = row(asked(frame, population=(), cluster="village"))
        held.append(told["lower"] <= truth <= told["upper"])
    assert told["design_effect"] == pytest.approx(20.0, rel=0.1)
    assert np.mean(held) == pytest.approx(0.95, abs=0.06)


def test_weights_meet_every_margin_until_they_are_cut():
    draw = np.random.default_rng(1)
    codes = [draw.integers(0, k, 500).astype(np.intp) for k in (2, 3)]
    aims = [np.array([0.9, 0.1]), np.array([0.2, 0.3, 0.5])]
    margins = [Margin(str(n), [], code, aim) for n, (code, aim) in enumerate(zip(codes, aims, strict=True))]
    free, gap = raked(np.ones(500), margins, 100.0)
    assert gap < 1e-9
    assert free.mean() == pytest.approx(1.0)
    cut, gap = raked(np.ones(500), margins, 1.5)
    assert cut.max() < 1.5 * (1 + 1e-6)
    assert 0.05 < gap < 0.3
    assert "MarginsMissed" in names(asked(answers(), most_weight=1.2))


def test_a_scale_is_told_as_shares_and_as_a_mean():
    frame = answers().with_columns(trust=pl.Series(np.arange(answers().height) % 5))
    found = asked(frame, questions=["trust"]).sheets["answers"]
    assert found["answer"].to_list() == ["0", "1", "2", "3", "4", None]
    shares, mean = found["value"].to_numpy()[:5], found["value"].to_numpy()[5]
    assert shares.sum() == pytest.approx(1.0)
    assert mean == pytest.approx(shares @ np.arange(5))


def test_the_latest_wave_is_told_and_what_changed_since_the_first():
    frame = pl.concat(
        [
            answers(1, 900).with_columns(week=pl.lit("2026-01"), water=pl.lit("no")),
            answers(2, 900).with_columns(week=pl.lit("2026-03")),
            answers(3, 900).with_columns(week=pl.lit("2026-02")),
        ]
    )
    found = asked(frame, wave="week")
    alone = row(asked(answers(2, 900)))
    assert found.values["latest_wave"] == "2026-03"
    assert row(found) == alone
    change = found.sheets["changes"].filter(pl.col("answer") == "yes").row(0, named=True)
    assert change["first"] == 0.0
    assert change["change"] == pytest.approx(alone["value"])
    assert 0.0 < change["lower"] < change["change"] < change["upper"]
    assert found.sheets["waves"]["wave"].unique().sort().to_list() == ["2026-01", "2026-02", "2026-03"]


def test_whom_nobody_asked_no_weight_speaks_for():
    found = asked(
        answers(), population=[*POPULATION[:2], "age: young = 20", "age: old = 60", "age: aged = 20"]
    )
    assert found.sheets["unreached"].rows() == [("age", "aged", pytest.approx(0.2))]
    assert found.warnings[0].name == "NobodyReached"
    assert "age: aged" in found.summary()


def test_those_who_did_not_answer_could_all_think_otherwise():
    frame = answers()
    found = asked(frame, asked=4 * frame.height)
    told = row(found)
    assert told["lowest"] == pytest.approx(told["value"] / 4)
    assert told["highest"] == pytest.approx(told["value"] / 4 + 0.75)
    assert "LowResponse" in names(found)


@pytest.mark.parametrize("reached", Reached.__args__)
def test_each_way_of_asking_says_whom_it_misses(reached):
    found = asked(answers(), reached=reached)
    for language in ("en", "es"):
        claims = found.may_not_claim(language)
        assert len(claims) == (3 if reached == "unsaid" else 4)
    assert ("ReachedUnsaid" in names(found)) == (reached == "unsaid")


def test_rows_in_another_order_and_weights_in_another_unit_change_nothing():
    frame = answers().with_columns(stands=pl.Series(np.arange(answers().height) % 3 + 1.0))
    plain = asked(frame, questions=["water", "hours"], weight="stands")
    other = frame.sample(fraction=1.0, shuffle=True, seed=5).with_columns(pl.col("stands") * 1000.0)
    again = asked(other, questions=["water", "hours"], weight="stands")
    assert_frame_equal(plain.sheets["answers"], again.sheets["answers"], rel_tol=1e-8)
    people = asked(frame, population=["sex: woman = 51000", "sex: man = 49000", *POPULATION[2:]])
    assert row(people)["value"] == pytest.approx(row(asked(frame))["value"], rel=1e-9)


def test_comes_back_from_json_whole():
    found = asked(answers(), asked=900, cluster="village")
    again = Pulse.from_json(found.to_json())
    assert again.to_json() == found.to_json()
    assert again.summary("es") == found.summary("es")
    assert json.loads(found.to_json())["method"] == "sense.pulse"


def without(frame, column):
    return frame.with_columns(pl.lit(None, dtype=frame.schema[column]).alias(column))


@pytest.mark.parametrize(
    ("change", "options", "error", "said"),
    [
        (None, {"questions": []}, OptionError, "at least one"),
        (None, {"population": ["sex woman 51"]}, OptionError, "cannot read"),
        (None, {"population": ["sex: woman = 1,234"]}, OptionError, "cannot read"),
        (None, {"population": ["sex: woman = 5", "sex: woman = 6"]}, OptionError, "twice"),
        (None, {"population": ["sex: woman = 0", "sex: man = 0"]}, OptionError, "nobody"),
        (None, {"population": ["sex: woman = 1"]}, ColumnError, "“man”"),
        (None, {"population": ["sex: woman = 1", "sex: man = 0"]}, ColumnError, "“man”"),
        (None, {"population": ["height: tall = 1"]}, ColumnError, "height"),
        (None, {"asked": 3}, OptionError, "people answered"),
        (None, {"most_weight": 1.0}, OptionError, "most_weight"),
        (None, {"questions": ["water"], "cluster": "water"}, OptionError, "twice"),
        (None, {"wave": "hours", "population": ()}, TableError, "single answer"),
        (lambda f: f.with_columns(water=pl.col("hours").cast(pl.String)), {}, ColumnError, "open text"),
        (lambda f: f.with_columns(stands=pl.lit(0.0)), {"weight": "stands"}, ColumnError, "above zero"),
        (lambda f: f.with_columns(hours=pl.lit(np.inf)), {"questions": ["hours"]}, ColumnError, "infinite"),
        (lambda f: without(f, "water"), {}, TableError, "Nobody is left"),
        (lambda f: without(f, "age"), {}, TableError, "Nobody is left"),
        (lambda f: f.head(1), {}, TableError, "Nobody is left"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_refused_in_a_sentence(change, options, error, said):
    frame = answers() if change is None else change(answers())
    with pytest.raises(error, match=said):
        asked(frame, **options)


def test_what_makes_an_answer_doubtful_is_said():
    frame = answers().with_columns(
        age=pl.when(pl.int_range(pl.len()) % 9 == 0).then(None).otherwise(pl.col("age")),
        few=pl.int_range(pl.len()) % 4,
    )
    found = names(asked(frame.head(40), cluster="few"))
    assert {"AnswersLeftOut", "FewAnswers", "FewClusters", "ThinCategories"} <= found
    assert "NotWeighted" in names(asked(frame, population=()))
    heavy = ["sex: woman = 97", "sex: man = 3"]
    assert "HeavyWeights" in names(asked(frame, population=heavy, most_weight=50.0))


def test_decimals_are_read_with_a_comma_too():
    comma = asked(answers(), population=["sex: woman = 51,5 %", "sex: man = 48,5 %"])
    point = asked(answers(), population=["sex: woman = 51.5", "sex: man = 48.5"])
    assert row(comma) == row(point)
