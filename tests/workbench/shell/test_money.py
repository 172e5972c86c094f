"""Money that lapses before the planned steps end is told of, on the page and in the manager's queue."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from jopoi_workbench.shell.access import design_for
from jopoi_workbench.shell.loops import loops_of
from jopoi_workbench.shell.models import Grant, Loop, PlannedStep, Role
from jopoi_workbench.shell.money import amount_words, design_of
from jopoi_workbench.shell.services import add
from jopoi_workbench.shell.services.kept import edit
from jopoi_workbench.shell.timeline import draw_timeline
from jopoi_workbench.shell.waiting.money import expiring_money
from jopoi_workbench.shell.woven import What, woven
from tests.workbench.access_tables.money import GRANT, STEP
from tests.workbench.conftest import AT, member_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def grant(analyst, challenge, today):
    return add(actor=analyst, register=Grant, challenge=challenge, at=AT, source="TRAC", kind="core",
               currency="PYG", amount=41_000_000, lapses_on=today + timedelta(27))  # fmt: skip


@pytest.fixture
def step(analyst, challenge, today, grant):
    return add(actor=analyst, register=PlannedStep, challenge=challenge, at=AT, name="The training",
               stage="test", weeks=3, starts_on=today, grant=grant)  # fmt: skip


def design(member, challenge, today):
    return design_of(*design_for(member, challenge), today)


def test_an_amount_is_said_in_the_readers_language_and_its_own_currency():
    said = {}
    for language in ("en", "es"):
        with translation.override(language):
            said[language] = [amount_words(28_000_000, "PYG"), amount_words(123_456, "USD")]
    assert said == {
        "en": ["Gs\xa028,000,000", "$1,234.56"],
        "es": ["Gs.\xa028.000.000", "USD\xa01.234,56"],
    }


def test_amounts_are_kept_in_whole_minor_units(ana, challenge):
    path = reverse("grant-new", args=[challenge.pk])
    for currency, amount in (("PYG", "28000000"), ("USD", "1250.50"), ("TND", "1.005")):
        assert ana.post(path, GRANT | {"currency": currency, "amount": amount}).status_code == 302
    kept = Grant.objects.order_by("pk").values_list("currency", "amount")
    assert list(kept) == [("PYG", 28_000_000), ("USD", 125_050), ("TND", 1_005)]


def test_the_form_shows_the_amount_as_it_was_written(ana, challenge):
    ana.post(reverse("grant-new", args=[challenge.pk]), GRANT | {"currency": "USD", "amount": "1250.50"})
    page = ana.get(reverse("grant", args=[challenge.pk, Grant.objects.get().pk])).content.decode()
    assert 'value="1250.50"' in page


@pytest.mark.parametrize(("told", "sentence"), [
    ({"amount": "12.5"}, "This currency has 0 decimals."),
    ({"amount": "0"}, "Write an amount above zero."),
    ({"amount": "-3"}, "An amount is not below zero."),
    ({"amount": "1e15"}, "too many digits"),
    ({"amount": "NaN"}, "Write an amount in digits"),
    ({"spent": "28000001"}, "More is spent than there was."),
    ({"starts_on": "2026-07-01"}, "It lapses before it begins."),
    ({"lapses_on": "30/06/26x"}, "Write the day as year-month-day"),
    ({"lapses_on": "0001-01-01"}, "Check the year"),
    ({"currency": "XXXX"}, "Choose one of the answers"),
])  # fmt: skip
def test_money_that_makes_no_sense_is_refused_in_a_sentence(ana, challenge, told, sentence):
    answer = ana.post(reverse("grant-new", args=[challenge.pk]), GRANT | {"amount": "28000000"} | told)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Grant.objects.exists()


@pytest.mark.parametrize(("told", "sentence"), [
    ({"weeks": "0"}, "at least one week"),
    ({"weeks": "99999999999"}, "at most 260 weeks"),
    ({"weeks": "three"}, "Write the number of weeks in digits"),
    ({"starts_on": ""}, "Say when it starts, or which step it waits for."),
    ({"done_on": "2099-01-01"}, "That day is still to come."),
])  # fmt: skip
def test_a_step_that_makes_no_sense_is_refused_in_a_sentence(ana, challenge, told, sentence):
    answer = ana.post(reverse("step-new", args=[challenge.pk]), STEP | told)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_steps_cannot_wait_in_a_circle(ana, analyst, challenge, step):
    after = add(actor=analyst, register=PlannedStep, challenge=challenge, at=AT, name="After", stage="test",
                weeks=1, after=step)  # fmt: skip
    answer = ana.post(reverse("step", args=[challenge.pk, step.pk]), STEP | {"after": after.pk})
    assert answer.status_code == 422
    assert "it would be a circle" in answer.content.decode()


def test_steps_that_came_to_wait_in_a_circle_do_not_break_the_page(ana, challenge, step):
    PlannedStep.objects.update(after=step)
    page = ana.get(reverse("money", args=[challenge.pk]))
    assert page.status_code == 200
    assert "Steps wait for one another in a circle." in page.content.decode()
    assert ana.get(challenge.get_absolute_url()).status_code == 200


def test_what_fits_has_a_latest_start(analyst, challenge, today, step):
    (told,) = design(analyst, challenge, today).warnings
    assert told.startswith("“The training” must start by ")
    assert told.endswith(" or its grant lapses.")


def test_what_does_not_fit_says_by_how_much_and_which_step(analyst, challenge, today, step):
    PlannedStep.objects.update(weeks=6)
    first, second = design(analyst, challenge, today).warnings
    assert "The design ends 14 days after TRAC lapses" in first
    assert "“The training”" in first
    assert second.startswith("It would not fit even if the next step started today")


def test_what_stays_unspent_at_the_present_pace_is_told(analyst, challenge, today, grant):
    Grant.objects.update(starts_on=today - timedelta(27), spent=10_250_000)
    (told,) = design(analyst, challenge, today).warnings
    assert told == "At the present pace 50% of TRAC stays unspent: Gs\xa020,500,000."


def test_what_lapsed_unspent_is_told(analyst, challenge, today, grant):
    (told,) = design(analyst, challenge, today + timedelta(60)).warnings
    assert "with Gs\xa041,000,000 unspent" in told


def test_the_manager_is_told_what_must_start_and_what_to_spend_or_return(lab, challenge, step):
    marcos = member_in(lab, Role.MANAGER, "Marcos")
    start, spend = expiring_money(marcos)
    assert start.what.startswith("“The training” must start by ")
    assert spend.what.startswith("Spend or return Gs\xa041,000,000 by ")
    assert list(expiring_money(member_in(lab, Role.FACILITATOR))) == []


def test_the_challenge_page_warns(ana, challenge, step):
    page = ana.get(challenge.get_absolute_url()).content.decode()
    assert "“The training” must start by" in page


def test_a_timeline_holds_every_bar_within_its_width(analyst, challenge, today, step):
    PlannedStep.objects.update(weeks=6)
    line = draw_timeline(design(analyst, challenge, today), today, "today", 350)
    (bar,) = line.bars
    assert 0 <= bar.x <= bar.late_x <= bar.x + bar.width <= 350
    assert bar.late_width == pytest.approx(350 * 14 / 42, abs=0.2)
    assert line.lapses[0].x == bar.late_x


def test_the_page_asks_few_questions(ana, analyst, challenge, grant, today, django_assert_max_num_queries):
    before = None
    for number in range(15):
        before = add(actor=analyst, register=PlannedStep, challenge=challenge, at=AT, name=f"Step {number}",
                     stage="test", weeks=1, starts_on=today, after=before, owner=analyst)  # fmt: skip
    with django_assert_max_num_queries(12):
        assert ana.get(reverse("money", args=[challenge.pk])).status_code == 200


def test_geometry_speaks_no_language(ana, challenge, step):
    ana.cookies["django_language"] = "es"
    page = ana.get(reverse("money", args=[challenge.pk])).content.decode()
    assert 'lang="es"' in page
    assert re.search(r' (?:x|y|x1|width)="[\d.]*,', page) is None


def test_a_step_ahead_is_a_dashed_petal_until_it_is_done(ana, analyst, challenge, step, today):
    def petals():
        (running,) = loops_of([challenge], [])
        return (
            running.facts["test"].planned,
            running.counts["test"],
            ana.get(challenge.get_absolute_url()).text,
        )

    n, words, page = petals()
    assert (n, words) == (1, "1 planned")
    assert "s-p" in page
    edit(actor=analyst, thing=step, version=step.version, at=AT, done_on=today)
    assert petals()[:2] == (0, "not begun")


def test_a_step_ahead_belongs_to_the_open_turn(analyst, challenge, step):
    first = challenge.loops.get()
    Loop.objects.filter(pk=first.pk).update(closed_at=AT)
    second = Loop.objects.create(challenge=challenge, turn=2, opened_at=AT)
    threads = woven([first.pk, second.pk])
    assert {where: [thread.what for thread in found] for where, found in threads.items()} == {
        (second.pk, "test"): [What.PLANNED]
    }
