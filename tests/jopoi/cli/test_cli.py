"""The terminal: a page to read, JSON and nothing else, one sentence for a mistake."""

import json
import os
import subprocess
import sys
import time

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

from jopoi import sense
from jopoi.cli import app

SCREEN = ["--unit", "post", "--period", "year", "--outcome", "seen", "--context", "far", "--seed", "7"]
FITNESS = ["--unit", "post", "--period", "year", "--outcome", "seen"]


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    """Sixty posts in four years as CSV; every sixth does better."""
    draw = np.random.default_rng(3)
    number, year = np.repeat(np.arange(60), 4), np.tile(np.arange(2020, 2024), 60)
    far = draw.uniform(1, 30, 60)[number]
    seen = 60 - far + 15 * (number % 6 == 0) + draw.normal(0, 4, 240)
    frame = pl.DataFrame({"post": [f"p{n:02}" for n in number], "year": year, "far": far, "seen": seen})
    path = tmp_path_factory.mktemp("cli") / "posts.csv"
    frame.write_csv(path)
    return path


def run(*arguments, **options):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], **options)


def command(*arguments, **options):
    """The installed program, as a user starts it."""
    line = [sys.executable, "-m", "jopoi.cli", *map(str, arguments)]
    return subprocess.run(line, capture_output=True, text=True, check=False, timeout=120, **options)


def test_the_help_is_a_page_to_read():
    said = run("--help").output
    assert "Find where a public service already does better than its circumstances" in said
    assert "jopoi sense screen schools.csv" in said
    assert said == run().output


def test_the_help_comes_within_a_second():
    command("--help")
    begun = time.perf_counter()
    command("--help")
    assert time.perf_counter() - begun < 3.0  # a second on a free machine
    loaded = command_modules("--help")
    assert "polars" not in loaded
    assert "scipy" not in loaded


def command_modules(*arguments):
    code = (
        "import sys, atexit; from jopoi.cli import app\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        f"app({list(arguments)!r})"
    )
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stderr.split()


@pytest.mark.parametrize(("name", "kind"), [("fitness", sense.FitnessSpec), ("screen", sense.ScreenSpec)])
def test_every_field_of_a_spec_is_an_option_with_its_own_words(name, kind):
    said = " ".join(run("sense", name, "--help", env={"COLUMNS": "250"}).output.split())
    for field, about in kind.model_fields.items():
        option = {"rng": "--seed"}.get(field, f"--{field.replace('_', '-')}")
        assert option in said
        assert about.description.split(".")[0] in said


def test_the_version():
    assert run("--version").output.startswith("jopoi 0.")


def test_a_screening_is_a_page(table):
    result = run("sense", "screen", table, *SCREEN)
    assert result.exit_code == 0
    assert "potential positive deviant" in result.stdout
    assert "Grade A" in result.stdout
    assert "What you may not claim" in result.stdout
    assert result.stderr == ""


def test_a_look_at_a_table_is_a_page(table):
    result = run("sense", "fitness", table, *FITNESS)
    assert result.exit_code == 0
    assert "All 240 rows can be used; they hold 60 units." in result.stdout


def test_the_page_speaks_spanish(table):
    result = run("sense", "screen", table, *SCREEN, "--language", "es")
    assert "Lo que no puede afirmar" in result.stdout
    assert "What you may not claim" not in result.stdout


def test_json_is_the_result_and_nothing_else(table):
    result = command("sense", "screen", table, *SCREEN, "--json", "--progress")
    stored = json.loads(result.stdout)
    assert stored["method"] == "sense.screen"
    assert {
        "unit", "periods", "effect", "standard_error", "posterior_mean", "posterior_sd", "lower", "upper",
        "tail_probability", "selected", "grade",
    } <= set(stored["tables"]["units"]["columns"])  # fmt: skip
    assert "reading the file" in result.stderr


def test_json_says_what_python_says(table):
    stored = json.loads(run("sense", "fitness", table, *FITNESS, "--json").stdout)
    result = sense.fitness(pl.read_csv(table), unit="post", period="year", outcome="seen")
    assert stored["input_digest"] == result.input_digest
    assert stored["values"] == json.loads(result.to_json())["values"]


def test_options_may_be_repeated_and_pairs_given(table):
    result = run(
        "sense", "screen", table, *SCREEN, "--bounds", "-50", "150", "--confirm", "2022", "--confirm", "2023",
        "--lower-is-better", "--json",
    )  # fmt: skip
    spec = json.loads(result.stdout)["spec"]
    assert spec["bounds"] == [-50.0, 150.0]
    assert spec["confirm"] == ["2022", "2023"]
    assert spec["higher_is_better"] is False


def test_a_mirror_says_which_way_is_better(table, tmp_path):
    path = tmp_path / "posts.parquet"
    pl.read_csv(table).with_columns(refused=pl.col("far") * 2 + pl.col("seen") % 7).write_parquet(path)
    options = ["--unit", "post", "--period", "year", "--outcome", "seen", "--mirror", "refused:lower"]
    assert json.loads(run("sense", "screen", path, *options, "--json").stdout)["spec"]["mirror"] == {
        "refused": "lower"
    }
    assert run("sense", "screen", path, *options, "--mirror", "far:worse").exit_code == 2


def test_out_saves_everything(table, tmp_path):
    folder = tmp_path / "results"
    result = run("sense", "fitness", table, *FITNESS, "--out", folder)
    assert result.exit_code == 0
    assert (folder / "report.html").exists()
    assert (folder / "spec.json").exists()
    assert "open report.html" in " ".join(result.stdout.split())


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (["--outcome", "unseen"], "Column “unseen” is not in the table. It has “post”"),
        (["--top", "3"], "--top must be at most 0.5. Got 3"),
        (["--top", "much"], "Invalid value for '--top'"),
        (["--capacity", "0"], "--capacity must be at least 1. Got 0"),
        (["--bounds", "9", "1"], "--bounds must be a lower and then a higher value"),
        (["--topp", "1"], "No such option: --topp"),
        (["--confirm", "1999"], "--confirm names 1999"),
        (["--mirror", "far:down"], "--mirror says “down”"),
        (["--sheet"], "requires an argument"),
    ],
)
def test_a_mistake_is_one_sentence_and_code_two(table, changes, says):
    result = run("sense", "screen", table, *SCREEN, *changes)
    assert result.exit_code == 2
    assert says in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"%PDF-1.4", "is a PDF document"),
        (b"post,year,seen\n", "has column names but no rows"),
        (b"post,year,seen\na,1\n", "line 2 has another number of values"),
        (b"post,post,seen\na,1,2\n", "several columns called “post”"),
        (
            b"post,year,far,seen\n" + b"a,1,2,3\n" * 50 + b"a,2,2,n/a\n",
            "has text in row 52: “n/a”. If “n/a” means",
        ),
        (b"post,year,far,seen\n" + b"a,1,2,inf\n" * 5, "infinite"),
        (b"post,year,far,seen\n" + b"a,1,2,\n" * 5, "“seen”"),
    ],
)
def test_a_bad_file_is_one_sentence_and_code_two(tmp_path, content, says):
    path = tmp_path / "posts.csv"
    path.write_bytes(content)
    result = run("sense", "screen", path, *SCREEN)
    assert result.exit_code == 2
    assert says in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_mistake_is_said_in_spanish_too(tmp_path):
    result = run("sense", "fitness", tmp_path / "no.csv", *FITNESS, "--language", "es")
    assert result.stderr == "No existe el archivo «no.csv». Verifique su nombre y su carpeta.\n"


def test_a_word_for_missing_can_be_given(table, tmp_path):
    path = tmp_path / "posts.csv"
    path.write_text(table.read_text() + "p00,2024,3.5,s/d\n")
    assert run("sense", "fitness", path, *FITNESS).exit_code == 2
    result = run("sense", "fitness", path, *FITNESS, "--missing", "s/d", "--json")
    assert json.loads(result.stdout)["values"]["missing_cells"] == 1


def test_a_defect_is_one_line_and_code_one(table, monkeypatch):
    monkeypatch.setattr("jopoi.files.open_table", lambda *_, **__: 1 / 0)
    result = run("sense", "fitness", table, *FITNESS)
    assert result.exit_code == 1
    assert result.stderr.startswith("Jopói met a defect of its own (ZeroDivisionError: division by zero).")
    assert "Traceback" not in result.stderr
    assert "Traceback" in run("--debug", "sense", "fitness", table, *FITNESS).stderr


def test_stopping_is_quiet(table, monkeypatch):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("jopoi.files.open_table", stop)
    result = run("sense", "fitness", table, *FITNESS)
    assert (result.exit_code, result.stderr) == (130, "Stopped.\n")


def test_a_reader_that_leaves_early_is_no_defect(table):
    line = [sys.executable, "-m", "jopoi.cli", "sense", "screen", str(table), *SCREEN, "--json"]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(line, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert "defect" not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_large_file_is_streamed(table, monkeypatch):
    monkeypatch.setattr("jopoi.files.account.STREAM_BYTES", 100)
    result = run("sense", "screen", table, *SCREEN, "--json")
    monkeypatch.undo()
    assert json.loads(result.stdout)["values"] == pytest.approx(
        json.loads(run("sense", "screen", table, *SCREEN, "--json").stdout)["values"]
    )


def test_progress_is_shown_only_where_asked_for(table):
    assert run("sense", "fitness", table, *FITNESS).stderr == ""
    assert "looking at each unit" in run("sense", "fitness", table, *FITNESS, "--progress").stderr


def test_the_cautions_of_a_result_stay_out_of_standard_output(table):
    result = command("sense", "screen", table, *SCREEN, "--json")
    for caution in json.loads(result.stdout)["warnings"]:
        assert caution["message"] in result.stderr
