"""Asking, doing, dropping, handing over, and a second pair of eyes."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone, translation

from jopoi_workbench.shell import services
from jopoi_workbench.shell.access import open_tasks_under
from jopoi_workbench.shell.days import day_words
from jopoi_workbench.shell.models import AuditEntry, Member, Role, Task
from jopoi_workbench.shell.names import short_name
from jopoi_workbench.shell.waiting import queue_of, waiting_for, waiting_under, words
from tests.workbench.conftest import AT, fresh, member_in, signed_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 5)
NASTY = "<script>alert(1)</script> ‮مرحبا 𐐷 {{ 7 }} %(name)s"


@pytest.fixture
def rosa(lab):
    return member_in(lab, Role.FACILITATOR, "Rosa Báez")


def asked(actor, whom, what="Find a third coder", days=None, **about):
    due_on = None if days is None else TODAY + timedelta(days=days)
    return services.ask(actor=actor, what=what, whom=whom, due_on=due_on, at=AT, **about)


def test_what_is_asked_waits_for_whom_it_was_asked(analyst, rosa, challenge):
    asked(analyst, rosa, challenge=challenge, why="The plan asks for 0.67.")
    (thing,) = waiting_for(rosa)
    assert (thing.what, thing.why, thing.challenge) == (
        "Find a third coder", "The plan asks for 0.67.", challenge.pk
    )  # fmt: skip
    assert AuditEntry.objects.first().facts["whom"] == rosa.pk  # a number: a name may be forgotten
    assert not [thing for thing in waiting_for(analyst) if thing.what == "Find a third coder"]


def test_what_a_role_is_asked_waits_for_each_until_one_has_done_it(analyst, lab, rosa):
    fidel = member_in(lab, Role.FACILITATOR, "Fidel")
    task = asked(analyst, Role.FACILITATOR)
    assert [len(waiting_for(who)) for who in (rosa, fidel)] == [1, 1]
    assert services.done(actor=fidel, task=task, at=AT, outcome="Found two")
    assert [len(waiting_for(who)) for who in (rosa, fidel)] == [0, 0]
    assert (fresh(task).ended_by, fresh(task).outcome) == (fidel, "Found two")


def test_it_ends_once(analyst, rosa):
    task = asked(analyst, rosa)
    assert services.done(actor=rosa, task=task, at=AT)
    entries = AuditEntry.objects.count()
    assert not services.drop(actor=analyst, task=fresh(task), reason="late", at=AT)
    assert not services.hand_over(actor=analyst, task=fresh(task), whom=analyst, at=AT)
    assert (AuditEntry.objects.count(), fresh(task).state) == (entries, "done")


def test_only_whom_it_concerns_ends_it(analyst, rosa, lab, learner):
    task = asked(analyst, rosa)
    with pytest.raises(PermissionDenied):
        services.done(actor=member_in(lab, Role.MANAGER), task=task, at=AT)
    with pytest.raises(PermissionDenied):
        services.ask(actor=learner, what="x", whom=rosa, at=AT)


def test_nobody_of_another_lab_or_who_left_is_asked(analyst, rosa, stranger):
    Member.objects.filter(pk=rosa.pk).update(active=False)
    for whom in (stranger, fresh(rosa)):
        with pytest.raises(ValueError, match="must work in the lab"):
            asked(analyst, whom)


def test_handing_over_moves_it(analyst, rosa, lab):
    task, fidel = asked(analyst, rosa), member_in(lab, Role.ANALYST, "Fidel")
    services.hand_over(actor=rosa, task=task, whom=fidel, at=AT)
    assert [thing.what for thing in waiting_for(fidel)] == ["Find a third coder"]
    assert not waiting_for(rosa)
    services.hand_over(actor=fidel, task=task, whom=Role.COMMITTEE, at=AT)
    assert (fresh(task).role, fresh(task).whom) == (Role.COMMITTEE, None)


def test_what_someone_left_behind_waits_for_whoever_asked(analyst, rosa):
    asked(analyst, rosa)
    Member.objects.filter(pk=rosa.pk).update(active=False)
    (thing,) = waiting_for(analyst)
    assert "Rosa Báez, who no longer works in the lab" in thing.why


def test_a_reading_is_answered_by_whom_it_was_asked(analyst, rosa, evidence):
    review = services.ask_review(actor=analyst, evidence=evidence, whom=rosa, at=AT)
    assert waiting_for(rosa)[0].what == "Read a result: Which schools do better?"
    with pytest.raises(PermissionDenied):
        services.answer_review(actor=analyst, review=review, answer="agree", remarks="", at=AT)
    assert not services.done(actor=rosa, task=review.task, at=AT)
    assert services.answer_review(actor=rosa, review=review, answer="remarks", remarks="Why 0.2?", at=AT)
    assert not services.answer_review(actor=rosa, review=fresh(review), answer="agree", remarks="", at=AT)
    assert fresh(review).answer == "remarks"
    page = signed_in(rosa).get("/evidence/").text
    assert "Rosa Báez: agrees, with remarks" in page


def test_whoever_filed_it_is_no_second_pair_of_eyes(analyst, ana, evidence):
    with pytest.raises(ValueError, match="other than"):
        services.ask_review(actor=analyst, evidence=evidence, whom=analyst, at=AT)
    answer = ana.post(reverse("review-new", args=[evidence.pk]), {"whom": f"member:{analyst.pk}"})
    assert answer.status_code == 422


def test_the_queue_is_late_then_due_then_longest_waiting(analyst, rosa):
    for what, days in (("none", None), ("later", 7), ("late", -2), ("tomorrow", 1)):
        asked(analyst, rosa, what, days)
    queue = queue_of(rosa, today=TODAY)
    assert [thing.what for thing in queue.things] == ["late", "tomorrow", "later", "none"]
    assert (queue.total, queue.late, queue.tomorrow) == (4, 1, 1)
    assert words.title(queue) == "Four things wait for you"
    assert words.pressing(queue) == "One is late, one is due tomorrow."


def test_the_numbers_are_true_beyond_what_is_shown(analyst, rosa, django_assert_max_num_queries):
    for number in range(30):
        asked(analyst, rosa, f"late {number}", days=-1)
    asked(analyst, rosa, "tomorrow", days=1)
    with django_assert_max_num_queries(14):
        queue = queue_of(rosa, today=TODAY)
    assert (len(queue.things), queue.total, queue.late, queue.tomorrow) == (12, 31, 30, 1)
    last = queue_of(rosa, today=TODAY, start=25, size=25)
    assert (len(last.things), last.things[-1].what) == (6, "tomorrow")
    page = signed_in(rosa).get("/waiting/?page=2").text
    assert "31 things wait for you" in page
    assert page.count('class="what"') == 6


def test_a_challenge_says_for_whom_it_waits(analyst, learner, rosa, challenge):
    asked(analyst, rosa, "Count the coupons", challenge=challenge, stage="explore")
    asked(analyst, rosa, "Something else")
    tasks = list(open_tasks_under(analyst, challenge.pk))
    _mine, (thing,) = waiting_under(analyst, challenge.pk, tasks)
    assert (thing.whom, thing.what) == ("Rosa B.", "Count the coupons")
    hers, others = waiting_under(rosa, challenge.pk, tasks)
    assert ([thing.what for thing in hers], others) == (["Count the coupons"], [])
    for page in ("/", "/challenges/"):
        text = signed_in(learner).get(page).text
        assert "<dd>Rosa B.: Count the coupons</dd>" in text
        assert "Explore: 1 waits" in text


@pytest.mark.parametrize(
    ("days", "english", "spanish"),
    [
        (-2, ("2 days late", "was 3 June"), ("hace 2 días", "era el 3 de junio")),
        (0, ("today", "Fri 5"), ("hoy", "vie 5")),
        (1, ("tomorrow", "Sat 6"), ("mañana", "sáb 6")),
        (7, ("Fri 12", "June"), ("vie 12", "junio")),
        (25, ("30", "June"), ("30", "junio")),
        (365, ("5", "June 2027"), ("5", "junio 2027")),
        (None, ("", "no date"), ("", "sin fecha")),
    ],
)
def test_days_are_said_as_people_say_them(days, english, spanish):
    due = None if days is None else TODAY + timedelta(days=days)
    for language, expected in (("en", english), ("es", spanish)):
        with translation.override(language):
            told = day_words(due, TODAY)
            assert (told["bold"], told["small"].lower()) == (expected[0], expected[1].lower())


def test_asking_on_the_page(ana, analyst, rosa, challenge):
    path = f"{reverse('task-new')}?challenge={challenge.pk}"
    assert f'value="{challenge.pk}" selected' in ana.get(path).text
    due = timezone.localdate() + timedelta(days=3)
    sent = {"what": NASTY, "why": NASTY, "whom": f"member:{rosa.pk}", "due_on": due.isoformat()}
    answer = ana.post(path, sent | {"challenge": challenge.pk, "stage": "explore"})
    assert answer.status_code == 302
    task = Task.objects.get()
    assert (task.what, task.whom, task.stage, task.loop.turn) == (NASTY, rosa, "explore", 1)
    for page in ("/tasks/?show=asked", f"/tasks/{task.pk}/", f"/challenges/{challenge.pk}/", "/happenings/"):
        text = ana.get(page).text
        assert "&lt;script&gt;alert(1)" in text
        assert "<script>alert" not in text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"what": ""}, "Say in a few words what is to be done."),
        ({"what": "x" * 141}, "Shorten what is to be done to 140 characters."),
        ({"why": "x" * 501}, "Shorten what it holds up to 500 characters."),
        ({"whom": ""}, "Choose someone who works in the lab."),
        ({"whom": "member:999999"}, "Choose someone who works in the lab."),
        ({"due_on": "12/06/2026"}, "Write the day as year-month-day"),
        ({"due_on": "2026-01-01"}, "That day has passed."),
        ({"due_on": "9999-01-01"}, "Choose a day in this century."),
        ({"challenge": "999999"}, "Choose one of the lab’s challenges."),
    ],
)
def test_what_is_wrong_is_said(ana, analyst, changed, said):
    answer = ana.post(reverse("task-new"), {"what": "W", "whom": f"member:{analyst.pk}"} | changed)
    assert answer.status_code == 422
    assert said in answer.text
    assert not Task.objects.exists()


def test_the_buttons_of_a_task(ana, analyst, rosa):
    task = asked(analyst, rosa)
    assert ana.post(reverse("task-drop", args=[task.pk]), {"reason": ""}).status_code == 422
    handed = ana.post(
        reverse("task-hand-over", args=[task.pk]), {"whom": f"member:{analyst.pk}"}, follow=True
    )
    assert "Handed over." in handed.text
    assert "It is done" in handed.text
    assert ana.post(reverse("task-done", args=[task.pk]), {"outcome": "Two found"}).status_code == 302
    assert "Two found" in ana.get("/tasks/?state=ended").text
    assert "Someone ended it before" in ana.post(reverse("task-done", args=[task.pk]), follow=True).text


def test_a_reading_that_disagrees_says_why(analyst, rosa, evidence):
    review = services.ask_review(actor=analyst, evidence=evidence, whom=rosa, at=AT)
    browser, path = signed_in(rosa), reverse("task-answer", args=[review.task_id])
    assert "Say what you would change" in browser.post(path, {"answer": "disagree"}).text
    assert browser.post(path, {"answer": "disagree", "remarks": NASTY}).status_code == 302
    assert "Disagrees" in browser.get(reverse("task", args=[review.task_id])).text


def test_two_change_what_is_asked(ana, analyst, rosa):
    task = asked(analyst, rosa)
    services.edit_task(actor=rosa, task=fresh(task), version=1, at=AT, what="By Rosa")
    path = reverse("task-edit", args=[task.pk])
    answer = ana.post(path, {"what": "By Ana", "version": "1"})
    assert answer.status_code == 409
    assert "<td>By Rosa</td>" in answer.text
    assert ana.post(path, {"what": "By Ana", "version": "2"}).status_code == 302
    assert fresh(task).what == "By Ana"


def test_names_are_shortened_as_colleagues_do():
    assert [short_name(name) for name in ("Rosa Inés Báez", "Lourdes", "")] == [
        "Rosa B.", "Lourdes", ""
    ]  # fmt: skip
