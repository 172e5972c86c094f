"""A stranger's attempt at a lab's thing: 404 for them, an entry in the lab's chain, and never a flood."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from jopoi_workbench.shell import access
from jopoi_workbench.shell.access.found import AT_MOST, REFUSED
from jopoi_workbench.shell.audit import broken_links
from jopoi_workbench.shell.models import AuditEntry, Member
from jopoi_workbench.shell.services import create_challenge
from tests.workbench.conftest import AT, signed_in


def attempts(lab):
    return AuditEntry.objects.filter(lab=lab, action=REFUSED)


def test_the_lab_learns_what_was_tried_and_nothing_of_who(lab, stranger, challenge):
    answer = signed_in(stranger).get(reverse("challenge", args=[challenge.pk]))
    entry = attempts(lab).get()
    assert answer.status_code == 404
    assert (entry.object_kind, entry.object_id, entry.actor) == ("challenge", str(challenge.pk), None)
    assert stranger.person.name not in str(entry.facts)
    assert list(broken_links(lab)) == []
    assert not attempts(stranger.lab).exists()


def test_trying_again_is_told_once_an_hour(lab, stranger, challenge, monkeypatch):
    now = timezone.now()
    for _ in range(3):
        with pytest.raises(Http404):
            access.challenge_for(stranger, challenge.pk)
    assert attempts(lab).count() == 1
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=2))
    with pytest.raises(Http404):
        access.challenge_for(stranger, challenge.pk)
    assert attempts(lab).count() == 2


def test_whoever_tries_every_number_does_not_flood_the_chain(lab, analyst, stranger):
    for number in range(AT_MOST + 5):
        challenge = create_challenge(
            actor=analyst, title=f"C{number}", statement="S", at=AT, kind="exploratory"
        )
        with pytest.raises(Http404):
            access.challenge_for(stranger, challenge.pk)
    assert attempts(lab).count() == AT_MOST


def test_a_number_that_nobody_has_leaves_no_trace(stranger, challenge):
    with pytest.raises(Http404):
        access.challenge_for(stranger, 4711)
    assert not AuditEntry.objects.filter(action=REFUSED).exists()


def test_a_member_who_looks_from_their_other_lab_is_no_stranger(lab, stranger, challenge):
    Member.objects.create(lab=lab, person=stranger.person, roles=["learner"])
    with pytest.raises(Http404):
        access.challenge_for(stranger, challenge.pk)
    assert not attempts(lab).exists()


def test_it_is_told_in_a_sentence(ana, stranger, challenge):
    signed_in(stranger).get(reverse("challenge", args=[challenge.pk]))
    assert "Someone from outside the lab asked for challenge" in ana.get("/happenings/").text
