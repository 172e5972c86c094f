"""Decisions are asked for, taken once, close a quarter, and can be undone with a reason only."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from jopoi_workbench.shell import services
from jopoi_workbench.shell.loops import loops_of
from jopoi_workbench.shell.models import AuditEntry, Decision, Role
from jopoi_workbench.shell.ring import Quarter
from jopoi_workbench.shell.services.refusals import RefusedError
from jopoi_workbench.shell.waiting import waiting_for
from tests.workbench.conftest import AT, fresh, member_in, signed_in

TODAY = date(2026, 3, 1)


@pytest.fixture
def decision(analyst, challenge):
    return services.open_decision(
        actor=analyst, challenge=challenge, stage="sense", question="Which do we visit?", at=AT
    )


def take(actor, decision, **how):
    return services.take_decision(
        actor=actor, decision=decision, outcome="Six.", decided_on=TODAY, at=AT, **how
    )


def sense(challenge):
    return loops_of([challenge], [])[0].facts["sense"]


def test_an_open_decision_is_an_open_diamond(challenge, decision):
    assert sense(challenge) == Quarter(open_decisions=1, people=1)


def test_taking_it_can_close_the_quarter(analyst, challenge, decision, evidence):
    take(analyst, decision, closes_quarter=True, evidence=[evidence])
    assert sense(challenge) == Quarter(running=1, decisions=1, people=1, closed=True)
    assert list(fresh(decision).evidence.all()) == [evidence]
    assert AuditEntry.objects.first().action == "quarter.closed"


def test_it_is_taken_once(lab, analyst, decision):
    take(analyst, fresh(decision))
    with pytest.raises(RefusedError, match="Ana settled this meanwhile"):
        take(member_in(lab, Role.MANAGER), decision)
    with pytest.raises(RefusedError):
        services.drop_decision(actor=analyst, decision=decision, reason="Late", at=AT)


def test_a_quarter_is_closed_once(analyst, challenge, decision):
    take(analyst, decision, closes_quarter=True)
    second = services.open_decision(actor=analyst, challenge=challenge, stage="sense", question="Q", at=AT)
    with pytest.raises(RefusedError, match="Sense was closed already by “Which do we visit"):
        take(analyst, second, closes_quarter=True)
    assert fresh(second).state == Decision.State.OPEN


def test_opening_a_quarter_again_keeps_the_reason(analyst, challenge, decision):
    take(analyst, decision, closes_quarter=True)
    services.reopen_quarter(actor=analyst, decision=fresh(decision), why="New records came.", at=AT)
    assert not sense(challenge).closed
    assert fresh(decision).reopened_why == "New records came."
    with pytest.raises(RefusedError):
        services.reopen_quarter(actor=analyst, decision=decision, why="Again", at=AT)


def test_a_dropped_decision_is_not_drawn(analyst, challenge, decision):
    services.drop_decision(actor=analyst, decision=decision, reason="Settled elsewhere.", at=AT)
    assert sense(challenge) == Quarter()


def test_roles(lab, learner, challenge, decision):
    with pytest.raises(PermissionDenied):
        services.open_decision(actor=learner, challenge=challenge, stage="sense", question="Q", at=AT)
    with pytest.raises(PermissionDenied):
        take(learner, decision)
    assert take(member_in(lab, Role.COMMITTEE), decision).state == Decision.State.TAKEN


def asked_of(member):
    return [thing for thing in waiting_for(member) if thing.why == "Train now?"]


def test_it_waits_for_whom_it_was_asked_of(lab, analyst, challenge, learner):
    celeste, manager = member_in(lab, Role.COMMITTEE, "Celeste"), member_in(lab, Role.MANAGER)
    services.open_decision(
        actor=analyst, challenge=challenge, stage="test", question="Train now?", asked=celeste,
        due_on=date(2026, 3, 9), at=AT,
    )  # fmt: skip
    (thing,) = asked_of(celeste)
    assert thing.due == date(2026, 3, 9)
    assert asked_of(manager) == asked_of(learner) == []
    page = signed_in(manager).get(challenge.get_absolute_url()).text
    assert "Waits for Celeste:" in page


def test_the_page_takes_it_and_says_what_is_wrong(ana, decision):
    path = decision.get_absolute_url()
    tomorrow = timezone.localdate() + timedelta(days=1)
    answer = ana.post(path, {"outcome": "", "decided_on": tomorrow.isoformat()})
    assert answer.status_code == 422
    assert "Say in a sentence what was decided." in answer.text
    assert "This day has not come yet." in answer.text
    sent = {"outcome": "Six.", "decided_on": "2026-03-01", "closes_quarter": "on"}
    assert ana.post(path, sent).status_code == 302
    assert fresh(decision).closing


def test_a_reason_is_asked_for(ana, decision):
    path = reverse("decision-drop", args=[decision.challenge_id, decision.pk])
    answer = ana.post(path, {"reason": " "})
    assert answer.status_code == 422
    assert "Give the reason in a sentence." in answer.text


def test_what_is_asked_can_be_changed_while_it_waits(ana, analyst, decision):
    path = reverse("decision-edit", args=[decision.challenge_id, decision.pk])
    sent = {"question": "Which six?", "stage": "sense", "version": "1"}
    assert ana.post(path, sent).status_code == 302
    assert ana.post(path, sent | {"question": "Which seven?"}).status_code == 409
    take(analyst, fresh(decision))
    answer = ana.post(path, sent | {"question": "Late", "version": str(fresh(decision).version)})
    assert answer.status_code == 422
    assert fresh(decision).question == "Which six?"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "שלום ‮ عربي", "👩‍👩‍👧 ñandutí 🇵🇾", "'\"&<>"])
def test_any_words_are_shown_as_they_are(ana, analyst, challenge, text):
    decision = services.open_decision(
        actor=analyst, challenge=challenge, stage="sense", question=text, options=text, at=AT
    )
    for path in (challenge.get_absolute_url(), decision.get_absolute_url()):
        page = ana.get(path)
        assert page.status_code == 200
        assert "<script>alert" not in page.text
    assert fresh(decision).question == text
