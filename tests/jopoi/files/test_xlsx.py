"""Workbooks: saved values are read, formulas never computed, and what was decided is told."""

import datetime as dt

import openpyxl
import pytest
import xlsxwriter

from jopoi.errors import FileError
from jopoi.files import _xlsx as reader
from jopoi.files import read_table


@pytest.fixture
def book(tmp_path):
    """Write sheets of cells and read them as a table."""

    def write(sheets, **options):
        path = tmp_path / "book.xlsx"
        with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as file:
            for name, rows in sheets.items():
                sheet = file.add_worksheet(name)
                for number, row in enumerate(rows):
                    for column, cell in enumerate(row):
                        if isinstance(cell, Formula):
                            sheet.write_formula(number, column, cell.text, None, cell.value)
                        elif cell is not None:
                            sheet.write(number, column, cell)
        return read_table(path, **options)

    return write


class Formula:
    def __init__(self, text, value):
        self.text, self.value = text, value


def said(reading):
    return {note.name: note.say() for note in reading.notes}


def test_numbers_dates_truths_and_texts(book):
    day = dt.date(2024, 3, 1)
    frame = book({"Data": [["unit", "n", "rate", "day", "open"], ["007", 3, 1.5, day, True]]}).frame
    assert frame.row(0) == ("007", 3, 1.5, day, True)


def test_the_saved_value_of_a_formula_is_read_and_told(book):
    reading = book({"Data": [["unit", "rate"], ["a", Formula("=1+1", 2)], ["b", 5]]})
    assert reading.frame["rate"].to_list() == [2, 5]
    assert said(reading)["FormulasRead"].startswith("Cells with a formula: 1, first B2.")


def test_a_formula_without_a_saved_value_is_missing_and_told(tmp_path):
    file = openpyxl.Workbook()
    for row in (["unit", "rate"], ["a", "=1+1"], ["b", 3]):
        file.active.append(row)
    file.save(tmp_path / "book.xlsx")
    reading = read_table(tmp_path / "book.xlsx")
    assert reading.frame["rate"].to_list() == [None, 3]
    assert said(reading)["FormulasWithoutValue"].startswith("Formulas saved without a value: 1, first B2.")


def test_an_error_cell_is_missing_and_told(book):
    reading = book({"Data": [["unit", "rate"], ["a", Formula("=1/0", "#DIV/0!")], ["b", 3]]})
    assert reading.frame["rate"].to_list() == [None, 3]
    assert "first B2 (#DIV/0!)" in said(reading)["ErrorCells"]


def test_the_first_sheet_with_values_is_read_and_the_others_named(book):
    reading = book({"Notes": [], "Data": [["unit"], ["a"]], "More": [["x"], ["y"]]})
    assert reading.sheet == "Data"
    assert said(reading)["SheetChosen"].endswith("The others: “Notes” and “More”.")


def test_a_sheet_can_be_chosen(book):
    assert book({"Data": [["unit"], ["a"]], "More": [["x"], ["y"]]}, sheet="More").frame.columns == ["x"]


def test_a_sheet_that_is_not_there(book):
    with pytest.raises(FileError, match=r"has no sheet “Other”\. It has “Data”"):
        book({"Data": [["unit"], ["a"]]}, sheet="Other")


def test_text_among_numbers_names_the_row_of_the_sheet(book):
    reading = book({"Data": [["unit", "rate"], ["a", 1], ["b", "n/a"], ["c", 3]]})
    assert reading.texts["rate"].rows == (3,)


def test_a_table_that_starts_further_down(book):
    reading = book(
        {"Data": [[], [], [None, "unit", "rate"], [None, "a", "n/a"], [None, "b", 2], [None, "c", 3]]}
    )
    assert reading.frame.columns == ["unit", "rate"]
    assert reading.texts["rate"].rows == (4,)


@pytest.mark.parametrize(
    ("rows", "says"), [([], "no sheet with values"), ([["unit", "rate"]], "has column names but no rows")]
)
def test_a_workbook_without_rows(book, rows, says):
    with pytest.raises(FileError, match=says):
        book({"Data": rows})


def test_a_workbook_that_swells_is_refused(book, monkeypatch):
    monkeypatch.setattr(reader, "MAX_UNPACKED", 1_000)
    with pytest.raises(FileError, match="unpacks to"):
        book({"Data": [["unit"], ["a"]]})
