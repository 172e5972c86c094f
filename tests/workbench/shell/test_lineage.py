"""A challenge grows from an earlier one, shown both ways, never in a circle."""

import pytest
from django.urls import reverse

from jopoi_workbench.shell.services import create_challenge
from jopoi_workbench.shell.services.lineage import grow_from
from jopoi_workbench.shell.services.refusals import RefusedError
from jopoi_workbench.shell.services.visibility import show_challenge
from tests.workbench.conftest import AT, fresh


def make(actor, title):
    return create_challenge(actor=actor, title=title, statement="S", at=AT)


def grow(actor, challenge, parent, why="The question turned round."):
    return grow_from(actor=actor, challenge=challenge, parent=parent, what_changed=why, at=AT)


def test_it_is_shown_both_ways(ana, analyst):
    old, new = make(analyst, "Positive deviance 2021"), make(analyst, "Public innovation 2022")
    grow(analyst, new, old)
    for one, words in ((new, "Positive deviance 2021"), (old, "Public innovation 2022")):
        page = ana.get(reverse("lineage", args=[one.pk])).text
        assert words in page
        assert "The question turned round." in page


def test_there_are_no_circles(analyst):
    a, b, c = (make(analyst, title) for title in "ABC")
    grow(analyst, b, a)
    grow(analyst, c, b)
    for child, parent in ((a, c), (a, a), (a, b)):
        with pytest.raises(RefusedError, match="itself grew from"):
            grow(analyst, child, parent)
    grow(analyst, c, None)
    grow(analyst, a, c)


def test_of_another_lab_only_what_it_shows(ana, analyst, stranger):
    theirs, mine = make(stranger, "Theirs"), make(analyst, "Mine")
    path = reverse("lineage-grow", args=[mine.pk])
    sent = {"parent": str(theirs.pk), "what_changed": "x"}
    answer = ana.post(path, sent)
    assert (answer.status_code, "Theirs" in answer.text) == (422, False)
    with pytest.raises(RefusedError):
        grow(analyst, mine, theirs)
    show_challenge(actor=stranger, challenge=theirs, visibility="public", version=1, at=AT)
    assert ana.post(path, sent).status_code == 302
    assert f"/network/{theirs.pk}/" in ana.get(reverse("lineage", args=[mine.pk])).text


def test_what_is_hidden_again_is_not_named(ana, analyst, stranger):
    theirs, mine = make(stranger, "Theirs"), make(analyst, "Mine")
    show_challenge(actor=stranger, challenge=theirs, visibility="public", version=1, at=AT)
    grow(analyst, mine, fresh(theirs))
    show_challenge(actor=stranger, challenge=fresh(theirs), visibility="lab", version=2, at=AT)
    for path in (reverse("lineage", args=[mine.pk]), mine.get_absolute_url()):
        answer = ana.get(path)
        assert (answer.status_code, "Theirs" in answer.text) == (200, False)


def test_both_halves_are_asked_for(ana, challenge):
    answer = ana.post(reverse("lineage-grow", args=[challenge.pk]), {})
    assert answer.status_code == 422
    assert "Choose the challenge that this one grew from." in answer.text
    assert "Say what changed, and why." in answer.text
