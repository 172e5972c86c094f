"""A lab's data are reached by its members only; a role decides what they may do."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from jopoi_workbench.shell import access
from jopoi_workbench.shell.models import Member, Role
from jopoi_workbench.shell.roles import ALLOWED_TO, Act, may, require
from tests.workbench.conftest import member_in, signed_in


def test_a_member_reaches_what_their_lab_has(learner, challenge, dataset, evidence):
    assert access.challenge_for(learner, challenge.pk) == challenge
    assert access.dataset_for(learner, dataset.pk) == dataset
    assert access.evidence_for(learner, evidence.pk) == evidence


def test_a_stranger_is_told_that_there_is_nothing(stranger, challenge, dataset, evidence):
    for reach, thing in (
        (access.challenge_for, challenge),
        (access.dataset_for, dataset),
        (access.evidence_for, evidence),
    ):
        with pytest.raises(Http404):
            reach(stranger, thing.pk)


def test_lists_hold_nothing_of_another_lab(stranger, challenge, dataset, evidence):
    lists = (access.challenges_for, access.datasets_for, access.evidence_list_for, access.happenings_for)
    assert [list(of(stranger)) for of in lists] == [[], [], [], []]


def test_every_act_is_in_the_table_for_somebody_and_every_member_may_see():
    assert set(ALLOWED_TO) == set(Act)
    assert all(Role.ADMINISTRATOR in roles for roles in ALLOWED_TO.values())
    assert ALLOWED_TO[Act.SEE] == set(Role)


def test_roles_add_up(lab):
    both = Member(lab=lab, roles=[Role.LEARNER, Role.ANALYST])
    assert may(both, Act.RUN)


def test_a_role_that_is_not_known_allows_nothing(lab):
    assert not may(Member(lab=lab, roles=["director"]), Act.SEE)


def test_what_a_role_does_not_allow_is_refused(learner):
    with pytest.raises(PermissionDenied):
        require(learner, Act.STORE_DATA)


def test_a_person_without_a_lab_gets_a_page_that_says_so(analyst):
    Member.objects.filter(pk=analyst.pk).update(active=False)
    answer = signed_in(analyst).get("/")
    assert answer.status_code == 403
    assert "not a member of a lab yet" in answer.text


def test_a_person_in_two_labs_chooses_one(analyst, other_lab, ana):
    Member.objects.create(lab=other_lab, person=analyst.person, roles=[Role.LEARNER])
    assert '<span class="lab-name">Consejo del Norte' in ana.get("/").text
    assert 'name="lab" value="sur">Laboratorio del Sur' in ana.get("/").text
    ana.post("/lab/", {"lab": "sur"})
    assert '<span class="lab-name">Laboratorio del Sur' in ana.get("/").text


def test_nobody_chooses_a_lab_of_others(ana, other_lab):
    assert ana.post("/lab/", {"lab": "norte"}).status_code == 404


def test_a_number_too_large_for_the_database_is_not_found(ana):
    assert ana.get(f"/challenges/{10**30}/").status_code == 404


def test_rows_that_are_not_open_are_shown_to_few(lab, described):
    shown = {
        role: "<td"
        in signed_in(member_in(lab, role)).get(f"/datasets/{described.pk}/").text.split('id="rows"')[1]
        for role in Role.values
    }
    assert [role for role, seen in shown.items() if seen] == ["analyst", "programme manager", "administrator"]
