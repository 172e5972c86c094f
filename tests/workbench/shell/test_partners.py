"""Partners go from planned to active to lapsed, and someone holds the loop together."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jopoi_workbench.shell.models import AuditEntry, Coordinator, Partner, Role
from jopoi_workbench.shell.partners import in_a_line
from jopoi_workbench.shell.services import Move, MoveError, add, edit, move_partner, open_loop, remove
from jopoi_workbench.shell.services.editing import StaleError
from jopoi_workbench.shell.waiting.partners import lapsed_partners, unheld_loops
from tests.workbench.conftest import AT, fresh, member_in, signed_in

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 1)
LAPSED = Move(status="lapsed", on=DAY, cause="No hour suited both.", remind_on=date(2026, 2, 20))
GIVEN = {"name": "Consejo local", "kind": "civil", "status": "active", "version": "1"}


@pytest.fixture
def partner(analyst, challenge):
    return add(actor=analyst, register=Partner, challenge=challenge, at=AT, name="UNICEF", kind="un")


def moved(analyst, partner, move, version=1):
    return move_partner(actor=analyst, partner=partner, version=version, move=move, at=AT)


def test_a_partnership_lapses_with_cause_and_reminder_and_is_taken_up_again(analyst, partner):
    moved(analyst, partner, LAPSED)
    moved(analyst, partner, Move(status="active", on=date(2026, 3, 1)), version=2)
    assert [(step.status, step.cause) for step in partner.moves.all()] == [
        ("lapsed", "No hour suited both."), ("active", ""),
    ]  # fmt: skip
    assert (fresh(partner).status, fresh(partner).remind_on) == ("active", None)
    assert [entry.action for entry in AuditEntry.objects.order_by("-number")[:2]] == [
        "partner.active", "partner.lapsed",
    ]  # fmt: skip


@pytest.mark.parametrize("move", [
    Move(status="lapsed", on=DAY, cause="Nobody answered."),
    Move(status="lapsed", on=DAY, remind_on=DAY),
    Move(status="planned", on=DAY),
])  # fmt: skip
def test_a_step_that_does_not_follow_is_refused(analyst, partner, move):
    with pytest.raises(MoveError):
        moved(analyst, partner, move)
    assert fresh(partner).status == "planned"


def test_what_lapsed_may_rest_until_a_later_reminder(analyst, partner):
    moved(analyst, partner, LAPSED)
    later = Move(status="lapsed", on=DAY, cause="Not this year.", remind_on=date(2027, 1, 10))
    moved(analyst, partner, later, version=2)
    assert fresh(partner).remind_on == date(2027, 1, 10)
    assert partner.moves.count() == 2


def test_two_who_move_a_partner_at_once_do_not_overwrite_each_other(analyst, partner):
    moved(analyst, fresh(partner), Move(status="active", on=DAY))
    with pytest.raises(StaleError):
        moved(analyst, partner, LAPSED)
    assert fresh(partner).moves.count() == 1


def test_the_page_of_a_move_says_what_is_missing(ana, partner):
    path = reverse("partner-move", args=[partner.challenge_id, partner.pk])
    answer = ana.post(path, {"version": "1", "status": "lapsed", "on": "2026-02-01"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say why it lapsed" in page
    assert "Choose a day on which to look at it again" in page


def test_the_reminder_waits_from_its_day_on(analyst, partner):
    today = timezone.localdate()
    moved(analyst, partner, Move(status="lapsed", on=DAY, cause="C", remind_on=today + timedelta(1)))
    assert list(lapsed_partners(analyst)) == []
    Partner.objects.update(remind_on=today)
    (thing,) = lapsed_partners(analyst)
    assert (thing.due, "UNICEF" in thing.what) == (today, True)


def test_partners_in_a_line(analyst, challenge, partner):
    add(actor=analyst, register=Partner, challenge=challenge, at=AT, name="Ministry of Health",
        kind="government", status="active")  # fmt: skip
    moved(analyst, partner, LAPSED)
    assert in_a_line(Partner.objects.all()) == "Ministry of Health (active), UNICEF (lapsed)"


def test_unusual_has_three_answers(ana, challenge):
    path = reverse("partner-new", args=[challenge.pk])
    for told in ("", "True", "False"):
        assert ana.post(path, GIVEN | {"unusual": told}).status_code == 302
    assert list(Partner.objects.order_by("pk").values_list("unusual", flat=True)) == [None, True, False]


def test_the_second_to_save_a_partner_sees_what_changed(ana, analyst, partner):
    edit(actor=analyst, thing=fresh(partner), version=1, at=AT, name="UNICEF Paraguay")
    path = reverse("partner", args=[partner.challenge_id, partner.pk])
    answer = ana.post(path, {"name": "Unicef", "kind": "un", "version": "1"})
    assert answer.status_code == 409
    assert "<td>UNICEF Paraguay</td>" in answer.content.decode()


def test_what_is_removed_stays_in_what_happened(analyst, partner):
    remove(actor=analyst, thing=partner, at=AT)
    assert not Partner.objects.exists()
    assert AuditEntry.objects.first().facts["name"] == "UNICEF"


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "\u202eאבג", "\U0001d49c\U0001f642", "x" * 141, "a\x00b"]
)
def test_any_text_is_shown_as_text_or_refused_in_a_sentence(ana, challenge, text):
    answer = ana.post(reverse("partner-new", args=[challenge.pk]), GIVEN | {"name": text}, follow=True)
    assert answer.status_code in {200, 422}
    assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize(("field", "told"), [
    ("rank", "0"), ("rank", "99999999999999999999"), ("kind", "nobody"), ("contact", "4711"), ("rank", "x"),
])  # fmt: skip
def test_bad_input_is_refused(ana, challenge, field, told):
    answer = ana.post(reverse("partner-new", args=[challenge.pk]), GIVEN | {field: told})
    assert answer.status_code == 422
    assert not Partner.objects.exists()


def test_a_contact_is_of_the_lab(ana, challenge, stranger):
    answer = ana.post(reverse("partner-new", args=[challenge.pk]), GIVEN | {"contact": stranger.pk})
    assert answer.status_code == 422


def test_the_manager_is_asked_until_both_roles_are_held(lab, challenge):
    marcos = member_in(lab, Role.MANAGER, "Marcos")
    (thing,) = unheld_loops(marcos)
    assert "Focal point with coordination skill; Local field consultant" in thing.why
    loop, since = open_loop(challenge), timezone.localdate()
    told = {"register": Coordinator, "challenge": challenge, "loop": loop, "since": since, "at": AT}
    add(actor=marcos, part="focal", member=marcos, **told)
    add(actor=marcos, part="field", outsider="Rosa", until=since - timedelta(1), **told)
    (thing,) = unheld_loops(marcos)
    assert thing.why.endswith("Nobody holds this role: Local field consultant.")
    add(actor=marcos, part="field", outsider="Ramona", **told)
    assert list(unheld_loops(marcos)) == []


def test_one_person_holds_a_role(ana, analyst, challenge):
    path = reverse("coordinator-new", args=[challenge.pk])
    told = {"part": "other", "since": "2026-02-01", "until": "2026-01-01", "version": "1"}
    page = ana.post(path, told | {"member": analyst.pk, "outsider": "Rosa"}).content.decode()
    for sentence in ("Name one person", "Say what the role is called", "“Until” comes before “since”"):
        assert sentence in page


def test_the_pages_ask_few_questions(ana, analyst, challenge, django_assert_max_num_queries):
    for number in range(12):
        name = f"Partner {number}"
        one = add(actor=analyst, register=Partner, challenge=challenge, at=AT, name=name, kind="civil")
        moved(analyst, one, LAPSED)
    ana.get(reverse("partners", args=[challenge.pk]))
    with django_assert_max_num_queries(12):
        assert ana.get(reverse("partners", args=[challenge.pk])).status_code == 200


def test_another_labs_partner_does_not_exist(stranger, partner):
    answer = signed_in(stranger).get(reverse("partner", args=[partner.challenge_id, partner.pk]))
    assert answer.status_code == 404


def test_the_focal_point_leads_the_challenge(ana, analyst, challenge):
    assert "Led by" not in ana.get(challenge.get_absolute_url()).text
    held = {"part": "focal", "outsider": "Rosa Benítez", "since": DAY}
    add(actor=analyst, register=Coordinator, challenge=challenge, loop=open_loop(challenge), at=AT, **held)
    assert "Rosa Benítez, since 1 Feb 2026" in ana.get(challenge.get_absolute_url()).text
