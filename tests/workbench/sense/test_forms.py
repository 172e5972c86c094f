"""The form asks what the library declares, suggests, and says one clear sentence for each mistake."""

import pytest
from django.utils import translation

from jopoi.sense import ScreenSpec
from jopoi_workbench.sense.forms import ScreeningForm
from tests.workbench.sense.conftest import SPEC, rows

GIVEN = {
    "unit": "school",
    "outcome": "passed",
    "period": "year",
    "context": ["poverty"],
    "confirm": ["2018", "2019", "2020"],
    "higher_is_better": "yes",
    "top": "10",
    "false_share": "20",
    "rng": "7",
    "better-0": "higher",
    "better-1": "higher",
}


def form(dataset, **changes):
    return ScreeningForm(GIVEN | changes, dataset=dataset)


def error(dataset, field, **changes):
    return " ".join(form(dataset, **changes).errors.get(field, ()))


def test_every_option_of_the_library_can_be_filled_in(schools):
    fields = set(ScreeningForm(dataset=schools).fields)
    named = {name for name in ScreenSpec.model_fields if name not in {"bounds", "mirror"}}
    assert named | {"bounds_low", "bounds_high", "mirror-0", "better-0"} <= fields


def test_it_starts_from_what_the_columns_are_described_as(schools):
    start = ScreeningForm(dataset=schools).start
    assert (start["unit"], start["outcome"], start["group"]) == ("school", "passed", "district")
    assert start["context"] == ["poverty"]
    assert start["mirror"] == {"dropout": "higher"}


def test_it_suggests_the_later_half_of_the_periods(schools):
    empty = ScreeningForm(dataset=schools)
    assert empty.periods == ["2015", "2016", "2017", "2018", "2019", "2020"]
    assert empty["confirm"].value() == ["2018", "2019", "2020"]


def test_what_is_filled_in_becomes_the_spec(schools):
    filled = form(schools)
    assert filled.is_valid(), filled.errors
    assert filled.cleaned_data["spec"] == ScreenSpec(**SPEC).model_dump(mode="json")


def test_bounds_and_mirrors_are_filled_in_pairs(schools):
    filled = form(schools, bounds_low="0", bounds_high="100", **{"mirror-0": "dropout", "better-0": "lower"})
    assert filled.is_valid(), filled.errors
    spec = filled.cleaned_data["spec"]
    assert (spec["bounds"], spec["mirror"]) == ([0.0, 100.0], {"dropout": "lower"})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("0.2", "You gave 0.2; did you mean 20?"),
        ("70", "between 1 and 50. You gave 70."),
        ("ten", "Got “ten”."),
        ("nan", "Got “nan”."),
        ("", "Give a percentage."),
    ],
)
def test_a_share_that_makes_no_sense_is_questioned(schools, given, said):
    assert said in error(schools, "top", top=given)


def test_a_decimal_comma_is_a_decimal_point(schools):
    filled = form(schools, top="12,5")
    assert filled.is_valid(), filled.errors
    assert filled.cleaned_data["spec"]["top"] == 0.125


@pytest.mark.parametrize(("given", "said"), [("2.5", "whole number"), ("0", "from 1 to"), ("x", "Got “x”")])
def test_a_capacity_is_a_whole_number(schools, given, said):
    assert said in error(schools, "capacity", capacity=given)


def test_one_bound_alone_is_refused(schools):
    assert "both bounds" in error(schools, "bounds_low", bounds_high="100")


def test_bounds_in_the_wrong_order_are_said_at_the_field(schools):
    assert "lower and then a higher" in error(schools, "bounds_low", bounds_low="9", bounds_high="1")


def test_a_unit_that_is_different_in_every_row_is_refused(table):
    lines = [f"{line},{number}" for number, line in enumerate(rows())]
    lines[0] = lines[0].rsplit(",", 1)[0] + ",row"
    assert "another value in every row" in error(table(lines), "unit", unit="row")


def test_a_period_with_one_value_is_refused(table):
    lines = [f"{line},{'once' if number == 0 else 1}" for number, line in enumerate(rows())]
    assert "a single value" in error(table(lines), "period", period="once", confirm=[])


def test_a_text_among_the_numbers_is_named_with_its_row(table):
    lines = list(rows())
    lines[400] = lines[400].replace(lines[400].split(",")[3], "absent")
    assert "text in row 401: “absent”" in error(table(lines), "outcome")


def test_a_column_with_two_parts_is_refused(schools):
    assert "more than one part" in str(form(schools, context=["passed", "poverty"]).errors)


def test_a_period_of_another_column_is_not_accepted(schools):
    assert "not a period" in error(schools, "confirm", confirm=["1999"])


def test_the_form_speaks_spanish(schools):
    with translation.override("es"):
        assert "¿quiso decir 20?" in error(schools, "top", top="0,2")
        assert ScreeningForm(dataset=schools)["outcome"].label == "Resultado"
