"""Whoever has no account writes, reads the answer with a slip, and takes the words back."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from jopoi_workbench.shell import services
from jopoi_workbench.shell.models import AuditEntry, Contribution, Role
from jopoi_workbench.shell.services.contributions import (
    answer_contribution,
    contribute,
    hear_everyone,
    set_aside,
    take_contribution_back,
)
from jopoi_workbench.shell.services.refusals import RefusedError
from jopoi_workbench.shell.services.retention import apply_retention
from jopoi_workbench.shell.services.visibility import show_challenge
from jopoi_workbench.shell.views import taking_part
from jopoi_workbench.shell.waiting import waiting_for
from tests.workbench.conftest import AT, fresh, member_in, signed_in

pytestmark = pytest.mark.django_db
WORDS = {"kind": "works", "text": "In our village the nurse calls the day before."}


@pytest.fixture
def public(analyst):
    challenge = services.create_challenge(actor=analyst, title="Checks", statement="Why?", at=AT)
    return show_challenge(actor=analyst, challenge=challenge, visibility="public", version=1, at=AT)


def written(public, **about):
    return contribute(challenge=public, **{**WORDS, "language": "es", "at": AT} | about)


def answered(contribution, actor, *, show=False):
    told = {"answer": "We will visit you.", "show": show, "link": "https://lab.example/1"}
    return answer_contribution(actor=actor, contribution=contribution, at=AT, **told)


def public_page(client, public):
    return client.get(reverse("network-challenge", args=[public.pk])).text


def slip_of(page):
    return re.search(r"<code>([a-z0-9-]+)</code>", page).group(1)


def test_from_the_public_page_to_the_answer_and_back(client, public, analyst):
    address = reverse("contribution-write", args=[public.pk])
    assert address in public_page(client, public)
    slip = slip_of(client.post(address, WORDS).text)
    assert slip not in str(AuditEntry.objects.values_list("facts", flat=True))
    (waits,) = [one for one in waiting_for(analyst) if "outside the lab" in one.what]
    lab_page = signed_in(analyst).post(waits.href, {"answer": "We will visit you."}, follow=True).text
    assert "We will visit you." in lab_page
    assert not [one for one in waiting_for(analyst) if "outside the lab" in one.what]
    read = client.post(reverse("your-words"), {"slip": slip.upper()}).text
    assert "We will visit you." in read
    gone = client.post(reverse("your-words"), {"slip": slip, "take-back": "yes"}).text
    assert "no longer has your words" in gone
    told = Contribution.objects.get()
    assert (told.text, told.answer, told.state) == ("", "", "taken_back")


def test_an_address_is_used_once_and_in_the_writers_language(
    public, analyst, django_capture_on_commit_callbacks
):
    contribution, _slip = written(public, email="rosa@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        answered(contribution, analyst)
    (letter,) = mail.outbox
    assert letter.to == ["rosa@example.org"]
    assert "Nuestra respuesta" in letter.body
    assert "We will visit you." in letter.body
    assert fresh(contribution).email == ""


def test_shown_only_as_the_writer_allows_without_name_and_addresses(client, public, analyst):
    private, _slip = written(public)
    with pytest.raises(RefusedError):
        answered(private, analyst, show=True)
    assert fresh(private).waits
    shared, slip = written(
        public, text="Call me: 0981 555 123 or rosa@example.org", name="Rosa", may_show=True
    )
    answered(shared, analyst, show=True)
    page = public_page(client, public)
    assert "Call me" in page
    assert "We will visit you." in page
    for kept in ("Rosa", "0981", "rosa@example.org", analyst.person.name):
        assert kept not in re.sub(r"<[^>]*>", " ", page)
    client.post(reverse("your-words"), {"slip": slip, "take-back": "yes"})
    assert "Call me" not in public_page(client, public)


def test_markup_is_text(client, public, analyst):
    evil = "<script>alert(1)</script> ‮ 🌱"
    client.post(reverse("contribution-write", args=[public.pk]), WORDS | {"text": evil, "may_show": "on"})
    one = Contribution.objects.get()
    answered(one, analyst, show=True)
    for page in (public_page(client, public), signed_in(analyst).get(one.get_absolute_url()).text):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_two_answers_at_once_the_second_is_refused(public, analyst):
    contribution, _slip = written(public)
    stale = fresh(contribution)
    answered(contribution, analyst)
    with pytest.raises(RefusedError, match="Meanwhile"):
        set_aside(actor=analyst, contribution=stale, reason="Twice.", at=AT)
    assert fresh(contribution).answer == "We will visit you."


def test_what_was_taken_back_is_not_answered_any_more(public, analyst):
    contribution, _slip = written(public)
    take_contribution_back(contribution=contribution, at=AT)
    with pytest.raises(RefusedError):
        answered(contribution, analyst)
    assert fresh(contribution).answer == ""


def test_nobody_writes_where_the_lab_does_not_listen(client, public, analyst):
    hear_everyone(actor=analyst, challenge=public, hears=False, at=AT)
    address = reverse("contribution-write", args=[public.pk])
    assert "<textarea" not in client.get(address).text
    assert client.post(address, WORDS).status_code == 422
    show_challenge(actor=analyst, challenge=fresh(public), visibility="lab", version=2, at=AT)
    assert client.post(address, WORDS).status_code == 404
    assert not Contribution.objects.exists()


def test_machines_and_floods_are_turned_away(client, public, monkeypatch):
    address = reverse("contribution-write", args=[public.pk])
    assert client.post(address, WORDS | {"website": "https://spam.example"}).status_code == 422
    monkeypatch.setattr(taking_part, "_MOST", 2)
    assert [client.post(address, WORDS).status_code for _turn in range(3)] == [200, 200, 429]
    assert Contribution.objects.count() == 2
    assert client.post(address, WORDS | {"text": "x" * 4001}).status_code == 422


def test_slips_are_not_guessed_for_long(client, monkeypatch):
    monkeypatch.setattr(taking_part, "_MOST_GUESSES", 1)
    guess = {"slip": "2222-2222-2222-2222"}
    assert [client.post(reverse("your-words"), guess).status_code for _turn in range(2)] == [422, 429]


def test_only_whoever_may_answer_reads_it(public, lab):
    contribution, _slip = written(public)
    learner = member_in(lab, Role.LEARNER, "Delia")
    assert signed_in(learner).get(contribution.get_absolute_url()).status_code == 403
    parts = signed_in(learner).get(public.get_absolute_url()).text
    assert reverse("contributions", args=[public.pk]) not in parts


def test_names_are_forgotten_after_the_labs_days(public, lab):
    contribution, _slip = written(public, name="Rosa", email="rosa@example.org")
    assert apply_retention(lab=lab, at=AT + timedelta(days=400)) == {"contributions": 1}
    told = fresh(contribution)
    assert (told.name, told.email, told.text) == ("", "", WORDS["text"])
