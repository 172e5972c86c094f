"""The same answer from every kind of frame, reduced where the rows lie."""

import duckdb
import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from benchmarks.known_truth import World, draw
from jopoi._core.frames import Table
from jopoi.sense import screen
from tests.contract.examples import FRAMES

OTHERS = [kind for kind in FRAMES if kind != "polars"]
EVERYTHING = {"confirm": [1997, 1998], "mirror": {"drop_out": "lower"}, "group": "district"}


def as_polars(table):
    if isinstance(table, duckdb.DuckDBPyRelation):
        table = table.to_arrow_table()
    return table if isinstance(table, pl.DataFrame) else pl.DataFrame(table)


def assert_same_values(found, expected):
    texts = {name for name, value in expected.items() if not isinstance(value, int | float)}
    assert {name: found[name] for name in texts} == {name: expected[name] for name in texts}
    for name in expected.keys() - texts:
        assert found[name] == pytest.approx(expected[name], rel=1e-7), name


@pytest.fixture
def widest(monkeypatch):
    """The most rows that any query brought into memory."""
    sizes = []
    collect, together = Table.collect, Table.collect_together

    def one(self, lazy=None):
        answer = collect(self, lazy)
        sizes.append(len(answer))
        return answer

    def several(self, *lazies):
        answers = together(self, *lazies)
        sizes.extend(len(answer) for answer in answers)
        return answers

    monkeypatch.setattr(Table, "collect", one)
    monkeypatch.setattr(Table, "collect_together", several)
    return sizes


@pytest.mark.parametrize("kind", OTHERS)
def test_every_frame_gives_the_same_answer(kind, schools, ask):
    expected, found = ask(schools, **EVERYTHING), ask(FRAMES[kind](schools), **EVERYTHING)
    assert_same_values(found.values, expected.values)
    for name, sheet in expected.sheets.items():
        # Engines add the same numbers in another order; the searches for the variances and for the ends
        # of their range stop 1e-9 apart, which the tails of a few units magnify.
        assert_frame_equal(found.sheets[name], sheet, rel_tol=1e-6, abs_tol=1e-8, check_dtypes=False)


@pytest.mark.parametrize("kind", OTHERS)
def test_every_frame_has_the_same_digest(kind, schools, ask):
    assert ask(FRAMES[kind](schools)).input_digest == ask(schools).input_digest


@pytest.mark.parametrize(
    ("kind", "library"), [("pandas", "pandas"), ("pyarrow", "pyarrow"), ("duckdb", "duckdb")]
)
def test_tables_come_back_in_the_callers_own_kind(kind, library, schools, ask):
    found = ask(FRAMES[kind](schools))
    assert all(type(table).__module__.split(".")[0].lstrip("_") == library for table in found.tables.values())
    assert as_polars(found.shortlist)["unit"].to_list() == found.sheets["shortlist"]["unit"].to_list()


def test_a_lazy_frame_gets_eager_tables_back(schools, ask):
    assert isinstance(ask(schools.lazy()).units, pl.DataFrame)


def test_the_callers_frame_stays_as_it_was(schools, ask):
    pandas = schools.to_pandas()
    before = pandas.copy(deep=True)
    ask(pandas, **EVERYTHING)
    assert pandas.equals(before)


@pytest.fixture
def long_panel():
    """3,000 units in 24 periods: 72,000 rows, of which no more than a sample may be pulled in."""
    world = World("long", units=3000, periods=24)
    return draw(world, np.random.default_rng(5))[0], world.options


@pytest.mark.parametrize("kind", ["polars-lazy", "duckdb"])
def test_a_lazy_frame_is_reduced_before_anything_is_pulled_in(kind, long_panel, widest):
    frame, options = long_panel
    screen(FRAMES[kind](frame), **options, confirm=[22, 23])
    assert max(widest) < len(frame) / 6


def test_a_query_over_a_file_is_not_read_as_a_whole(long_panel, widest, tmp_path):
    frame, options = long_panel
    frame.write_parquet(tmp_path / "panel.parquet")
    from_file = screen(duckdb.read_parquet(str(tmp_path / "panel.parquet")), **options)
    assert max(widest) < len(frame) / 6
    in_memory = screen(frame, **options)
    assert from_file.sheets["shortlist"]["unit"].to_list() == in_memory.sheets["shortlist"]["unit"].to_list()


def test_missing_cells_mean_the_same_in_every_frame(schools, ask):
    gaps = schools.with_columns(score=pl.when(pl.col("year") != 1994).then("score"))
    nan = gaps.to_pandas()
    assert nan["score"].isna().sum() == 80
    expected = ask(gaps)
    for kind in OTHERS:
        found = ask(FRAMES[kind](gaps))
        assert found.sheets["exclusions"].rows() == expected.sheets["exclusions"].rows()
        assert found.input_digest == expected.input_digest
        assert found.values["effect_variance"] == pytest.approx(expected.values["effect_variance"], rel=1e-7)
