"""Every public method of every room keeps the contract of a method, found by enumeration."""

import dataclasses
import importlib
import inspect
import json
import re
import typing
import warnings

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from jopoi._core.results import Result
from jopoi.errors import JopoiError, JopoiWarning
from tests.architecture.test_imports import rooms
from tests.conftest import HOUSE
from tests.contract.examples import EXAMPLES, FRAMES, schools

SHAPE = {
    "method", "version", "spec", "input_digest", "summary", "warnings", "values", "tables", "figures",
}  # fmt: skip
# Engines add the same numbers in another order.
CLOSE = {"rel": 1e-7, "abs": 1e-9}


def methods():
    """The functions that a room offers and that return a result, by name."""
    found = {}
    for room in rooms(HOUSE):
        offered = importlib.import_module(f"jopoi.{room}")
        for name in offered.__all__:
            function = getattr(offered, name)
            if inspect.isfunction(function) and issubclass(returned(function), Result):
                found[f"{room}.{name}"] = function
    return found


def returned(function):
    kind = typing.get_type_hints(function).get("return")
    return kind if isinstance(kind, type) else object


METHODS = methods()
every_method = pytest.mark.parametrize("name", METHODS)


def call(name, frame=None, **changes):
    options = EXAMPLES[name].options | changes
    return METHODS[name](schools() if frame is None else frame, **options)


def parameters(name):
    frame, *options = inspect.signature(METHODS[name]).parameters.values()
    return frame, options


def calls():
    return [
        pytest.param(name, options, id=f"{name}-{number}")
        for name in METHODS
        for number, options in enumerate([EXAMPLES[name].options, *EXAMPLES[name].more])
    ]


def columns_asked(name):
    """The options of the example that name columns."""
    fields = returned(METHODS[name]).spec_type.model_fields
    roles = {option: (field.json_schema_extra or {}).get("role") for option, field in fields.items()}
    return [option for option in EXAMPLES[name].options if roles[option] in {"column", "columns"}]


def test_every_method_has_an_example_and_every_example_a_method():
    assert set(METHODS) == set(EXAMPLES)


@every_method
def test_the_frame_comes_first_and_every_option_has_its_name(name):
    frame, options = parameters(name)
    assert frame.name == "frame"
    assert frame.kind is not frame.KEYWORD_ONLY
    assert {option.kind for option in options} == {inspect.Parameter.KEYWORD_ONLY}


@every_method
def test_the_docstring_explains_every_parameter_and_shows_a_call(name):
    text = inspect.getdoc(METHODS[name])
    explained = re.search(r"^Parameters\n-+\n(.*?)^(?:Returns)\n-+\n", text, re.S | re.M)[1]
    frame, options = parameters(name)
    words = set(re.findall(r"\w+", explained))
    assert {option.name for option in [frame, *options]} - words == set()
    assert re.search(r"^Examples\n-+\n.*>>> ", text, re.S | re.M)
    assert re.search(r"^Raises\n-+\n", text, re.M)


@every_method
def test_the_docstring_names_the_source_of_the_method(name):
    text = inspect.getdoc(METHODS[name])
    sources = re.search(r"^References\n-+\n(.*?)(?=^\w+\n-+\n|\Z)", text, re.S | re.M)
    assert sources, "a section References is missing"
    assert re.search(r"[A-Z]\w+.*\b(?:1[89]|20)\d\d\b", sources[1], re.S)


@every_method
def test_the_defaults_are_those_of_the_spec(name):
    fields = returned(METHODS[name]).spec_type.model_fields
    _, options = parameters(name)
    assert {option.name for option in options} == set(fields)
    for option in options:
        if option.default is option.empty:
            assert fields[option.name].is_required(), option.name
        else:
            default = fields[option.name].get_default(call_default_factory=True)
            assert nothing_is_none(default) == nothing_is_none(option.default), option.name


def nothing_is_none(default):
    """`None` in a signature stands for no column and no pair, which a spec keeps as an empty collection."""
    return None if isinstance(default, tuple | dict) and not default else default


@every_method
def test_every_option_is_titled_and_explained(name):
    for option, field in returned(METHODS[name]).spec_type.model_fields.items():
        assert field.title, option
        assert field.description, option


@every_method
def test_the_result_is_frozen(name):
    result = call(name)
    assert dataclasses.is_dataclass(result)
    with pytest.raises(dataclasses.FrozenInstanceError):
        result.input_digest = "b3:0"
    with pytest.raises(ValueError, match="frozen"):
        result.spec.unit = "another"


@every_method
def test_what_is_random_takes_its_stream_and_repeats(name, monkeypatch):
    if "rng" in inspect.signature(METHODS[name]).parameters:
        assert call(name, rng=11).to_json() == call(name, rng=11).to_json()
    else:
        schools()  # which is drawn once
        monkeypatch.setattr(np.random, "default_rng", no_randomness)
        assert call(name).to_json() == call(name).to_json()


def no_randomness(*_args):
    pytest.fail("a method without `rng` drew a random number")


@every_method
@pytest.mark.parametrize("kind", ["polars", "pandas", "pyarrow"])
def test_the_callers_table_stays_as_it_was(name, kind):
    frame = FRAMES[kind](schools().clone())
    call(name, frame)
    assert_frame_equal(pl.DataFrame(frame), schools())


@every_method
@pytest.mark.parametrize("kind", FRAMES)
def test_every_kind_of_frame_gives_the_same_answer(name, kind):
    expected, got = call(name), call(name, FRAMES[kind](schools()))
    assert got.input_digest == expected.input_digest
    assert dict(got.values) == {key: close(value) for key, value in expected.values.items()}
    assert list(got.sheets) == list(expected.sheets)
    for sheet, table in expected.sheets.items():
        assert_frame_equal(got.sheets[sheet], table, rel_tol=CLOSE["rel"], abs_tol=CLOSE["abs"])


def close(value):
    return pytest.approx(value, **CLOSE, nan_ok=True) if isinstance(value, float) else value


@every_method
@pytest.mark.parametrize("kind", FRAMES)
def test_tables_come_back_in_the_callers_own_kind(name, kind):
    frame = FRAMES[kind](schools())
    own = pl.DataFrame if kind in ("polars-lazy", "dask") else type(frame)
    assert {type(table) for table in call(name, frame).tables.values()} == {own}


@every_method
@pytest.mark.parametrize("kind", FRAMES)
def test_a_table_without_rows_is_an_error_that_says_so(name, kind):
    with pytest.raises(JopoiError, match="empty"):
        call(name, FRAMES[kind](schools().clear()))


@every_method
def test_a_thing_that_is_no_table_is_an_error(name):
    with pytest.raises(JopoiError):
        call(name, "units.csv")


@every_method
def test_a_missing_column_is_an_error_that_names_it(name):
    for option in columns_asked(name):
        given = EXAMPLES[name].options[option]
        absent = ["not there"] if isinstance(given, list) else "not there"
        with pytest.raises(JopoiError, match="not there"):
            call(name, **{option: absent})


@every_method
def test_an_unknown_option_is_refused(name):
    with pytest.raises((TypeError, JopoiError)):
        call(name, colour="blue")


@pytest.mark.parametrize(("name", "options"), calls())
def test_a_result_has_the_one_shape(name, options):
    result = METHODS[name](schools(), **options)
    stored = json.loads(result.to_json(), parse_constant=pytest.fail)
    assert set(stored) == SHAPE
    assert stored["method"] == name
    assert stored["input_digest"].startswith("b3:")
    assert stored["summary"]
    for warning in stored["warnings"]:
        assert warning["name"]
        assert warning["message"]
    for table in stored["tables"].values():
        assert {len(row) for row in table["rows"]} <= {len(table["columns"])}
    assert all("vega-lite" in figure["$schema"] for figure in stored["figures"].values())
    assert all(isinstance(value, int | float | str | None) for value in stored["values"].values())


@pytest.mark.parametrize(("name", "options"), calls())
def test_a_warning_is_given_by_name_and_stands_in_the_result(name, options):
    with warnings.catch_warnings(record=True) as given:
        warnings.simplefilter("always")
        result = METHODS[name](schools(), **options)
    names = [one.category.__name__ for one in given if issubclass(one.category, JopoiWarning)]
    assert names == [caution.name for caution in result.warnings]


@pytest.mark.parametrize(("name", "options"), calls())
def test_a_result_survives_being_written_and_read(name, options):
    result = METHODS[name](schools(), **options)
    again = type(result).from_json(result.to_json())
    assert again.spec == result.spec
    assert json.loads(again.to_json()) == json.loads(result.to_json())


@pytest.mark.parametrize(("name", "options"), calls())
def test_a_result_speaks_spanish(name, options):
    result = METHODS[name](schools(), **options)
    assert result.summary("es") != result.summary("en")
    assert set(result.may_not_claim("es")) & set(result.may_not_claim("en")) == set()


@every_method
def test_a_result_says_what_may_not_be_claimed(name):
    result = call(name)
    assert result.may_not_claim()
    assert all(sentence in result.summary() for sentence in result.may_not_claim())


@every_method
def test_a_saved_result_opens_offline(name, tmp_path):
    call(name).save(tmp_path / "out")
    report = (tmp_path / "out" / "report.html").read_text()
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", report)
    assert {path.suffix for path in (tmp_path / "out").rglob("*") if path.is_file()} >= {
        ".json", ".parquet", ".csv", ".svg", ".html",
    }  # fmt: skip
