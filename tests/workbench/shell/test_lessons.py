"""What went wrong is repaired, policies are looked at again, and looks are kept and never added up."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from jopoi_workbench.shell.access import assessments_for, holdings_of, sites_of
from jopoi_workbench.shell.assessments import suffices, tell
from jopoi_workbench.shell.instruments import CONDITIONS, READINESS
from jopoi_workbench.shell.models import (
    Assessment,
    Evidence,
    Lesson,
    Partner,
    PlannedStep,
    PolicyRevision,
    Role,
)
from jopoi_workbench.shell.services import Given, add, ask, assess, done
from jopoi_workbench.shell.waiting.lessons import policies_to_review, repairs
from jopoi_workbench.shell.workload import carriers, distances
from tests.workbench.access_tables.registers import LESSON
from tests.workbench.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def lesson(analyst, challenge, today):
    return add(actor=analyst, register=Lesson, challenge=challenge, at=AT, title="Coupons ran out",
               stage="test", happened_on=today, expected="E", happened="H", change="Print more",
               repairer=analyst, repair_by=today + timedelta(3))  # fmt: skip


def test_a_repair_waits_for_whoever_sees_to_it(analyst, learner, today, lesson):
    (thing,) = repairs(analyst)
    assert (thing.what, thing.due) == ("See to the repair: Coupons ran out", today + timedelta(3))
    assert list(repairs(learner)) == []
    Lesson.objects.update(repaired_on=today)
    assert list(repairs(analyst)) == []


def test_what_went_wrong_stands_in_its_stage_on_the_challenge_page(ana, challenge, lesson):
    page = ana.get(challenge.get_absolute_url()).content.decode()
    test = page.index('id="quarter-test"')
    assert test < page.index("Coupons ran out</a>", test) < page.index('id="quarter-grow"')


@pytest.mark.parametrize(("told", "sentence"), [
    ({"repair_by": "2026-01-01"}, "That day comes before it happened."),
    ({"happened": "x" * 2001}, "Shorten “What happened” to 2000 characters."),
    ({"stage": "elsewhere"}, "Choose one of the answers for “Stage”."),
])  # fmt: skip
def test_a_record_that_makes_no_sense_is_refused_in_a_sentence(ana, challenge, told, sentence):
    answer = ana.post(reverse("lesson-new", args=[challenge.pk]), LESSON | told)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_whoever_repairs_needs_a_day(ana, analyst, challenge):
    answer = ana.post(reverse("lesson-new", args=[challenge.pk]), LESSON | {"repairer": analyst.pk})
    assert "Say by when it is repaired." in answer.content.decode()


def test_a_policy_waits_from_the_day_of_its_review(analyst, challenge, today):
    add(actor=analyst, register=PolicyRevision, challenge=challenge, at=AT, policy="Rules", on=today,
        said="S", learned="L", review_on=today + timedelta(1), decides_next="The council")  # fmt: skip
    assert list(policies_to_review(analyst)) == []
    PolicyRevision.objects.update(review_on=today)
    (thing,) = policies_to_review(analyst)
    assert thing.why == "The council decides."


def test_an_answer_that_nothing_shows_is_claimed_not_shown(ana, analyst, evidence):
    Evidence.objects.update(state=Evidence.State.DONE)
    sent = {"capacity_level": "2", "unit_level": "3", "unit_evidence": evidence.pk, "buy_in_level": "0",
            "buy_in_shown": "Two letters"}  # fmt: skip
    assert ana.post(reverse("readiness-new"), sent).status_code == 302
    page = ana.get(reverse("readiness")).content.decode()
    assert page.count("claimed, not shown") == 1
    assert evidence.title in page
    assert page.count("Not answered.") == 1


def test_the_change_since_the_look_before_is_told_for_each_question(analyst):
    for level in (0, 2):
        given = [Given(question="capacity", level=level), Given(question="unit", level=1)]
        assess(actor=analyst, instrument=READINESS, at=AT + timedelta(level), answers=given)
    told = {one.question.key: one for one in tell(READINESS, assessments_for(analyst, READINESS, None))}
    assert (told["capacity"].level, told["capacity"].was) == ("In place in some parts", "Nothing yet")
    assert (told["unit"].level, told["unit"].was) == ("First attempts", "")
    assert (told["buy_in"].level, Assessment.objects.count()) == ("", 2)


@pytest.mark.parametrize(
    "sent", [{}, {"capacity_level": "9"}, {"capacity_level": "1", "capacity_shown": "x" * 2001}]
)
def test_a_look_without_an_answer_or_beyond_the_levels_is_refused(ana, sent):
    assert ana.post(reverse("readiness-new"), sent).status_code == 422
    assert not Assessment.objects.exists()


def test_the_service_takes_only_what_the_instrument_asks(analyst, learner):
    for given in (Given(question="capacity", level=4), Given(question="money", level=1)):
        with pytest.raises(ValueError, match="readiness/1"):
            assess(actor=analyst, instrument=READINESS, answers=[given], at=AT)
    with pytest.raises(PermissionDenied):
        assess(actor=learner, instrument=READINESS, answers=[], at=AT)


def test_need_and_passion_suffice_without_backing_from_above(analyst, challenge):
    answers = [Given(question="need", level=2), Given(question="passion", level=1)]
    assess(actor=analyst, instrument=CONDITIONS, answers=answers, challenge=challenge, at=AT)
    assert suffices(tell(CONDITIONS, assessments_for(analyst, CONDITIONS, challenge)))
    assert not suffices(tell(CONDITIONS, []))


def test_a_challenge_and_a_site_that_rest_on_one_person_are_told(analyst, learner, challenge, lesson, today):
    add(actor=analyst, register=Partner, challenge=challenge, at=AT, name="P", kind="civil", site="Yaguarón",
        remoteness="rural", contact=analyst)  # fmt: skip
    (busiest,) = carriers(holdings_of(analyst), {analyst.pk: "Ana"})
    assert (busiest.counts, busiest.percent) == ((0, 0, 1, 1, 0), 100)
    assert busiest.alone == ["Schools beyond their means", "the contact at Yaguarón"]
    add(actor=analyst, register=PlannedStep, challenge=challenge, at=AT, name="S", stage="test", weeks=1,
        starts_on=today, owner=learner)  # fmt: skip
    first, second = carriers(holdings_of(analyst), {analyst.pk: "Ana", learner.pk: "Lucio"})
    assert (first.alone, first.percent, second.alone) == (["the contact at Yaguarón"], 67, [])


def test_an_open_task_weighs_but_nothing_rests_on_it(ana, analyst, learner, challenge, lesson):
    for whom in (learner, learner, Role.ANALYST):
        ask(actor=analyst, whom=whom, what="Call", challenge=challenge, at=AT)
    done(actor=learner, task=ask(actor=analyst, whom=learner, what="Done", at=AT), at=AT)
    ask(actor=analyst, whom=learner, what="Without a challenge", at=AT)
    second, first = carriers(holdings_of(analyst), {analyst.pk: "Ana", learner.pk: "Lucio"})
    assert (second.name, second.counts, second.percent, second.alone) == ("Lucio", (0, 0, 0, 0, 3), 75, [])
    assert first.alone == ["Schools beyond their means"]  # still: who is asked for something does not hold it
    assert "Open tasks" in ana.get(reverse("workload")).text


def test_what_nobody_recorded_is_no_distance(analyst, challenge):
    for site, far in (("Asunción", "urban"), ("Bañado", ""), ("Bañado", "")):
        add(actor=analyst, register=Partner, challenge=challenge, at=AT, name="P", kind="civil", site=site,
            remoteness=far)  # fmt: skip
    assert [(one.name, one.sites) for one in distances(sites_of(analyst))] == [
        ("Urban", 1), ("Rural", 0), ("Remote", 0), ("Not recorded", 1),
    ]  # fmt: skip


def test_the_pages_ask_few_questions(ana, lesson, challenge, django_assert_max_num_queries):
    under = [challenge.pk]
    for address, arguments in (
        ("lessons", under),
        ("conditions", under),
        ("readiness", []),
        ("workload", []),
    ):
        with django_assert_max_num_queries(12):
            assert ana.get(reverse(address, args=arguments)).status_code == 200
