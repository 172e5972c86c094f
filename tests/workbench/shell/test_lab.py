"""The lab: what it says of itself, whose clock counts, who works in it, and who is left to administer it."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from jopoi_workbench.shell.acts import SAID
from jopoi_workbench.shell.models import AuditEntry, Member, Role
from jopoi_workbench.shell.places import countries, language_name
from jopoi_workbench.shell.roles import ALLOWED_TO, Act
from jopoi_workbench.shell.services import change_roles, close_membership, create_challenge, edit_lab
from jopoi_workbench.shell.services.members import LastAdministratorError
from jopoi_workbench.shell.zones import zone_of
from tests.workbench.conftest import AT, fresh, member_in, signed_in

GIVEN = {"name": "Lab", "languages": ["es"], "version": "1"}


@pytest.fixture
def adela(lab):
    return member_in(lab, Role.ADMINISTRATOR, "Adela")


def test_the_lab_is_changed_and_the_change_is_told(adela, lab):
    sent = GIVEN | {"country": "PY", "blurb": "We learn.", "time_zone": "America/Asuncion"}
    page = signed_in(adela).post("/the-lab/edit/", sent, follow=True).text
    assert "We learn." in page
    assert "Paraguay" in page
    assert fresh(lab).version == 2
    assert AuditEntry.objects.filter(lab=lab, action="lab.edited").exists()


def test_the_second_to_change_the_lab_sees_what_changed(adela, lab):
    edit_lab(actor=adela, lab=fresh(lab), version=1, at=AT, name="By another")
    answer = signed_in(adela).post("/the-lab/edit/", GIVEN | {"name": "Mine"})
    assert answer.status_code == 409
    assert "By another" in answer.text
    assert 'value="Mine"' in answer.text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": "x" * 121}, "Shorten the name to 120 characters."),
        ({"blurb": "x" * 1001}, "Shorten this to 1,000 characters."),
        ({"time_zone": "Mars/Olympus"}, "Choose a time zone of the list."),
        ({"country": "XX"}, "Choose a country of the list."),
        ({"languages": []}, "Choose at least one language."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(adela, wrong, sentence):
    answer = signed_in(adela).post("/the-lab/edit/", GIVEN | wrong)
    assert answer.status_code == 422
    assert sentence in answer.text


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "مختبر", "\U0001f9f6 lab"])
def test_a_name_of_any_kind_is_only_a_name(adela, text):
    page = signed_in(adela).post("/the-lab/edit/", GIVEN | {"name": text, "blurb": text}, follow=True).text
    assert "<script>alert" not in page
    assert text.replace("<", "&lt;").replace(">", "&gt;") in page


def test_another_time_zone_moves_what_today_is_and_nothing_that_is_stored(lab, analyst, ana, monkeypatch):
    opened = datetime(2026, 3, 1, 2, 30, tzinfo=UTC)
    create_challenge(actor=analyst, title="Night", statement="S", at=opened)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, 1, 12, 0, tzinfo=UTC))
    stored = list(AuditEntry.objects.values())
    lab.time_zone = "America/Asuncion"  # there it was still the evening before
    lab.save()
    assert ">28 Feb<" in ana.get("/happenings/").text
    lab.time_zone = "Asia/Tokyo"
    lab.save()
    assert ">11:30<" in ana.get("/happenings/").text
    assert list(AuditEntry.objects.values()) == stored
    ana.post("/me/", {"name": "Ana", "language": "en", "time_zone": "UTC/x"})
    ana.post("/me/", {"name": "Ana", "language": "en", "time_zone": "Europe/Madrid"})
    assert ">03:30<" in ana.get("/happenings/").text
    assert zone_of(fresh(analyst.person), lab).key == "Europe/Madrid"


def test_countries_and_languages_are_named_in_the_readers_language():
    assert ("DE", "Alemania") in countries("es")
    assert ("PY", "Paraguay") in countries("en")
    assert language_name("gn", "es") == "Guaraní"
    assert len(countries("en")) > 200


def test_every_act_has_its_sentence_and_the_page_shows_them_all(ana):
    assert set(SAID) == set(Act)
    assert len({str(sentence) for sentence in SAID.values()}) == len(Act)
    page = ana.get("/the-lab/roles/").text
    assert all(str(sentence) in page for sentence in SAID.values())
    ticks = sum(len(roles) + (Role.ANALYST in roles) for roles in ALLOWED_TO.values())
    assert page.count('<span class="mark good">') == ticks


def test_roles_are_changed_and_count_at_once(adela, learner):
    path = f"/the-lab/members/{learner.pk}/"
    sent = {"roles": ["analyst", "learner"], "version": "1"}
    assert signed_in(adela).post(path, sent).status_code == 302
    assert fresh(learner).roles == ["analyst", "learner"]
    assert signed_in(learner).get("/datasets/new/").status_code == 200
    entry = AuditEntry.objects.get(action="member.roles")
    assert (entry.facts["before"], entry.facts["roles"]) == (["learner"], ["analyst", "learner"])


@pytest.mark.parametrize("wrong", [{"roles": []}, {"roles": ["director"]}, {}])
def test_a_member_has_at_least_one_role_that_there_is(adela, learner, wrong):
    answer = signed_in(adela).post(f"/the-lab/members/{learner.pk}/", wrong | {"version": "1"})
    assert answer.status_code == 422
    assert fresh(learner).roles == ["learner"]


def test_whoever_is_no_member_any_more_sees_nothing_from_the_next_page_on(adela, learner, challenge):
    client = signed_in(learner)
    assert client.get(f"/challenges/{challenge.pk}/").status_code == 200
    signed_in(adela).post(f"/the-lab/members/{learner.pk}/close/")
    assert client.get(f"/challenges/{challenge.pk}/").status_code == 403
    signed_in(adela).post(f"/the-lab/members/{learner.pk}/open/")
    assert client.get(f"/challenges/{challenge.pk}/").status_code == 200


def test_the_last_administrator_stays(adela, lab):
    client = signed_in(adela)
    sentence = "The lab would have no administrator. Make someone else an administrator first."
    answer = client.post(f"/the-lab/members/{adela.pk}/", {"roles": ["learner"], "version": "1"})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert sentence in client.post(f"/the-lab/members/{adela.pk}/close/", follow=True).text
    assert sentence in client.post("/the-lab/leave/", follow=True).text
    assert fresh(adela).active


def test_of_two_administrators_who_go_at_once_one_stays(adela, lab):
    other = member_in(lab, Role.ADMINISTRATOR, "Otto")
    seen_by_both = [fresh(adela), fresh(other)]  # each was read while both were in
    close_membership(actor=seen_by_both[0], member=seen_by_both[0], at=AT)
    with pytest.raises(LastAdministratorError):
        close_membership(actor=seen_by_both[1], member=seen_by_both[1], at=AT)
    with pytest.raises(LastAdministratorError):
        change_roles(actor=other, member=fresh(other), roles=["learner"], version=1, at=AT)


def test_an_administrator_whose_account_is_closed_does_not_count(adela, lab):
    other = member_in(lab, Role.ADMINISTRATOR, "Otto")
    other.person.is_active = False
    other.person.save()
    with pytest.raises(LastAdministratorError):
        close_membership(actor=adela, member=adela, at=AT)


def test_members_go_on_their_own_and_nobody_sends_others_away(learner, analyst, adela):
    with pytest.raises(PermissionDenied):
        close_membership(actor=learner, member=analyst, at=AT)
    page = signed_in(learner).post("/the-lab/leave/", follow=True)
    assert page.status_code == 200
    assert "You have left “Laboratorio del Sur”." in page.text
    assert not fresh(learner).active


def test_a_person_is_in_two_labs_what_they_are_in_each(analyst, other_lab, ana):
    Member.objects.create(lab=other_lab, person=analyst.person, roles=[Role.LEARNER])
    ana.post("/lab/", {"lab": "norte"})
    assert ana.get("/datasets/new/").status_code == 403
    ana.post("/lab/", {"lab": "sur"})
    assert ana.get("/datasets/new/").status_code == 200


def test_lists_of_people_ask_little_of_the_database(adela, lab, django_assert_max_num_queries):
    client = signed_in(adela)
    for number in range(60):
        member_in(lab, Role.LEARNER, f"L{number}")
    for path in ("/the-lab/", "/the-lab/members/", "/the-lab/invitations/", "/the-lab/roles/", "/me/"):
        with django_assert_max_num_queries(12):
            assert client.get(path).status_code == 200
