"""From a table of service units to a shortlist, as a person does it in the browser."""

import io
import json
import re
import zipfile

import polars as pl
import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.browsing import PHONE, sign_in
from tests.browser.steps import (
    ROLES,
    await_result,
    bring_in,
    describe,
    michigan,
    open_challenge,
    press_screen,
    schools,
    screen,
    store,
    table,
)

ORDER = ["picture", "cannot", "table", "spec", "input", "replay"]
SMALL = {"school": "unit", "year": "period", "passed": "outcome", "poverty": "context"}


def do_the_job(page, workbench, title):
    """Everything up to the running screening, by links and buttons alone."""
    sign_in(page, "ana")
    open_challenge(page, title)
    page.locator("main a[href^='/datasets/new/']").first.click()
    bring_in(page, "michigan.csv", michigan(workbench))
    page.wait_for_url(re.compile(r"/columns/$"))
    expect(page.locator("table.preview tbody tr")).to_have_count(12)
    describe(page, ROLES)
    page.locator("main a[href$='/fitness/']").click()
    expect(page.locator("main")).to_contain_text(re.compile(r"10\D?668"))
    page.go_back()
    page.locator("main a[href$='/screen/']").first.click()
    return press_screen(page)


def order_of(page):
    """The sections of the result that everybody gets, in the order of the page."""
    found = page.locator(",".join(f"#{name}" for name in ORDER)).all()
    return [section.get_attribute("id") for section in found]


def sizes_of_the_list(page):
    return int(re.search(r"\d+", page.locator("h1").inner_text())[0])


SAME = {"en": "Same digest, same answer", "es": "La misma huella, la misma respuesta"}
TITLES = {"en": "Schools that do better", "es": "Escuelas que sobresalen"}


@pytest.mark.parametrize("language", ["en", "es"])
def test_from_a_table_to_a_shortlist_and_the_same_again(visitors, workbench, language):
    page = visitors.visit(language=language)
    evidence = do_the_job(page, workbench, TITLES[language])
    await_result(page)
    assert page.locator("html").get_attribute("lang") == language
    page.wait_for_load_state()
    assert order_of(page) == ORDER
    page.locator("#replay form button").click()
    page.wait_for_url(lambda address: not address.endswith(f"/{evidence}/"))
    await_result(page)
    expect(page.locator("#replay .told.done")).to_contain_text(SAME[language])
    digests = workbench.ask("select distinct input_digest from shell_evidence where id >= ?", evidence)
    assert len(digests) == 1


def test_a_run_goes_on_when_its_page_is_left(visitors, workbench, small):
    page = visitors.visit("ana")
    with workbench.no_worker():
        evidence = screen(page, small)
        expect(page.locator("#run progress")).to_be_visible()
        page.goto("/evidence/")
        expect(page.locator(f"main a[href='/sense/evidence/{evidence}/']")).to_be_visible()
    page.goto(f"/sense/evidence/{evidence}/")
    await_result(page)  # the open page turns into the result by itself


def test_the_whole_job_without_javascript(visitors, workbench):
    page = visitors.visit(javascript=False, width=PHONE)
    evidence = do_the_job(page, workbench, "Schools, on a cheap phone")
    await_result(page)
    page.wait_for_load_state()
    assert order_of(page) == ORDER
    page.locator(f"main a[href='/sense/evidence/{evidence}/visits/']").first.click()
    expect(page.locator("main table tbody tr").first).to_be_visible()
    page.go_back()
    page.locator("#replay form button").click()
    page.wait_for_url(lambda address: not address.endswith(f"/{evidence}/"))
    await_result(page)
    expect(page.locator("#replay .told.done")).to_be_visible()


@pytest.fixture(scope="module")
def small(door_of_the_workbench, workbench):
    """A small table that anyone can screen in a moment: its number."""
    page = door_of_the_workbench.visit("ana")
    dataset = store(page, "small.csv", table(*schools()), SMALL)
    assert door_of_the_workbench.leave() == []
    return dataset


def test_progress_is_shown_while_it_runs(visitors, workbench):
    page = visitors.visit("ana")
    dataset = store(page, "many.csv", table(*schools(20_000, (2021, 2022))), SMALL)
    with workbench.no_worker():
        screen(page, dataset)
        waiting = page.locator("#run").inner_text()
    expect(page.locator("#run")).not_to_have_text(waiting, timeout=20_000)
    await_result(page)


def test_a_run_that_waits_can_be_cancelled_and_started_again(visitors, workbench, small):
    page = visitors.visit("ana")
    with workbench.no_worker():
        evidence = screen(page, small)
        page.locator("form[action$='/cancel/'] button").click()
        expect(page.locator(".told")).to_contain_text("cancelled")
        assert workbench.state_of(evidence) == "cancelled"
        page.locator("form[action$='/replay/'] button").click()
    await_result(page)


def first_sheet(file):
    names, *rows = load_workbook(file).active.values
    return pl.DataFrame(rows, schema=list(names), orient="row", infer_schema_length=None)


READERS = {
    "csv": pl.read_csv,
    "xlsx": first_sheet,
    "parquet": pl.read_parquet,
    "json": json.load,
}


def test_every_download_opens(visitors, small):
    page = visitors.visit("ana")
    evidence = screen(page, small)
    await_result(page)
    links = files_on(page)
    page.goto(f"/sense/evidence/{evidence}/visits/")
    links |= files_on(page)
    assert {address.rpartition(".")[2] for address in links} >= {"csv", "xlsx", "parquet", "json", "html"}
    for address in links:
        answer = page.request.get(address)
        assert answer.ok
        assert "attachment" in answer.headers["content-disposition"]
        open_file(address, answer.body())


def files_on(page):
    return {link.get_attribute("href") for link in page.locator("main a[href*='/download/']").all()}


def open_file(address, content):
    kind = address.rpartition(".")[2]
    if kind == "html":
        assert content.lower().startswith(b"<!doctype html>")
        assert not re.search(rb"""(?:src|href)=["']https?:""", content)
        return
    if kind == "xlsx":
        assert zipfile.is_zipfile(io.BytesIO(content))
    found = READERS[kind](io.BytesIO(content))
    assert len(found) > 0


def test_the_files_hold_the_same_shortlist(visitors, small):
    page = visitors.visit("ana")
    evidence = screen(page, small)
    await_result(page)
    files = {
        kind: READERS[kind](
            io.BytesIO(page.request.get(f"/sense/evidence/{evidence}/download/shortlist.{kind}").body())
        )
        for kind in ("csv", "xlsx", "parquet")
    }
    units = files["parquet"]["unit"].to_list()
    assert units
    assert files["csv"]["unit"].to_list() == units
    assert files["xlsx"]["unit"].to_list() == units
    assert sizes_of_the_list(page) == len(units)


FOCUS = """() => {
  const here = document.activeElement;
  const style = getComputedStyle(here);
  const ruled = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  const marked = ruled || style.boxShadow !== 'none';
  return [here.name || here.tagName, marked]}"""


def test_the_form_can_be_filled_in_by_keyboard_alone(visitors, small):
    page = visitors.visit("ana")
    page.goto(f"/sense/datasets/{small}/screen/")
    visited = []
    while not visited or visited[-1][0] != "run":
        page.keyboard.press("Tab")
        visited.append(page.evaluate(FOCUS))
        assert len(visited) < 100
        if visited[-1][0] == "false_share":
            page.keyboard.press("Control+a")
            page.keyboard.type("30")
    fields = page.locator("form.screening [name]:visible:not(button)").all()
    assert {field.get_attribute("name") for field in fields} <= {name for name, _marked in visited}
    assert [name for name, marked in visited if not marked] == []
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/sense/evidence/\d+/$"))
    await_result(page)
    expect(page.locator("#spec")).to_contain_text("30")
