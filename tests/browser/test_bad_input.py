"""Bad input gets a clear sentence in the browser, and nothing of it is kept."""

import io
import re

import pytest
from playwright.sync_api import expect
from xlsxwriter import Workbook

from tests.browser.steps import await_result, complaint, describe, schools, screen, store, table, upload

ROLES = {"school": "unit", "year": "period", "passed": "outcome", "poverty": "context"}
GOOD = list(schools(12))
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8


@pytest.fixture
def page(visitors):
    return visitors.visit("ana")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", b"", "is empty"),
        ("names-only.csv", b"school,year,passed\n", "no rows|no row|only"),
        ("picture.csv", PNG, "picture.csv"),
        ("table.xlsx", table(*GOOD), "table.xlsx"),
        ("table.parquet", table(*GOOD), "table.parquet"),
        ("twice.csv", table(["school", "passed", "passed"], ["a", 1, 2]), "passed"),
        ("short.csv", b"school,passed\na,1\nb\nc,3,4\n", "line 3|short.csv"),
    ],
    ids=lambda value: (
        value if isinstance(value, str) and value.endswith((".csv", ".xlsx", ".parquet")) else ""
    ),
)
def test_a_file_that_is_no_table_is_refused_with_a_reason(page, workbench, name, content, said):
    before = workbench.kept_files(), workbench.count("dataset")
    upload(page, name, content)
    assert re.search(said, complaint(page))
    assert (workbench.kept_files(), workbench.count("dataset")) == before


def test_a_file_past_the_limit_is_refused_and_not_kept(page, workbench, tmp_path):
    before = workbench.kept_files()
    large = tmp_path / "large.csv"
    large.write_bytes(b"school,passed\n" + b"a,1\n" * 5_400_000)
    page.goto("/datasets/new/")
    page.locator("input[type=file]").set_input_files(large)
    page.locator("main form button[type=submit]").click()
    assert "larger than 20 MB" in complaint(page)
    assert workbench.kept_files() == before


def test_a_table_without_an_outcome_cannot_be_described(page):
    upload(page, "no-outcome.csv", table(["school", "year"], ["a", 2021], ["b", 2021]))
    describe(page, {"school": "unit", "year": "period"})
    assert "outcome" in complaint(page)


def test_an_outcome_with_text_in_row_4711_names_the_row(page):
    rows = list(schools(2000, (2021, 2022, 2023)))
    rows[4710][2] = "ausente"  # the names stand in row 1 of the file
    upload(page, "with-text.csv", table(*rows))
    describe(page, ROLES)
    said = complaint(page)
    assert re.search("4,?711", said)
    assert "ausente" in said


def test_an_outcome_that_is_all_missing_is_told(page):
    upload(
        page,
        "nothing-there.csv",
        table(*([*row[:2], "" if row != GOOD[0] else row[2], row[3]] for row in GOOD)),
    )
    describe(page, ROLES)
    assert "passed" in complaint(page)


def test_a_unit_with_another_value_in_every_row_is_told(page):
    rows = [["row", *GOOD[0]], *([number, *row] for number, row in enumerate(GOOD[1:]))]
    dataset = store(
        page, "lone.csv", table(*rows), {"row": "unit", "passed": "outcome", "poverty": "context"}
    )
    page.goto(f"/sense/datasets/{dataset}/screen/")
    page.locator("button[name=run]").click()
    assert "another value in every row" in complaint(page)


def test_a_period_with_one_value_is_told(page):
    rows = [row if row == GOOD[0] else [row[0], 2024, *row[2:]] for row in GOOD]
    dataset = store(page, "one-year.csv", table(*rows), ROLES)
    page.goto(f"/sense/datasets/{dataset}/screen/")
    page.locator("button[name=run]").click()
    assert "single value" in complaint(page)


def test_a_share_given_as_a_fraction_is_answered_with_a_question(page):
    dataset = store(page, "shares.csv", table(*GOOD), ROLES)
    page.goto(f"/sense/datasets/{dataset}/screen/")
    page.locator("[name=false_share]").fill("0.2")
    page.locator("button[name=run]").click()
    assert "did you mean 20?" in complaint(page)
    page.locator(".err-sum a").first.click()
    expect(page.locator("[name=false_share]")).to_be_focused()


def test_latin_1_semicolons_and_decimal_commas_are_read_and_told(page):
    rows = [["escuela", "año", "aprobados", "pobreza"], *([f"Ñandutí {r[0]}", *r[1:]] for r in GOOD[1:])]
    text = table(*rows, separator=";").decode().replace(".", ",")
    roles = {"escuela": "unit", "año": "period", "aprobados": "outcome", "pobreza": "context"}
    dataset = store(page, "latinas.csv", text.encode("latin-1"), roles)
    expect(page.locator("main")).to_contain_text("Ñandutí s000")
    expect(page.locator("[aria-labelledby=notes]")).to_contain_text(
        re.compile("latin|windows|cp1252", re.IGNORECASE)
    )
    screen(page, dataset)
    await_result(page)


def test_infinities_stop_the_run_with_a_reason(page):
    rows = list(schools(30))
    rows[5][2] = "inf"
    screen(page, store(page, "infinite.csv", table(*rows), ROLES))
    expect(page.locator(".told.fail")).to_contain_text(re.compile("passed.*infinite"), timeout=60_000)


def test_nan_counts_as_missing_and_is_told(page):
    rows = list(schools(30))
    rows[9][2] = "NaN"
    screen(page, store(page, "nan.csv", table(*rows), ROLES))
    await_result(page)
    expect(page.locator("#input")).to_contain_text(re.compile("1 row.*passed"))


def test_a_name_that_climbs_out_of_its_folder_stays_a_name(page, workbench):
    before = set(workbench.folder.parent.rglob("*climber*"))
    upload(page, "../../../climber.csv", table(*GOOD))
    page.wait_for_url(re.compile(r"/columns/$"))
    assert workbench.ask("select file_name from shell_dataset order by id desc limit 1") == [("climber.csv",)]
    assert set(workbench.folder.parent.rglob("*climber*")) == before


def test_formulas_in_a_spreadsheet_are_told_and_never_run(page):
    file = io.BytesIO()
    with Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(GOOD):
            sheet.write_row(number, 0, row)
        sheet.write_formula(3, 2, "=1+1", value=61.5)
    upload(page, "formulas.xlsx", file.getvalue())
    page.wait_for_url(re.compile(r"/columns/$"))
    page.goto(page.url.replace("columns/", ""))
    expect(page.locator("[aria-labelledby=notes]")).to_contain_text("formula")
    expect(page.locator("table.preview")).to_contain_text("61.5")
