"""E-mails: who is told what, when, once, and in their language."""

from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client

from jopoi_workbench.shell import running, services
from jopoi_workbench.shell.models import AuditEntry, Evidence, Letters, Member, Notice, Person, Role
from jopoi_workbench.shell.notices import sending
from jopoi_workbench.shell.notices.days import remind
from jopoi_workbench.shell.notices.filing import when
from jopoi_workbench.shell.notices.sending import send_due, stop_token
from jopoi_workbench.shell.tasks import notify
from tests.workbench.conftest import AT, fresh, member_in

pytestmark = pytest.mark.django_db
NEXT_MORNING = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)  # seven in Asunción


@pytest.fixture
def rosa(lab):
    return member_in(lab, Role.FACILITATOR, "Rosa Báez")


@pytest.fixture
def at_once(rosa):
    services.choose_letters(actor=rosa, letters=Letters.AT_ONCE, at=AT)
    return rosa


def asked(actor, whom, what="Find a third coder", **about):
    return services.ask(actor=actor, what=what, whom=whom, at=AT, **about)


def test_a_day_of_work_is_one_letter_in_the_morning(analyst, rosa):
    for number in range(3):
        asked(analyst, rosa, f"Thing {number}")
    assert send_due(at=AT + timedelta(hours=3)) == 0
    assert send_due(at=NEXT_MORNING) == 1
    (letter,) = mail.outbox
    assert letter.to == [rosa.person.email]
    assert letter.subject == "Laboratorio del Sur: 3 cosas para usted"
    assert letter.body.count("Thing ") == 3
    assert send_due(at=NEXT_MORNING + timedelta(days=1)) == 0


def test_at_once_is_at_once_and_never_is_never(analyst, at_once, lab):
    silent = member_in(lab, Role.LEARNER, "Silent")
    services.choose_letters(actor=silent, letters=Letters.NONE, at=AT)
    asked(analyst, at_once)
    asked(analyst, silent)
    assert send_due(at=AT) == 1
    assert [letter.to for letter in mail.outbox] == [[at_once.person.email]]


@pytest.mark.parametrize(
    ("hour", "expected"), [(9, (1, 10)), (11, (2, 10)), (23, (2, 10))]
)  # UTC; in Asunción it is three hours earlier
def test_the_morning_is_the_readers_own(rosa, hour, expected):
    told = when(rosa, datetime(2026, 3, 1, hour, tzinfo=UTC)).astimezone(UTC)
    assert (told.day, told.hour) == expected


def test_it_is_in_the_readers_language(analyst, at_once):
    Person.objects.filter(pk=at_once.person_id).update(language="es")
    services.ask_review(actor=analyst, evidence=_filed(analyst), whom=at_once, at=AT)
    send_due(at=AT)
    (letter,) = mail.outbox
    assert "¿A quién le va mejor?" in letter.body
    assert "una cosa para usted" in letter.subject


def test_a_letter_holds_nothing_that_loads_or_watches(analyst, at_once):
    task = asked(analyst, at_once, "<script>alert(1)</script>\r\nBcc: everyone")
    send_due(at=AT)
    (letter,) = mail.outbox
    ((html, kind),) = [(part.content, part.mimetype) for part in letter.alternatives]
    assert kind == "text/html"
    assert "&lt;script&gt;" in html
    assert not any(word in html for word in ("<script", "<img", "<link", "style", "@example.org"))
    assert analyst.person.email not in letter.body + html
    assert f"/tasks/{task.pk}/" in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter.message()  # headers with line ends would be refused here


def test_one_click_stops_them(analyst, at_once):
    asked(analyst, at_once)
    path = f"/letters/stop/{stop_token(at_once)}/"
    browser = Client(enforce_csrf_checks=True)
    assert "Stop the e-mails?" in browser.get(path).text
    assert "have stopped" in browser.post(path, {"List-Unsubscribe": "One-Click"}).text
    assert fresh(at_once).letters == Letters.NONE
    assert send_due(at=AT + timedelta(days=2)) == 0
    assert browser.get(f"/letters/stop/{at_once.pk}:forged/").status_code == 404


def test_nobody_is_told_what_they_did_themselves(analyst):
    task = asked(analyst, analyst)
    services.done(actor=analyst, task=task, at=AT)
    assert not Notice.objects.exists()


def test_a_role_is_told_and_so_is_whoever_asked(analyst, rosa, lab):
    fidel = member_in(lab, Role.FACILITATOR, "Fidel")
    task = asked(analyst, Role.FACILITATOR)
    assert {notice.member for notice in Notice.objects.all()} == {rosa, fidel}
    services.done(actor=rosa, task=task, at=AT)
    assert Notice.objects.get(kind="task.done").member == analyst


def test_what_came_of_a_run_is_told_to_who_started_it(analyst, evidence, monkeypatch):
    monkeypatch.setitem(running._RUNNERS, "sense.screen", _stops)
    running.run(evidence.pk)
    assert Notice.objects.get(kind="evidence.failed").member == analyst


def test_what_is_due_tomorrow_and_what_is_late_is_told_once(analyst, rosa):
    services.choose_letters(actor=rosa, letters=Letters.AT_ONCE, at=AT)
    for days in (1, 2, -1, -30):
        asked(analyst, rosa, f"in {days}", due_on=date(2026, 3, 1) + timedelta(days=days))
    Notice.objects.all().delete()
    assert remind(at=AT) == 2
    assert remind(at=AT + timedelta(hours=1)) == 0
    assert {notice.kind for notice in Notice.objects.all()} == {"task.tomorrow", "task.late"}
    assert notify(at=AT) == 1
    assert "Vence mañana, 2 de marzo" in mail.outbox[0].body


def test_what_cannot_be_sent_is_tried_again_later_and_not_for_ever(analyst, at_once, monkeypatch):
    def down(_self):
        raise SMTPServerDisconnected

    asked(analyst, at_once)
    monkeypatch.setattr(sending.EmailMultiAlternatives, "send", down)
    assert send_due(at=AT) == 0
    notice = Notice.objects.get()
    assert (notice.tries, notice.claim, notice.send_at) == (1, "", AT + timedelta(minutes=1))
    for _try in range(sending.TRIES):
        send_due(at=fresh(notice).send_at)
    assert fresh(notice).state == Notice.State.GIVEN_UP


def test_what_a_dead_process_held_is_sent_by_another(analyst, at_once):
    asked(analyst, at_once)
    Notice.objects.update(claim="of a dead process", claimed_at=AT)
    assert send_due(at=AT + timedelta(minutes=5)) == 0
    assert send_due(at=AT + timedelta(minutes=11)) == 1


def test_who_left_gets_no_letters(analyst, at_once):
    asked(analyst, at_once)
    Member.objects.filter(pk=at_once.pk).update(active=False)
    assert send_due(at=AT) == 0
    assert not mail.outbox


def test_the_command_says_how_many(analyst, at_once, capsys):
    asked(analyst, at_once)
    call_command("notify", once=True)
    assert "1 e-mail sent." in capsys.readouterr().out


def test_a_second_worker_at_the_same_moment_sends_nothing_twice(analyst, at_once, lab, monkeypatch):
    services.choose_letters(actor=(fidel := member_in(lab, Role.LEARNER)), letters=Letters.AT_ONCE, at=AT)
    for person in (at_once, fidel):
        asked(analyst, person)
    write, others = sending.letter, []

    def while_another_looks(member, notices):
        others.append(send_due(at=AT))  # another worker, while this one holds the notices of one member
        return write(member, notices)

    monkeypatch.setattr(sending, "letter", while_another_looks)
    assert send_due(at=AT) + sum(others) == 2
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(
        person.person.email for person in (at_once, fidel)
    )


def test_the_choice_is_made_on_the_page(analyst, ana):
    assert 'value="daily" selected' in ana.get("/letters/").text
    assert ana.post("/letters/", {"letters": "hourly"}).status_code == 422
    assert ana.post("/letters/", {"letters": "none"}).status_code == 302
    assert fresh(analyst).letters == Letters.NONE
    assert AuditEntry.objects.first().action == "letters.chosen"


def _filed(actor):
    return Evidence.objects.create(
        lab=actor.lab, stage="sense", method="sense.screen", created_at=AT,
        created_by=member_in(actor.lab, Role.ANALYST, "X"),
        titles={"en": "Who does better?", "es": "¿A quién le va mejor?"},
    )  # fmt: skip


def _stops(_evidence):
    raise RuntimeError
