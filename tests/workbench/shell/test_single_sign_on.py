"""Sign-in by another house, against a real provider on this machine."""

from copy import deepcopy
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.internal import statekit
from django.test import Client
from django.utils import timezone

from jopoi_workbench.shell.models import Member, Person, Role
from jopoi_workbench.shell.services import invite, turn_on_second_factor
from tests.workbench.conftest import PASSWORD, fresh, member_in
from tests.workbench.other_house import CLIENT, SECRET, another_key, open_house, shared_secret
from tests.workbench.shell.test_signing import SECRET as TOTP_SECRET
from tests.workbench.shell.test_signing import code, knows


@pytest.fixture
def house(settings):
    with open_house() as house:
        providers = deepcopy(settings.SOCIALACCOUNT_PROVIDERS)
        providers["openid_connect"]["APPS"][0] |= {
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": house.issuer},
        }
        settings.SOCIALACCOUNT_PROVIDERS = providers
        settings.OIDC_NAME = "Ministry"
        yield house


def sign_in(client, onward=""):
    """Go there and come back; gives the last answer."""
    there = client.get(f"/sign-in/with/{onward}").headers["Location"]
    back = requests.get(there, timeout=10).json()["to"]
    return client.get(back, follow=True)


def test_without_settings_there_is_no_button_and_no_address(client, db):
    assert "/sign-in/with/" not in client.get("/sign-in/").text
    assert client.get("/sign-in/with/").status_code == 404
    assert client.get("/sign-in/back/?code=x&state=y").status_code == 404


def test_a_member_comes_in_and_goes_where_they_wanted(client, analyst, house):
    assert "Sign in with Ministry" in client.get("/sign-in/?next=/challenges/").text
    answer = sign_in(client, "?next=/challenges/")
    assert answer.redirect_chain[-1] == ("/challenges/", 302)
    assert knows(client)


def test_what_is_asked_holds_to_the_protocol(client, house, db):
    there = client.get("/sign-in/with/?auth_params=nonce%3Dmine&scope=admin").headers["Location"]
    asked = {name: values[0] for name, values in parse_qs(urlsplit(there).query).items()}
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == "http://testserver/sign-in/back/"
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    assert asked["nonce"] != "mine"
    assert len(asked["nonce"]) > 20
    assert asked["state"]


def test_the_way_onward_leads_nowhere_else(client, analyst, house):
    answer = sign_in(client, "?next=https://evil.example/")
    assert answer.redirect_chain[-1] == ("/", 302)


def test_a_second_factor_is_asked_for_all_the_same(client, analyst, house):
    analyst.person.email_confirmed_at = timezone.now()
    analyst.person.save()
    turn_on_second_factor(person=analyst.person, secret=TOTP_SECRET, at=timezone.now())
    answer = sign_in(client)
    assert answer.redirect_chain[-1] == ("/sign-in/code/", 302)
    assert not knows(client)
    assert client.post("/sign-in/code/", {"code": code()}).status_code == 302
    assert knows(client)


def test_nobody_signs_up_by_themselves(client, house, db):
    house.person["email"] = "nobody@example.org"
    answer = sign_in(client)
    assert "No lab has invited nobody@example.org yet." in answer.text
    assert not Person.objects.exists()


def test_whoever_is_invited_by_address_is_let_in(client, lab, house):
    adela = member_in(lab, Role.ADMINISTRATOR, "Adela")
    invite(actor=adela, roles=["learner"], token="t", at=timezone.now(), email="ana@example.org")
    sign_in(client)
    ana = Member.objects.get(lab=lab, person__email="ana@example.org")
    assert (ana.roles, ana.person.name) == (["learner"], "Ana of the House")
    assert not ana.person.has_usable_password()
    assert knows(client)


def test_a_former_member_stays_out(client, analyst, house):
    Member.objects.filter(pk=analyst.pk).update(active=False)
    assert "No lab has invited ana@example.org yet." in sign_in(client).text
    Member.objects.filter(pk=analyst.pk).update(active=True)
    Person.objects.filter(pk=analyst.person_id).update(is_active=False)
    assert "No lab has invited ana@example.org yet." in sign_in(client).text
    assert not knows(client)


@pytest.mark.parametrize("verified", [False, None, "false", 0, "yes"])
def test_an_address_that_is_not_verified_is_refused(client, analyst, house, verified):
    house.person["email_verified"] = verified
    assert "Your e-mail address is not verified there." in sign_in(client).text
    assert not knows(client)


def test_whoever_took_the_address_before_it_was_confirmed_is_out(client, analyst, house):
    taken = Client()
    taken.post("/sign-in/", {"username": "ana@example.org", "password": PASSWORD})
    assert knows(taken)
    assert "A password set before no longer opens this account." in sign_in(client).text
    assert not knows(taken)
    assert not fresh(analyst.person).has_usable_password()
    assert "no longer opens this account" not in sign_in(Client()).text


FORGED = {
    "another key": lambda house: setattr(house, "sign_with", another_key()),
    "a key that is not theirs": lambda house: house.header.update(kid="k2"),
    "the shared secret as key": lambda house: (
        house.header.update(alg="HS256"),
        setattr(house, "sign_with", shared_secret()),
    ),
    "another issuer": lambda house: house.claims.update(iss="https://evil.example"),
    "for another house": lambda house: house.claims.update(aud="another"),
    "expired": lambda house: house.claims.update(exp=1_000_000_000),
    "of another attempt": lambda house: house.claims.update(nonce="of another attempt"),
    "without its number": lambda house: house.claims.update(nonce=None),
    "of another person": lambda house: house.claims.update(sub="43"),
    "no identity": lambda house: setattr(house, "no_identity", True),
    "an address that is none": lambda house: house.claims.update(nonce=["x"]),
}


@pytest.mark.parametrize("how", FORGED)
def test_a_forged_identity_is_refused_in_a_sentence(client, analyst, house, how):
    FORGED[how](house)
    answer = sign_in(client)
    assert answer.status_code == 200
    assert "Signing in there did not work, or took too long. Try again." in answer.text
    assert not knows(client)


def test_a_forged_or_foreign_state_is_refused(client, analyst, house):
    there = Client().get("/sign-in/with/").headers["Location"]
    back = requests.get(there, timeout=10).json()["to"]
    for address in (back, back.replace("state=", "state=x"), "/sign-in/back/", "/sign-in/back/?error=denied"):
        answer = client.get(address, follow=True)
        assert "Signing in there did not work" in answer.text
    assert not knows(client)


def test_a_state_that_is_too_old_is_refused(client, analyst, house, monkeypatch):
    there = client.get("/sign-in/with/").headers["Location"]
    back = requests.get(there, timeout=10).json()["to"]
    monkeypatch.setattr(statekit, "STATE_TTL", -1)
    assert "took too long" in client.get(back, follow=True).text
    assert not knows(client)


def test_an_answer_is_good_once(client, analyst, house):
    there = client.get("/sign-in/with/").headers["Location"]
    back = requests.get(there, timeout=10).json()["to"]
    client.get(back)
    client.post("/sign-out/")
    assert "did not work" in client.get(back, follow=True).text
    assert not knows(client)


def test_a_house_that_is_away_is_a_sentence(client, db, house, settings):
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"] = {
        "server_url": "http://127.0.0.1:9"
    }
    assert "did not work" in client.get("/sign-in/with/", follow=True).text
