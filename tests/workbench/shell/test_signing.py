"""Signing in: password, second factor, lock-out, a lost password. Nothing goes around the code."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jopoi_workbench.shell.models import AuditEntry, Lab, Role
from jopoi_workbench.shell.second_factor import fits
from jopoi_workbench.shell.services import invite, turn_on_second_factor
from tests.workbench.conftest import PASSWORD, fresh, member_in, signed_in

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
GIVEN = {"username": "ana@example.org", "password": PASSWORD}
LONG = "tres ríos y un puente"


def code(at=None, secret=SECRET):
    return format_hotp_value(hotp_value(secret, int((at or timezone.now()).timestamp()) // 30))


def wrong():
    """A code of long ago."""
    return code(datetime(2001, 1, 1, tzinfo=UTC))


@pytest.fixture(autouse=True)
def _letters_were_not_asked_for():
    cache.clear()


@pytest.fixture
def papers(analyst):
    """The analyst has a second factor; these are the codes for paper."""
    return turn_on_second_factor(person=analyst.person, secret=SECRET, at=timezone.now())


def letter_to(client, email):
    """The link in the letter that someone asks for."""
    client.post("/sign-in/lost/", {"email": email})
    return re.search(r"/sign-in/new/\S+/", mail.outbox[-1].body)[0]


def knows(client):
    """Whether the browser is signed in."""
    return client.get("/me/").status_code == 200


def test_the_password_alone_opens_nothing(client, papers):
    answer = client.post("/sign-in/", GIVEN | {"next": "/challenges/"})
    assert answer.headers["Location"] == "/sign-in/code/"
    assert not knows(client)
    assert client.get("/sign-in/code/").status_code == 200
    assert client.post("/sign-in/code/", {"code": code()}).headers["Location"] == "/challenges/"
    assert knows(client)


def test_a_code_opens_once_and_is_not_read_over_a_shoulder(analyst, papers):
    now = timezone.now()
    assert fits(analyst.person, code(now), now)
    assert not fits(analyst.person, code(now), now)
    assert not fits(analyst.person, code(now - timedelta(seconds=30)), now)
    assert fits(analyst.person, code(now + timedelta(seconds=30)), now)


def test_a_code_from_paper_opens_once(client, papers):
    client.post("/sign-in/", GIVEN)
    assert client.post("/sign-in/code/", {"code": f"{papers[0][:4]} {papers[0][4:]}"}).status_code == 302
    other = Client()
    other.post("/sign-in/", GIVEN)
    assert "does not fit" in other.post("/sign-in/code/", {"code": papers[0]}).text
    assert not knows(other)


@pytest.mark.parametrize("given", ["", "abcdef", "\uff11\uff12\uff13\uff14\uff15\uff16", "0" * 30, "ñandutí"])
def test_anything_but_a_code_is_a_sentence(client, papers, given):
    client.post("/sign-in/", GIVEN)
    assert client.post("/sign-in/code/", {"code": given}).status_code == 422


def test_secrets_are_sealed_in_the_database(papers):
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in stored
    assert papers[0] not in stored


def test_nobody_gives_a_code_without_a_password_or_too_late(client, papers, monkeypatch):
    assert client.post("/sign-in/code/", {"code": code()}).status_code == 302
    client.post("/sign-in/", GIVEN)
    later = timezone.now() + timedelta(minutes=11)
    monkeypatch.setattr(timezone, "now", lambda: later)
    page = client.post("/sign-in/code/", {"code": code(later)}, follow=True).text
    assert "It took too long." in page
    assert not knows(client)


def test_a_password_changed_meanwhile_ends_the_first_step(client, analyst, papers):
    client.post("/sign-in/", GIVEN)
    analyst.person.set_password(LONG)
    analyst.person.save()
    client.post("/sign-in/code/", {"code": code()})
    assert not knows(client)


def test_sessions_from_before_the_second_factor_end(client, analyst):
    client.post("/sign-in/", GIVEN)
    assert knows(client)
    turn_on_second_factor(person=analyst.person, secret=SECRET, at=timezone.now())
    assert not knows(client)


def test_a_lost_password_does_not_go_around_the_code(client, analyst, papers):
    link = letter_to(client, "ANA@example.org")
    form = client.get(link, follow=True)
    there = form.redirect_chain[-1][0]
    answer = client.post(there, {"new_password1": LONG, "new_password2": LONG}, follow=True)
    assert "The password is changed. Sign in with it." in answer.text
    assert not knows(client)
    client.post("/sign-in/", GIVEN | {"password": LONG})
    assert not knows(client)
    assert fresh(analyst.person).email_confirmed_at
    assert "is too old" in Client().get(link, follow=True).text


def test_an_invitation_does_not_go_around_the_code(client, lab, papers):
    adela = member_in(lab, Role.ADMINISTRATOR, "Adela")
    invite(actor=adela, roles=["learner"], token="t", at=timezone.now(), email="ana@example.org")
    sent = {"name": "Ana", "email": "ana@example.org", "password": LONG, "again": LONG}
    assert "This address has an account." in client.post("/join/t/", sent).text
    client.post("/sign-in/", GIVEN | {"next": "/join/t/"})
    assert "A new account" in client.get("/join/t/").text
    assert not knows(client)


def test_the_letter_is_the_same_whether_or_not_there_is_an_account(client, analyst):
    known = client.post("/sign-in/lost/", {"email": "ana@example.org"})
    unknown = client.post("/sign-in/lost/", {"email": "nobody@example.org"})
    assert "If the address has an account" in known.text
    assert re.sub(r'value="\w+"', "", known.text) == re.sub(r'value="\w+"', "", unknown.text)
    client.post("/sign-in/lost/", {"email": "ana@example.org"})
    assert len(mail.outbox) == 1


def test_wrong_codes_and_wrong_passwords_close_the_account_together(client, papers):
    for _ in range(3):
        client.post("/sign-in/", GIVEN | {"password": "wrong"})
    client.post("/sign-in/", GIVEN)
    assert client.post("/sign-in/code/", {"code": wrong()}).status_code == 422
    answer = client.post("/sign-in/code/", {"code": wrong()})
    assert answer.status_code == 429
    assert "15 minutes" in answer.text
    assert client.post("/sign-in/code/", {"code": code()}).status_code == 429
    assert client.post("/sign-in/", GIVEN).status_code == 429


def test_the_account_is_closed_however_its_address_is_written(client, analyst):
    for written in ("ana@example.org", "ANA@example.org", " Ana@Example.org ", "aNa@example.org"):
        client.post("/sign-in/", {"username": written, "password": "wrong"})
    assert client.post("/sign-in/", GIVEN | {"password": "wrong"}).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.7").post("/sign-in/", GIVEN).status_code == 302


def test_behind_a_proxy_each_address_is_counted_for_itself(client, analyst, settings):
    settings.BEHIND_PROXY = True
    there = {"headers": {"x-forwarded-for": "203.0.113.9, 198.51.100.4"}}
    for _ in range(5):
        client.post("/sign-in/", GIVEN | {"password": "wrong"}, **there)
    assert client.post("/sign-in/", GIVEN, **there).status_code == 429
    elsewhere = {"headers": {"x-forwarded-for": "198.51.100.4, 203.0.113.9"}}
    assert client.post("/sign-in/", GIVEN, **elsewhere).status_code == 302


def set_up(client):
    """Go through the page; gives the page with the codes for paper."""
    page = client.get("/me/second-factor/").text
    secret = re.search(r'class="key">(\w+)<', page)[1]
    return client.post("/me/second-factor/", {"code": code(secret=secret)}), secret


def test_it_is_set_up_on_a_page_without_scripts(ana, analyst):
    elsewhere = signed_in(analyst)
    page, _ = set_up(ana)
    assert len(re.findall(r"<code>\d{8}</code>", page.text)) == 10
    assert page.headers["Cache-Control"] == "no-store"
    assert knows(ana)
    assert not knows(elsewhere)
    assert AuditEntry.objects.filter(action="security.second_factor_on", lab=analyst.lab).exists()


def test_a_wrong_code_sets_nothing_up(ana, analyst):
    assert ana.post("/me/second-factor/", {"code": wrong()}).status_code == 422
    assert not Authenticator.objects.exists()


def test_only_a_code_turns_it_off_or_draws_new_ones(ana, papers, analyst):
    ana = signed_in(fresh(analyst))
    assert ana.post("/me/second-factor/", {"code": wrong(), "off": "1"}).status_code == 422
    page = ana.post("/me/second-factor/", {"code": code(), "draw": "1"}).text
    assert papers[0] not in page
    drawn = re.findall(r"<code>(\d{8})</code>", page)
    assert ana.post("/me/second-factor/", {"code": papers[1], "off": "1"}).status_code == 422
    assert ana.post("/me/second-factor/", {"code": drawn[0], "off": "1"}).status_code == 302
    assert knows(ana)
    assert not Authenticator.objects.exists()


def test_wrong_codes_close_that_page_too(papers, analyst):
    client = signed_in(fresh(analyst))
    for _ in range(5):
        answer = client.post("/me/second-factor/", {"code": wrong(), "off": "1"})
    assert answer.status_code == 429
    assert client.post("/me/second-factor/", {"code": code(), "off": "1"}).status_code == 429


@pytest.mark.parametrize(
    ("asked", "led"),
    [("", []), ("administrators", ["Adela"]), ("everybody", ["Ana", "Adela"])],
)
def test_a_lab_asks_for_a_second_factor(lab, analyst, asked, led):
    adela = member_in(lab, Role.ADMINISTRATOR, "Adela")
    Lab.objects.filter(pk=lab.pk).update(second_factor=asked)
    for member in (analyst, adela):
        client = signed_in(member)
        answer = client.get("/challenges/")
        if member.person.name in led:
            assert answer.headers["Location"] == "/me/second-factor/"
            assert "asks you for a second factor" in client.get("/me/second-factor/").text
            set_up(client)
        assert client.get("/challenges/").status_code == 200


def test_whoever_may_not_see_one_lab_yet_can_work_in_the_other(lab, other_lab, analyst):
    Lab.objects.filter(pk=lab.pk).update(second_factor="everybody")
    analyst.person.memberships.create(lab=other_lab, roles=[Role.LEARNER])
    client = signed_in(analyst)
    client.post("/lab/", {"lab": "norte"})
    assert client.get("/").status_code == 200


def test_changing_the_password_signs_out_everywhere_else(ana, analyst):
    elsewhere = signed_in(analyst)
    sent = {"old_password": PASSWORD, "new_password1": LONG, "new_password2": LONG}
    assert ana.post("/me/password/", sent | {"old_password": "wrong"}).status_code == 422
    assert ana.post("/me/password/", sent).status_code == 302
    assert knows(ana)
    assert not knows(elsewhere)


def test_signing_out_elsewhere_ends_the_other_sessions(ana, analyst):
    elsewhere = signed_in(analyst)
    ana.post("/me/sessions/end/")
    assert knows(ana)
    assert not knows(elsewhere)


def test_the_profile_is_changed_and_the_language_kept(ana, analyst):
    answer = ana.post("/me/", {"name": "Ana <b>", "language": "es", "time_zone": ""}, follow=True)
    assert "Su cuenta" in answer.text
    assert "Ana &lt;b&gt;" in answer.text
    assert fresh(analyst.person).language == "es"


def test_pages_for_anybody_say_nothing_of_a_lab(client, analyst, challenge, lab):
    for name in ("sign-in", "lost-password", "help", "accessibility", "privacy"):
        page = client.get(reverse(name)).text
        assert lab.name not in page
        assert challenge.title not in page
