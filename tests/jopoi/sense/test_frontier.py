"""A frontier as its users meet it: tables, words, cautions and mistakes."""

import json
import warnings

import numpy as np
import polars as pl
import pytest

from jopoi.errors import ColumnError, OptionError, TableError
from jopoi.sense import Frontier, frontier

POSTS = pl.DataFrame(
    {
        "post": list("ABCDE"),
        "nurses": [1, 2, 2, 4, 4],
        "money": [2.0, 1, 3, 2, 4],
        "visits": [30, 50, 40, 60, 40],
    }
)


def asked(frame=POSTS, **changes):
    with warnings.catch_warnings(action="ignore"):
        return frontier(frame, **{"unit": "post", "inputs": ["nurses"], "outputs": ["visits"], **changes})


def by_unit(found, column):
    return dict(found.sheets["units"].select("unit", column).iter_rows())


def test_five_posts_by_hand():
    """With variable returns A, B and D span the frontier; C and E make 40 where 50 and 60 are made."""
    found = asked()
    assert by_unit(found, "efficiency") == pytest.approx({"A": 1, "B": 1, "D": 1, "C": 0.8, "E": 2 / 3})
    assert by_unit(found, "change") == pytest.approx({"A": 0, "B": 0, "D": 0, "C": 0.25, "E": 0.5})
    targets = found.sheets["targets"].filter(unit="C", column="visits")
    assert targets["on_frontier"].to_list() == pytest.approx([50.0])
    assert found.sheets["peers"].filter(pl.col("unit") == "C").rows() == [("C", "B", pytest.approx(1.0))]


def test_fewer_means_for_the_same_results():
    found = asked(orientation="input")
    # C makes 40 with 2; half of A and half of B make 40 with 1.5.
    assert by_unit(found, "efficiency")["C"] == pytest.approx(0.75)
    assert by_unit(found, "change")["C"] == pytest.approx(-0.25)


def test_how_far_a_unit_on_the_frontier_stands_out():
    found = asked()
    stands_out = by_unit(found, "stands_out")
    # Without B, half-way between A and D with 2 nurses lie 40 visits: 50 is a quarter more.
    assert stands_out["B"] == pytest.approx(1.25)
    assert stands_out["A"] is None  # nobody makes do with one nurse
    assert by_unit(found, "out_of_reach") == {"A": True, "B": False, "C": False, "D": False, "E": False}
    assert "NobodyReaches" in {caution.name for caution in found.warnings}


def test_only_units_that_there_are():
    found = asked(envelope="free", orientation="input")
    assert by_unit(found, "efficiency")["C"] == pytest.approx(1.0)  # B makes more, with as much
    assert by_unit(asked(envelope="free"), "efficiency")["C"] == pytest.approx(0.8)
    assert set(found.sheets["peers"]["weight"]) <= {1.0}


def test_the_free_hull_is_that_of_benchmarking(reference):
    frame, theirs = reference("dea_charnes1981")
    names = {"inputs": [f"x{n}" for n in range(1, 6)], "outputs": [f"y{n}" for n in range(1, 4)]}
    for orientation, case in (("output", theirs["fdh_out"]), ("input", theirs["fdh_in"])):
        found = asked(frame, unit="firm", envelope="free", orientation=orientation, **names)
        units = found.sheets["units"].sort("unit")
        score = 1.0 + units["change"].to_numpy()
        assert score == pytest.approx(np.array(case["eff"]), abs=1e-9)
        infeasible = units.filter("out_of_reach")["unit"].to_list()
        assert infeasible == case["super_eff_infeasible_rows"]


def test_several_rows_are_averaged_and_gaps_left_out_by_name():
    frame = pl.DataFrame(
        {
            "post": ["a", "a", "b", "c", "d", "e"],
            "nurses": [1.0, 3.0, 2.0, None, 0.0, 2.0],
            "visits": [10.0, 30.0, 40.0, 5.0, 3.0, 0.0],
        }
    )
    found = asked(frame)
    assert by_unit(found, "efficiency") == pytest.approx({"a": 0.5, "b": 1.0})
    left_out = found.sheets["left_out"].select("unit", "reason").rows()
    assert left_out == [("c", "value missing"), ("d", "no input"), ("e", "no output")]
    assert {"UnitsAveraged", "LeftOutOfFrontier"} <= {caution.name for caution in found.warnings}


@pytest.mark.parametrize(
    ("changes", "kind", "said"),
    [
        ({"inputs": []}, OptionError, "`inputs` needs at least one column"),
        ({"inputs": ["visits"]}, OptionError, "given twice"),
        ({"inputs": ["gone"]}, ColumnError, "“gone” is not in the table"),
        ({"inputs": ["post"], "unit": "money"}, ColumnError, "text"),
        ({"outputs": ["minus"]}, ColumnError, "none below zero"),
        ({"outputs": ["nothing"]}, TableError, "No unit"),
        ({"outputs": ["visits", "zero"]}, ColumnError, "is zero for every unit"),
        ({"envelope": "free", "returns": "constant"}, OptionError, "must be variable"),
        ({"returns": "falling"}, OptionError, "returns"),
    ],
)
def test_a_mistake_is_one_sentence(changes, kind, said):
    frame = POSTS.with_columns(
        minus=-pl.col("visits"), zero=pl.lit(0.0), nothing=pl.lit(None, dtype=pl.Float64)
    )
    with pytest.raises(kind, match=said):
        asked(frame, **changes)


def test_one_unit_and_equal_units_are_on_the_frontier():
    assert by_unit(asked(POSTS.head(1)), "efficiency") == {"A": 1.0}
    same = pl.DataFrame({"post": ["a", "b", "c"], "nurses": [2, 2, 2], "visits": [5, 5, 5]})
    found = asked(same)
    assert set(by_unit(found, "efficiency").values()) == {1.0}
    assert "All 3 units" in found.headline()[0]


def test_it_says_what_it_may_not_claim_in_both_languages():
    found = asked(inputs=["nurses", "money"])
    assert "may not claim" in found.summary("en")
    assert "frontera" in found.summary("es")
    assert "FewForFrontier" in {caution.name for caution in found.warnings}
    assert {"on_frontier", "worst_profit"} <= set(found.values)
    assert found.values["worst_profit"] < 1e-9


def test_it_is_kept_and_read_back():
    found = asked()
    again = Frontier.from_json(found.to_json())
    assert again.sheets["units"].equals(found.sheets["units"])
    assert json.loads(found.to_json())["method"] == "sense.frontier"
    assert found.figures("es")["efficiency"].to_dict()
