"""What a saved result holds: files that can be read back, and a report that opens anywhere."""

import json
import re
import warnings
from html.parser import HTMLParser

import polars as pl
import pytest
from openpyxl import load_workbook

from jopoi._core.report import as_python, claim_and_why, report, spec_in_words
from jopoi._core.saving import as_csv, as_xlsx
from jopoi.errors import FileError, JopoiWarning
from jopoi.sense import Screening, screen
from tests.contract.examples import schools as made_up_schools

VOID = {"meta", "link", "br", "img", "hr", "input", "circle", "path"}


@pytest.fixture(scope="module")
def screening():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", JopoiWarning)
        return screen(
            made_up_schools(), unit="school", outcome="score", period="year", context=["poverty"], rng=7
        )


@pytest.fixture(scope="module")
def folder(screening, tmp_path_factory):
    return screening.save(tmp_path_factory.mktemp("saved") / "deep" / "down")


class Tags(HTMLParser):
    """Checks that tags close in order; collects tags, ids and addresses."""

    def __init__(self, page):
        super().__init__()
        self.open, self.tags, self.ids, self.addresses = [], [], [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        self.tags.append((tag, told))
        self.ids += [told["id"]] if "id" in told else []
        self.addresses += [told[name] for name in ("href", "src", "action") if name in told]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag


def test_every_part_is_written(screening, folder):
    names = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert {"spec.json", "result.json", "report.html", "tables/tables.xlsx"} <= names
    assert {f"tables/{t}.{end}" for t in screening.sheets for end in ("csv", "parquet")} <= names
    assert {f"figures/{f}.{end}" for f in screening.figures() for end in ("svg", "vl.json")} <= names
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_the_result_reads_back_as_it_was(screening, folder):
    again = Screening.from_json((folder / "result.json").read_text())
    assert again.spec == screening.spec
    assert again.headline() == screening.headline()
    assert again.sheets["units"].equals(screening.sheets["units"])


def test_tables_read_back_as_they_were(screening, folder):
    for name, sheet in screening.sheets.items():
        assert pl.read_parquet(folder / "tables" / f"{name}.parquet").equals(sheet)
        assert pl.read_csv(folder / "tables" / f"{name}.csv").shape == sheet.shape
    assert load_workbook(folder / "tables" / "tables.xlsx").sheetnames == list(screening.sheets)


def test_saving_again_replaces_and_keeps_what_else_is_there(screening, folder):
    (folder / "notes.txt").write_text("mine")
    screening.save(folder)
    assert (folder / "notes.txt").read_text() == "mine"


def test_a_file_in_the_way_is_told_and_left_alone(screening, tmp_path):
    (tmp_path / "taken").write_text("mine")
    for name in ("taken", "taken/below"):
        with pytest.raises(FileError, match="a folder is needed"):
            screening.save(tmp_path / name)
    assert (tmp_path / "taken").read_text() == "mine"


def test_a_stopped_save_leaves_no_half_file(screening, tmp_path, monkeypatch):
    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("jopoi._core.saving.as_xlsx", full)
    with pytest.raises(FileError, match="No space left"):
        screening.save(tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_no_text_becomes_a_formula(tmp_path):
    risky = ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "-7", "Ok"]
    sheet = pl.DataFrame({"unit": risky})
    as_csv(sheet, tmp_path / "t.csv")
    as_xlsx({"t": sheet}, tmp_path / "t.xlsx")
    assert pl.read_csv(tmp_path / "t.csv", infer_schema=False)["unit"].to_list() == [
        "'=1+1", "'+cmd", "'-2+3", "'@SUM(A1)", "-7", "Ok"
    ]  # fmt: skip
    cells = [row[0] for row in load_workbook(tmp_path / "t.xlsx")["t"].iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type) for cell in cells] == [(text, "s") for text in risky]


def test_the_report_asks_for_nothing_from_outside(folder):
    page = (folder / "report.html").read_text()
    tags = Tags(page)
    assert tags.open == []
    assert all(address.startswith("#") for address in tags.addresses)
    assert not re.search(r"url\((?!#)|@import|https?://(?!www\.w3\.org/)", page)
    assert not {"script", "link", "iframe", "img"} & {tag for tag, _ in tags.tags}


def test_the_report_is_in_order_and_its_links_land(folder):
    page = (folder / "report.html").read_text()
    places = [
        page.index(f'id="{part}"') for part in ("picture", "claims", "table", "spec", "input", "replay")
    ]
    tags = Tags(page)
    assert places == sorted(places)
    assert len(tags.ids) == len(set(tags.ids))
    assert {address.removeprefix("#") for address in tags.addresses} <= set(tags.ids)


def test_the_report_names_no_unit_that_is_not_listed(screening, folder):
    page = (folder / "report.html").read_text()
    listed = set(screening.sheets["shortlist"]["unit"].cast(pl.String))
    others = [unit for unit in screening.sheets["units"]["unit"].cast(pl.String) if unit not in listed]
    assert not [unit for unit in others if f">{unit}<" in page]


def test_the_report_speaks_spanish(screening):
    page = report(screening, "es")
    assert '<html lang="es"' in page
    assert "Lo que no puede afirmar" in page
    assert "What you may not claim" not in page


def test_a_report_shows_hostile_names_as_text(screening):
    frame = made_up_schools().rename({"score": "<b>score</b>"})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", JopoiWarning)
        found = screen(frame, unit="school", outcome="<b>score</b>", period="year", context=["poverty"])
    assert "<b>score</b>" not in report(found)


def test_the_spec_is_told_in_words_and_as_a_call(screening):
    assert ("Outcome", "score") in spec_in_words(screening.spec)
    assert ("Proporción superior", "10\u00a0%") in spec_in_words(screening.spec, "es")
    assert 'context=["poverty"],' in as_python(screening.spec)
    assert "top=" not in as_python(screening.spec)


def test_a_claim_ends_at_its_first_full_stop():
    assert claim_and_why("That it lasts. No one looked.") == ("That it lasts.", "No one looked.")
    assert claim_and_why("That it lasts.") == ("That it lasts.", "")


def test_the_spec_file_says_what_was_asked(screening, folder):
    told = json.loads((folder / "spec.json").read_text())
    assert told["method"] == "sense.screen"
    assert told["input_digest"] == screening.input_digest
