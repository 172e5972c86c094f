"""The main job once more where the data lies in PostgreSQL, brought there from SQLite by a backup."""

import re

import psycopg
import pytest
from playwright.sync_api import expect

from tests.browser.browsing import Visitors, sign_in
from tests.browser.live import Workbench
from tests.browser.steps import await_result, bring_in, describe, open_challenge, press_screen, schools, table
from tools import postgres

COLUMNS = {"school": "unit", "year": "period", "passed": "outcome", "poverty": "context"}


class OnPostgres(Workbench):
    """A workbench on a server of PostgreSQL."""

    def __init__(self, folder, address):
        super().__init__(folder)
        self.environment["DATABASE_URL"] = self.database = address

    def ask(self, question, *values):
        with psycopg.connect(self.database) as database:
            return database.execute(question, values).fetchall()


@pytest.fixture(scope="module")
def moved(loaded, tmp_path_factory):
    """The worked example after a move: a backup on SQLite, restored on PostgreSQL."""
    folder = tmp_path_factory.mktemp("postgres")
    Workbench(loaded).python("-m", "jopoi.cli", "backup", str(folder / "moved.zip"))
    with postgres.server() as address:
        workbench = OnPostgres(folder / "data", address)
        workbench.uploads.mkdir(parents=True)
        workbench.python("-m", "jopoi.cli", "restore", str(folder / "moved.zip"))
        try:
            workbench.start(worker=True)
            yield workbench
        finally:
            workbench.stop()


@pytest.fixture
def guests(browser, moved):
    door = Visitors(browser, moved.address)
    yield door
    assert door.leave() == []


def test_from_signing_in_to_a_claim(guests, moved):
    page = guests.visit()
    sign_in(page, "ana")
    open_challenge(page, "Schools on another database")
    challenge = page.url.split("/")[-2]
    page.locator("main a[href^='/datasets/new/']").first.click()
    bring_in(page, "schools.csv", table(*schools()))
    page.wait_for_url(re.compile(r"/columns/$"))
    describe(page, COLUMNS)
    page.locator("main a[href$='/screen/']").first.click()
    evidence = press_screen(page)
    await_result(page)

    page.goto(f"/challenges/{challenge}/claims/new/")
    page.locator("[name=sentences_en]").fill("Some schools do better than their poverty predicts.")
    page.locator("[name=doubts_en]").fill("Chance alone could bring about some of it.")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"/claims/\d+/$"))
    claim = page.url
    page.goto(f"{claim}cite/evidence/")
    page.locator("[name=evidence]").select_option(str(evidence))
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("main")).to_contain_text("Cited. The level was worked out again.")
    cited = moved.ask("SELECT evidence_id FROM shell_citation WHERE claim_id = %s", claim.split("/")[-2])
    assert cited == [(evidence,)]
    assert moved.ask("SELECT state FROM shell_evidence WHERE id = %s", evidence) == [("done",)]
