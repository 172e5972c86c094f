"""Consent: recorded, shown, taken back by anyone who holds the slip, and gone from all that was derived."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from jopoi_workbench.sense.services import ask
from jopoi_workbench.shell import running
from jopoi_workbench.shell.audit import broken_links
from jopoi_workbench.shell.blobs import path_of
from jopoi_workbench.shell.models import Consent, Dataset, Evidence, EvidenceResult
from jopoi_workbench.shell.reading import read_dataset
from jopoi_workbench.shell.services.consents import record_consent, rest_on, withdraw_consent
from jopoi_workbench.shell.services.withdrawals import take_out_rows
from jopoi_workbench.shell.slips import new_slip
from jopoi_workbench.shell.waiting import waiting_for
from tests.workbench.conftest import AT, fresh

pytestmark = pytest.mark.django_db
SLIP = "abcd-efgh-jkmn-pqrs"
GIVEN = {"who": "Woman, 50s", "purpose": "Her story", "audience": "public", "may_quote": "on",
         "given_on": "2026-03-01", "how": "spoken"}  # fmt: skip


@pytest.fixture
def consent(analyst):
    return record_consent(
        actor=analyst, slip=SLIP, at=AT, who="Woman, 50s", purpose="Her story", may_quote=True,
        audience=Consent.Audience.PARTNERS, given_on=AT.date(),
    )  # fmt: skip


@pytest.fixture
def screened(analyst, described):
    spec = {"unit": "school", "period": "year", "outcome": "score", "rng": 7}
    return ask(method="sense.screen", dataset=described, actor=analyst, spec=spec, at=AT)


def test_a_slip_is_read_however_it_is_typed(client, consent):
    answer = client.post(reverse("take-back"), {"slip": " ABCD efgh jkmn PQRS "})
    assert "Her story" in answer.content.decode()
    assert fresh(consent).withdrawn_at is None


def test_two_slips_are_never_alike():
    assert len({new_slip() for _ in range(500)}) == 500


def test_whoever_holds_the_slip_takes_it_back_without_signing_in(consent):
    answer = Client().post(reverse("take-back"), {"slip": SLIP, "sure": "yes", "why": "I moved away"})
    assert "It is taken back" in answer.content.decode()
    told = fresh(consent)
    assert (told.withdrawn_why, told.holds(AT + timedelta(days=3650))) == ("I moved away", False)
    assert list(broken_links(consent.lab)) == []


def test_a_wrong_slip_says_so_and_tells_nothing(client, consent):
    answer = client.post(reverse("take-back"), {"slip": "abcd-efgh-jkmn-pqrt", "sure": "yes"})
    assert answer.status_code == 422
    assert "No consent has this slip" in answer.content.decode()
    assert fresh(consent).withdrawn_at is None


def test_words_are_shown_to_those_they_were_meant_for_and_no_longer_than_agreed(consent):
    assert consent.lets_quote(AT, "private")
    assert consent.lets_quote(AT, "partners")
    assert not consent.lets_quote(AT, "public")
    consent.until = AT.date()
    assert not consent.lets_quote(AT + timedelta(days=1), "private")


def test_the_slip_is_shown_once_and_not_kept(ana):
    page = ana.post(reverse("consent-new"), GIVEN)
    consent = Consent.objects.get()
    assert page.status_code == 201
    assert consent.slip not in page.content.decode()
    assert "<code>" not in ana.get(reverse("consent", args=[consent.pk])).content.decode()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"is_minor": "on"}, "needs a guardian"),
        ({"until": "2026-02-01"}, "before the day"),
        ({"given_on": "31/31/2026"}, "year-month-day"),
        ({"purpose": ""}, "what the person agreed to"),
        ({"who": "x" * 141}, "Shorten this to 140"),
        ({"audience": "anyone"}, "anyone"),
    ],
)
def test_what_cannot_be_is_one_sentence(ana, change, told):
    answer = ana.post(reverse("consent-new"), GIVEN | change)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Consent.objects.exists()


def test_a_withdrawal_reaches_table_bytes_preview_and_results(
    analyst, consent, described, screened, settings
):
    rest_on(actor=analyst, consent=consent, dataset=described, column="school", value="s3", at=AT)
    withdraw_consent(consent=consent, at=AT)
    waits = next(thing for thing in waiting_for(analyst) if thing.what == "Answer a withdrawal")
    assert "in 1 result" in waits.why
    assert waits.due == date(2026, 3, 8)

    later = take_out_rows(actor=analyst, dataset=described, at=AT)

    assert set(read_dataset(later).frame["school"]) == {"s0", "s1", "s2", "s4", "s5"}
    assert (later.rows, later.described, later.follows) == (15, True, described)
    old = fresh(described)
    assert (old.preview, path_of(old.digest).exists()) == ([], False)
    assert fresh(screened).state == Evidence.State.SUPERSEDED
    assert not EvidenceResult.objects.filter(evidence=screened).exists()
    again = Evidence.objects.get(replay_of=screened)
    assert running.failure_words(again, "en") == ""
    assert (again.state, again.dataset) == (Evidence.State.DONE, later)
    assert "s3" not in again.result.json
    assert not settings.DERIVED_DIR.exists() or "s3" not in str(list(settings.DERIVED_DIR.rglob("*")))
    assert not any(thing.what == "Answer a withdrawal" for thing in waiting_for(analyst))


def test_taking_out_twice_changes_nothing_more(analyst, consent, described):
    rest_on(actor=analyst, consent=consent, dataset=described, column="school", value="s3", at=AT)
    withdraw_consent(consent=consent, at=AT)
    first = take_out_rows(actor=analyst, dataset=described, at=AT)
    assert take_out_rows(actor=analyst, dataset=fresh(described), at=AT) == fresh(described)
    assert Dataset.objects.filter(follows=described).get() == first


def test_other_consents_go_on_to_the_new_table(analyst, consent, described):
    other = record_consent(actor=analyst, slip=new_slip(), at=AT, who="Man", purpose="P", given_on=AT.date())
    for one, value in ((consent, "s3"), (other, "s4")):
        rest_on(actor=analyst, consent=one, dataset=described, column="school", value=value, at=AT)
    withdraw_consent(consent=consent, at=AT)
    later = take_out_rows(actor=analyst, dataset=described, at=AT)
    assert [use.consent for use in later.consent_uses.all()] == [other]


def test_bytes_that_another_table_needs_stay(analyst, consent, described, csv_file):
    Dataset.objects.create(**{n.name: getattr(described, n.name) for n in Dataset._meta.fields[1:]})
    rest_on(actor=analyst, consent=consent, dataset=described, column="school", value="s3", at=AT)
    withdraw_consent(consent=consent, at=AT)
    take_out_rows(actor=analyst, dataset=described, at=AT)
    assert path_of(described.digest).exists()


def test_the_pages_of_what_is_gone_say_so(ana, analyst, consent, described, screened):
    rest_on(actor=analyst, consent=consent, dataset=described, column="school", value="s3", at=AT)
    withdraw_consent(consent=consent, at=AT)
    ana.post(reverse("dataset-take-out", args=[described.pk]))
    page = ana.get(reverse("dataset", args=[described.pk])).content.decode()
    assert "The rows of this table were deleted" in page
    assert ana.get(screened.get_absolute_url()).status_code == 200
    assert "were deleted" in ana.get(reverse("sense:fitness", args=[described.pk])).content.decode()
    asked = ana.get(reverse("sense:screen", args=[described.pk]))
    assert asked.headers["Location"] == described.get_absolute_url()


def test_a_run_that_reads_deleted_bytes_ends_with_a_sentence(analyst, consent, described):
    rest_on(actor=analyst, consent=consent, dataset=described, column="school", value="s3", at=AT)
    withdraw_consent(consent=consent, at=AT)
    take_out_rows(actor=analyst, dataset=described, at=AT)
    spec = {"unit": "school", "period": "year", "outcome": "score", "rng": 7}
    late = ask(method="sense.screen", dataset=fresh(described), actor=analyst, spec=spec, at=AT)
    assert late.state == Evidence.State.FAILED
    assert "deleted" in running.failure_words(late, "en")
