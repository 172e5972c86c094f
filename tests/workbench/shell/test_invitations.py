"""Invitations: a link for one person, once; what is stored of it opens nothing."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from jopoi_workbench.shell import letters
from jopoi_workbench.shell.models import AuditEntry, Invitation, Member, Person, Role
from jopoi_workbench.shell.services import accept_invitation, invite, join_by_invitation, revoke_invitation
from jopoi_workbench.shell.services.invitations import NotOpenError
from tests.workbench.conftest import AT, PASSWORD, fresh, member_in, signed_in

LONG = "tres ríos y un puente"
NEW = {"name": "Rosa", "email": "rosa@example.org", "password": LONG, "again": LONG}


@pytest.fixture
def adela(lab):
    return member_in(lab, Role.ADMINISTRATOR, "Adela")


@pytest.fixture
def invited(adela):
    """An open invitation by link, to the lab as facilitator."""
    return invite(actor=adela, roles=[Role.FACILITATOR], token="open", at=timezone.now())


@pytest.fixture
def for_rosa(adela):
    return invite(
        actor=adela, roles=["learner"], token="rosa", at=timezone.now(), email="Rosa@example.org", note="Hi"
    )


def link_of(page):
    return re.search(r"/join/[\w-]+/", page)[0]


def test_the_link_is_shown_once_and_its_token_is_not_kept(adela, lab):
    client = signed_in(adela)
    answer = client.post("/the-lab/invitations/new/", {"roles": ["analyst"]})
    link = link_of(answer.text)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "<svg" in answer.text
    assert "style=" not in answer.text
    assert link.split("/")[2] not in client.get("/the-lab/invitations/").text
    assert link.split("/")[2] not in str(
        list(Invitation.objects.values()) + list(AuditEntry.objects.values())
    )
    assert Client().get(link).status_code == 200


def test_an_address_gets_a_letter_with_the_link(adela):
    sent = {"roles": ["analyst"], "email": "rosa@example.org", "note": "Come & see <b>"}
    page = signed_in(adela).post("/the-lab/invitations/new/", sent).text
    letter = mail.outbox[0]
    assert letter.to == ["rosa@example.org"]
    assert "Laboratorio del Sur invites you" in letter.subject
    assert link_of(page) in letter.body
    assert "Come & see <b>" in letter.body
    assert "It was also sent to rosa@example.org." in page


def test_a_letter_that_cannot_leave_is_said_and_the_link_stands(adela, monkeypatch, caplog):
    def refuse(*_args, **_more):
        raise ConnectionRefusedError

    monkeypatch.setattr(letters, "send_mail", refuse)
    sent = {"roles": ["analyst"], "email": "rosa@example.org"}
    page = signed_in(adela).post("/the-lab/invitations/new/", sent).text
    assert "It could not be sent to rosa@example.org." in page
    assert link_of(page)
    assert "rosa@example.org" not in caplog.text


def test_someone_new_gets_an_account_and_is_in_the_lab(client, invited, lab):
    page = client.post("/join/open/", NEW, follow=True).text
    rosa = Member.objects.get(person__email="rosa@example.org")
    assert "Welcome to “Laboratorio del Sur”." in page
    assert (rosa.lab, rosa.roles, fresh(invited).accepted_by) == (lab, ["facilitator"], rosa)
    assert rosa.person.email_confirmed_at is None


def test_an_address_that_got_the_letter_is_confirmed(client, for_rosa):
    client.post("/join/rosa/", NEW | {"email": "forged@example.org"})
    assert Person.objects.get(email="rosa@example.org").email_confirmed_at
    assert not Person.objects.filter(email="forged@example.org").exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"again": "another"}, "The two passwords are different."),
        ({"password": "short", "again": "short"}, "at least 10 characters"),
        ({"password": "password1234", "again": "password1234"}, "too common"),
        ({"name": ""}, "Give your name."),
        ({"name": "x" * 121}, "Shorten the name to 120 characters."),
        ({"email": "rosa"}, "This is not an e-mail address."),
        ({"email": "Adela@example.org"}, "This address has an account."),
    ],
)
def test_what_is_wrong_with_a_new_account_is_said(client, invited, wrong, sentence):
    answer = client.post("/join/open/", NEW | wrong)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert fresh(invited).accepted_at is None


def test_someone_known_accepts_with_the_account_they_have(stranger, invited, lab):
    client = signed_in(stranger)
    assert "You are signed in as Nora" in client.get("/join/open/").text
    page = client.post("/join/open/", follow=True).text
    assert '<span class="lab-name">Laboratorio del Sur' in page
    assert Member.objects.get(lab=lab, person=stranger.person).roles == ["facilitator"]


def test_a_member_keeps_the_roles_they_had(learner, invited):
    accept_invitation(person=learner.person, invitation=invited, at=timezone.now())
    assert fresh(learner).roles == ["facilitator", "learner"]


def test_a_former_member_comes_back_as_what_they_are_invited_as(lab, invited):
    gone = member_in(lab, Role.ADMINISTRATOR, "Gil")
    Member.objects.filter(pk=gone.pk).update(active=False)
    accept_invitation(person=gone.person, invitation=invited, at=timezone.now())
    assert (fresh(gone).active, fresh(gone).roles) == (True, ["facilitator"])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"accepted_at": AT}, "was used already"),
        ({"revoked_at": AT}, "was taken back"),
        ({"expires_at": AT}, "has expired"),
    ],
)
def test_a_link_that_is_over_says_why(client, invited, change, sentence):
    Invitation.objects.filter(pk=invited.pk).update(**change)
    for answer in (client.get("/join/open/"), client.post("/join/open/", NEW)):
        assert answer.status_code == 410
        assert sentence in answer.text
    assert not Person.objects.filter(email="rosa@example.org").exists()


def test_a_link_that_never_was_says_so(client, invited):
    assert "There is no such invitation." in client.get("/join/opem/").text


def test_an_invitation_is_not_for_another_account(stranger, for_rosa):
    answer = signed_in(stranger).post("/join/rosa/")
    assert answer.status_code == 410
    assert "for another e-mail address" in answer.text
    assert fresh(for_rosa).accepted_at is None


def test_of_two_who_race_for_one_link_exactly_one_wins(invited, stranger, analyst):
    read_at_once = [Invitation.objects.get(pk=invited.pk) for _ in range(2)]
    accept_invitation(person=stranger.person, invitation=read_at_once[0], at=timezone.now())
    with pytest.raises(NotOpenError) as refused:
        join_by_invitation(
            invitation=read_at_once[1], email="r@example.org", name="R", password=LONG, language="",
            at=timezone.now(),
        )  # fmt: skip
    assert refused.value.state == Invitation.State.ACCEPTED
    assert not Person.objects.filter(email="r@example.org").exists()
    assert AuditEntry.objects.filter(action="invitation.accepted").count() == 1


def test_sending_again_ends_the_first_link(adela, for_rosa):
    page = signed_in(adela).post(f"/the-lab/invitations/{for_rosa.pk}/renew/").text
    assert Client().get(link_of(page)).status_code == 200
    assert Client().get("/join/rosa/").status_code == 410
    assert link_of(page) in mail.outbox[0].body


def test_an_expired_invitation_can_be_sent_again(adela, for_rosa):
    Invitation.objects.filter(pk=for_rosa.pk).update(expires_at=AT)
    page = signed_in(adela).post(f"/the-lab/invitations/{for_rosa.pk}/renew/").text
    assert Client().get(link_of(page)).status_code == 200
    assert fresh(for_rosa).expires_at > timezone.now() + timedelta(days=13)


def test_what_was_accepted_or_taken_back_stays_so(adela, invited):
    revoke_invitation(actor=adela, invitation=invited, at=AT)
    client = signed_in(adela)
    assert "taken back meanwhile" in client.post(
        f"/the-lab/invitations/{invited.pk}/renew/", follow=True
    ).text  # fmt: skip
    Invitation.objects.filter(pk=invited.pk).update(revoked_at=None, accepted_at=AT)
    page = client.post(f"/the-lab/invitations/{invited.pk}/revoke/", follow=True).text
    assert "accepted meanwhile" in page


def test_whoever_signs_in_for_an_invitation_comes_back_to_it(analyst, client, invited):
    sent = {"username": "ana@example.org", "password": PASSWORD, "next": "/join/open/"}
    assert client.post("/sign-in/", sent).headers["Location"] == "/join/open/"
