"""The same answers from Spark's frames, reduced by a real Spark. Run by ``make spark``."""

import os
import sys

import pytest
from polars.testing import assert_frame_equal

from jopoi.sense import screen
from tests.contract.examples import schools
from tests.contract.test_methods import METHODS, call, close
from tests.jopoi.sense.conftest import SCHOOLS

CLOSE = 1e-8


@pytest.fixture(scope="session")
def spark():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    from pyspark.sql import SparkSession  # noqa: PLC0415 - half a gigabyte that other tests do without

    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "4",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
    }
    builder = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="session")
def on_spark(spark, tmp_path_factory):
    """Puts a table into Spark by way of a file."""

    def put(frame, name):
        path = tmp_path_factory.mktemp("tables") / f"{name}.parquet"
        frame.write_parquet(path)
        return spark.read.parquet(str(path))

    return put


@pytest.mark.parametrize("name", METHODS)
def test_every_method_gives_the_same_answer(name, on_spark):
    expected, got = call(name), call(name, on_spark(schools(), "schools"))
    assert got.input_digest == expected.input_digest
    assert dict(got.values) == {key: close(value) for key, value in expected.values.items()}
    for sheet, table in expected.sheets.items():
        assert_frame_equal(got.sheets[sheet], table, rel_tol=1e-6, abs_tol=CLOSE, check_dtypes=False)


def test_a_screening_with_all_its_parts(on_spark):
    options = SCHOOLS | {"confirm": [1997, 1998], "mirror": {"drop_out": "lower"}, "group": "district"}
    expected, got = screen(schools(), **options), screen(on_spark(schools(), "schools"), **options)
    for column in ("effect", "posterior_mean", "lower", "upper", "tail_probability"):
        here, there = (one.sheets["units"][column].to_numpy() for one in (expected, got))
        assert there == pytest.approx(here, abs=CLOSE)
    assert got.sheets["shortlist"]["unit"].to_list() == expected.sheets["shortlist"]["unit"].to_list()


def test_missing_cells_mean_the_same(on_spark):
    gaps = schools().with_columns(score=schools()["score"].scatter([3, 77, 200], None))
    expected, got = screen(gaps, **SCHOOLS), screen(on_spark(gaps, "gaps"), **SCHOOLS)
    assert got.sheets["exclusions"].rows() == expected.sheets["exclusions"].rows()
    assert got.input_digest == expected.input_digest
