"""Two people edit the same thing: the second sees what changed and loses nothing."""

import pytest
from django.urls import reverse

from jopoi_workbench.shell.models import AuditEntry, Role
from jopoi_workbench.shell.services import edit_challenge
from jopoi_workbench.shell.services.editing import StaleError
from tests.workbench.conftest import AT, fresh, member_in

pytestmark = pytest.mark.django_db
GIVEN = {"statement": "S", "kind": "big_bet", "place": "", "place_precision": "region", "state": "open"}


def test_the_first_to_save_is_written_and_told(analyst, challenge):
    edit_challenge(actor=analyst, challenge=challenge, version=1, at=AT, title="Another title")
    told = fresh(challenge)
    assert (told.title, told.version, told.edited_by) == ("Another title", 2, analyst)
    assert AuditEntry.objects.first().facts["changed"] == ["title"]


def test_saving_what_stands_there_changes_nothing(analyst, challenge):
    before = AuditEntry.objects.count()
    edit_challenge(actor=analyst, challenge=challenge, version=1, at=AT, title=challenge.title)
    assert (fresh(challenge).version, AuditEntry.objects.count()) == (1, before)


def test_the_second_to_save_is_refused(analyst, challenge):
    edit_challenge(actor=analyst, challenge=fresh(challenge), version=1, at=AT, title="The first")
    with pytest.raises(StaleError) as refused:
        edit_challenge(actor=analyst, challenge=challenge, version=1, at=AT, title="The second")
    assert refused.value.current.title == "The first"
    assert fresh(challenge).title == "The first"


def test_the_page_shows_both_and_takes_the_second_attempt(ana, lab, challenge):
    rosa = member_in(lab, Role.FACILITATOR, "Rosa")
    edit_challenge(actor=rosa, challenge=fresh(challenge), version=1, at=AT, title="By Rosa")
    path = reverse("challenge-edit", args=[challenge.pk])
    answer = ana.post(path, GIVEN | {"title": "By Ana", "version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Rosa changed this while you were writing" in page
    assert 'value="By Ana"' in page
    assert "<td>By Rosa</td>" in page
    assert 'name="version" value="2"' in page
    assert ana.post(path, GIVEN | {"title": "By Ana", "version": "2"}).status_code == 302
    assert fresh(challenge).title == "By Ana"


def test_a_form_without_its_version_is_refused(ana, challenge):
    answer = ana.post(reverse("challenge-edit", args=[challenge.pk]), GIVEN | {"title": "Forged"})
    assert answer.status_code == 422
    assert fresh(challenge).title != "Forged"
