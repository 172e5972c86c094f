"""A loop turns: one turn is open at a time, and what was found stays with its turn."""

import pytest
from django.urls import reverse

from jopoi_workbench.shell import services
from jopoi_workbench.shell.loops import loops_of, turns_of
from jopoi_workbench.shell.models import Evidence, Lab, Loop, Role
from jopoi_workbench.shell.ring import Quarter
from jopoi_workbench.shell.services.refusals import RefusedError
from tests.workbench.conftest import AT, member_in
from tests.workbench.racing import together


def test_evidence_stays_with_its_turn(analyst, challenge, evidence):
    Evidence.objects.filter(pk=evidence.pk).update(state=Evidence.State.DONE)
    services.close_turn(actor=analyst, challenge=challenge, learned="It is not size.", at=AT)
    services.open_turn(actor=analyst, challenge=challenge, why="Is it the head teacher?", at=AT)
    (now,) = loops_of([challenge], [])
    second, first = turns_of(challenge)
    assert (now.turn, second.turn, first.turn) == (2, 2, 1)
    assert now.facts["sense"] == second.facts["sense"] == Quarter()
    assert first.facts["sense"] == Quarter(done=1, people=1)
    assert (first.loop.learned, second.loop.why) == ("It is not size.", "Is it the head teacher?")


def test_a_turn_is_not_closed_over_a_decision_that_waits(analyst, challenge):
    services.open_decision(actor=analyst, challenge=challenge, stage="sense", question="Q", at=AT)
    with pytest.raises(RefusedError, match="One decision still waits"):
        services.close_turn(actor=analyst, challenge=challenge, learned="x", at=AT)


def test_one_turn_at_a_time(analyst, challenge):
    with pytest.raises(RefusedError, match="Turn 1 is open"):
        services.open_turn(actor=analyst, challenge=challenge, why="x", at=AT)
    services.close_turn(actor=analyst, challenge=challenge, learned="x", at=AT)
    with pytest.raises(RefusedError):
        services.close_turn(actor=analyst, challenge=challenge, learned="x", at=AT)
    with pytest.raises(RefusedError, match="No turn of this loop is open"):
        services.open_decision(actor=analyst, challenge=challenge, stage="sense", question="Q", at=AT)


def test_the_pages(ana, challenge):
    of = [challenge.pk]
    answer = ana.post(reverse("turn-close", args=of), {"reason": ""})
    assert (answer.status_code, "what this turn taught" in answer.text) == (422, True)
    ana.post(reverse("turn-close", args=of), {"reason": "It is not size."})
    assert "It is not size." in ana.get(reverse("turn", args=[challenge.pk, 1])).text
    ana.post(reverse("turn-open", args=of), {"reason": "Is it the head?"})
    assert "Turn 2" in ana.get(reverse("turns", args=of)).text
    assert ana.get(reverse("turn", args=[challenge.pk, 9])).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_of_many_who_open_the_next_turn_one_does():
    lab = Lab.objects.create(name="Race", slug="race")
    actor = member_in(lab, Role.ANALYST, "Ana")
    challenge = services.create_challenge(actor=actor, title="T", statement="S", at=AT)
    services.close_turn(actor=actor, challenge=challenge, learned="x", at=AT)
    refused = together(lambda: services.open_turn(actor=actor, challenge=challenge, why="next", at=AT), 4)
    assert (Loop.objects.filter(challenge=challenge).count(), refused) == (2, 3)
