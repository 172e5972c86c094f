"""Guessing at one account from everywhere is slowed down; its owner is never shut out by it."""

from datetime import UTC, datetime, timedelta
from itertools import count
from urllib.parse import unquote_plus

import pytest
from axes.models import AccessAttempt
from django.core import signing
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from jopoi_workbench.shell.guessing import CODES, COOKIE, PASSWORDS
from jopoi_workbench.shell.models import ApiUse
from tests.workbench.conftest import PASSWORD
from tests.workbench.shell.test_signing import GIVEN, code, knows, letter_to, papers, wrong  # noqa: F401 - a fixture

NOON = datetime(2026, 3, 2, 12, 0, 7, tzinfo=UTC)
PLACES = (f"192.0.2.{number}" for number in count(1))


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """The time, which a test may move on."""
    cache.clear()  # no letter was asked for yet
    now = [NOON]
    for clock in ("django.utils.timezone.now", "axes.handlers.proxy.now"):
        monkeypatch.setattr(clock, lambda: now[0])

    def later(**passed):
        now[0] += timedelta(**passed)

    return later


def elsewhere():
    """A browser that nobody has used, at an address that nobody has seen."""
    return Client(REMOTE_ADDR=next(PLACES))


def guess(account="ana@example.org", browser=None):
    return (browser or elsewhere()).post("/sign-in/", {"username": account, "password": "wrong"}).status_code


def guessed_out(account="ana@example.org"):
    assert {guess(account) for _ in range(PASSWORDS.most)} == {200}
    assert guess(account) == 429


def test_no_more_guesses_are_heard_than_the_account_bears(analyst, clock):
    guessed_out()
    page = elsewhere().post("/sign-in/", GIVEN)
    assert page.status_code == 429
    assert "the browser in which you follow its link is let in" in page.text
    clock(minutes=PASSWORDS.minutes)
    assert elsewhere().post("/sign-in/", GIVEN).status_code == 302


def test_what_was_turned_away_does_not_keep_the_account_closed(analyst, clock):
    guessed_out()
    clock(minutes=PASSWORDS.minutes - 1)
    assert {guess() for _ in range(PASSWORDS.most)} == {429}
    clock(minutes=1)
    assert elsewhere().post("/sign-in/", GIVEN).status_code == 302


def test_one_address_that_is_turned_away_closes_nothing_for_others(analyst):
    there = elsewhere()
    for _ in range(PASSWORDS.most + 5):
        guess(browser=there)
    assert guess(browser=there) == 429
    assert elsewhere().post("/sign-in/", GIVEN).status_code == 302


def test_an_account_that_is_not_there_is_no_different(db):
    guessed_out("nobody@example.org")
    assert "nobody" not in str(list(ApiUse.objects.values()))


def test_the_owner_is_let_in_where_they_were_before(analyst):
    home = elsewhere()
    home.post("/sign-in/", GIVEN)
    home.post("/sign-out/")
    guessed_out()
    home.defaults["REMOTE_ADDR"] = next(PLACES)  # they travel, their browser is the same
    assert home.post("/sign-in/", GIVEN).status_code == 302
    assert knows(home)


def test_the_owner_is_let_in_by_a_letter(analyst):
    guessed_out()
    away = elsewhere()
    link = letter_to(away, "ana@example.org")
    there = away.get(link, follow=True).redirect_chain[-1][0]
    away.post(there, {"new_password1": PASSWORD + "!", "new_password2": PASSWORD + "!"})
    assert away.post("/sign-in/", GIVEN | {"password": PASSWORD + "!"}).status_code == 302
    assert knows(away)


def test_a_known_browser_is_known_for_its_own_people_alone(analyst, learner):
    theirs = elsewhere()
    theirs.post("/sign-in/", {"username": "Lucio@example.org", "password": PASSWORD})
    theirs.post("/sign-out/")
    guessed_out()
    assert theirs.post("/sign-in/", GIVEN).status_code == 429
    forged = elsewhere()
    forged.cookies[COOKIE] = signing.dumps({"ana@example.org": "1"}, salt="of another hand")
    assert forged.post("/sign-in/", GIVEN).status_code == 429


def test_a_browser_that_is_known_cannot_guess_for_ever(analyst):
    """Its cookie may be stolen: it is counted for itself, wherever it comes from."""
    home = elsewhere()
    home.post("/sign-in/", GIVEN)
    home.post("/sign-out/")
    for _ in range(PASSWORDS.most):
        home.defaults["REMOTE_ADDR"] = next(PLACES)
        assert guess(browser=home) == 200
    home.defaults["REMOTE_ADDR"] = next(PLACES)
    assert home.post("/sign-in/", GIVEN).status_code == 429


@pytest.mark.parametrize(
    ("page", "field"),
    [("/me/password/", "old_password"), ("/me/data/", "password")],
    ids=["change", "forget"],
)
def test_a_screen_that_was_left_open_is_no_place_to_guess(page, field, ana, analyst):
    sent = {
        field: "a wrong one",
        "new_password1": "tres ríos y un puente",
        "new_password2": "tres ríos y un puente",
    }
    for _ in range(4):
        assert ana.post(page, sent).status_code == 422
    ana.post(page, {field: ""})  # nothing was guessed
    assert ana.post(page, sent).status_code == 429
    assert ana.post(page, sent | {field: PASSWORD}).status_code == 429
    kept = str(list(AccessAttempt.objects.values()))
    assert [secret for secret in sent.values() if secret in unquote_plus(kept)] == []


def test_codes_have_fewer_tries_and_do_not_wait_for_passwords(papers, clock):  # noqa: F811 - a fixture
    for _ in range(CODES.most):
        halfway = elsewhere()
        halfway.post("/sign-in/", GIVEN)
        assert halfway.post("/sign-in/code/", {"code": wrong()}).status_code == 422
    clock(minutes=PASSWORDS.minutes)
    halfway = elsewhere()
    assert halfway.post("/sign-in/", GIVEN).status_code == 302
    assert halfway.post("/sign-in/code/", {"code": code(timezone.now())}).status_code == 429
    clock(minutes=CODES.minutes)
    halfway.post("/sign-in/", GIVEN)
    assert halfway.post("/sign-in/code/", {"code": code(timezone.now())}).status_code == 302
