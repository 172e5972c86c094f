"""An experiment runs only while it is allowed, ethical, and has a rule that stops it (T08)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from jopoi_workbench.shell.models import AuditEntry, Experiment, Role
from jopoi_workbench.shell.services import experiments as services
from jopoi_workbench.shell.waiting import waiting_for
from tests.workbench.conftest import AT, fresh, member_in, signed_in

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)
State = Experiment.State
WHOLE = {
    "title": "Training by lottery", "scope": "40 teams", "authorised_by": "Region", "authorised_on": DAY,
    "authorised_until": DAY + timedelta(days=90), "ethics": "approved", "ethics_body": "Committee",
    "ethics_number": "P-1", "risks": "waiting", "mitigation": "on call", "consent": "in the team's meeting",
    "watched": "closed days", "threshold": "two in a row", "watcher": "Delia", "every_days": 7,
    "stopper": "Region",
}  # fmt: skip


@pytest.fixture
def manager(lab):
    return member_in(lab, Role.MANAGER, "Marcos")


def planned(analyst, challenge, **told):
    return services.plan_experiment(actor=analyst, challenge=challenge, at=AT, **(WHOLE | told))


def step(member, experiment, to, today=DAY):
    return services.step_experiment(actor=member, experiment=experiment, to=to, today=today, at=AT)


def running(analyst, manager, challenge, **told):
    experiment = planned(analyst, challenge, **told)
    step(manager, experiment, State.AUTHORISED)
    step(manager, experiment, State.RUNNING)
    return fresh(experiment)


def test_it_goes_from_draft_to_authorised_to_running_to_its_end(analyst, manager, challenge):
    experiment = running(analyst, manager, challenge)
    assert (experiment.started_on, experiment.looked_on) == (DAY, DAY)
    step(analyst, experiment, State.ENDED, DAY + timedelta(days=80))
    assert fresh(experiment).closed_on == DAY + timedelta(days=80)
    actions = list(AuditEntry.objects.values_list("action", flat=True)[:4])
    assert actions == [f"experiment.{done}" for done in ("ended", "running", "authorised", "planned")]


@pytest.mark.parametrize(
    "told",
    [
        {"authorised_by": ""}, {"authorised_until": None}, {"authorised_until": DAY - timedelta(days=1)},
        {"scope": ""}, {"ethics": "pending"}, {"ethics": "refused"}, {"ethics_number": ""},
        {"ethics": "exempt"}, {"ethics_until": DAY - timedelta(days=1)}, {"risks": ""}, {"consent": ""},
        {"watched": ""}, {"threshold": ""}, {"watcher": ""}, {"every_days": None}, {"stopper": ""},
    ],
    ids=lambda told: "-".join(f"{key}={value}" for key, value in told.items()),
)  # fmt: skip
def test_it_cannot_be_authorised_while_something_is_missing_or_lapsed(analyst, manager, challenge, told):
    experiment = planned(analyst, challenge, **told)
    with pytest.raises(services.NotAllowedYetError) as refused:
        step(manager, experiment, State.AUTHORISED)
    assert len(refused.value.findings) == 1
    assert fresh(experiment).state == State.DRAFT


def test_an_exemption_with_its_reason_is_enough(analyst, manager, challenge):
    experiment = planned(analyst, challenge, ethics="exempt", ethics_reason="no persons", ethics_number="")
    assert step(manager, experiment, State.AUTHORISED).state == State.AUTHORISED


def test_what_lapsed_between_authorising_and_starting_stands_in_the_way(analyst, manager, challenge):
    experiment = planned(analyst, challenge)
    step(manager, experiment, State.AUTHORISED)
    with pytest.raises(services.NotAllowedYetError):
        step(manager, experiment, State.RUNNING, DAY + timedelta(days=91))


def test_it_may_be_authorised_ahead_but_not_started_ahead(analyst, manager, challenge):
    experiment = planned(analyst, challenge, authorised_on=DAY + timedelta(days=5))
    step(manager, experiment, State.AUTHORISED)
    with pytest.raises(services.NotAllowedYetError):
        step(manager, experiment, State.RUNNING)


def test_steps_follow_one_another(analyst, manager, challenge):
    experiment = planned(analyst, challenge)
    for to in (State.RUNNING, State.ENDED, State.STOPPED, "elsewhere"):
        with pytest.raises(services.NotAllowedYetError):
            step(manager, experiment, to)


def test_who_plans_it_does_not_authorise_it(analyst, challenge):
    with pytest.raises(PermissionDenied):
        step(analyst, planned(analyst, challenge), State.AUTHORISED)


def test_once_authorised_only_who_authorises_changes_it(analyst, manager, challenge):
    experiment = planned(analyst, challenge)
    step(manager, experiment, State.AUTHORISED)
    told = {"version": fresh(experiment).version, "at": AT, "scope": "400 teams"}
    with pytest.raises(PermissionDenied):
        services.edit_experiment(actor=analyst, experiment=fresh(experiment), **told)
    services.edit_experiment(actor=manager, experiment=fresh(experiment), **told)
    assert (
        signed_in(analyst).get(reverse("experiment-edit", args=[challenge.pk, experiment.pk])).status_code
        == 403
    )


def test_the_page_says_why_it_cannot_go_on(manager, analyst, challenge):
    experiment = planned(analyst, challenge, ethics="pending")
    path = reverse("experiment-step", args=[challenge.pk, experiment.pk])
    page = signed_in(manager).post(path, {"to": "authorised"}, follow=True).content.decode()
    assert "It cannot go on yet." in page
    assert "The decision on ethics is pending." in page


def test_stopping_records_the_reason_and_points_on(ana, analyst, manager, challenge):
    experiment = running(analyst, manager, challenge)
    path = reverse("experiment-stop", args=[challenge.pk, experiment.pk])
    assert ana.post(path, {"reason": " "}).status_code == 422
    page = ana.post(path, {"reason": "Closed on three days <b>"}, follow=True).content.decode()
    told = fresh(experiment)
    assert (told.state, told.closing_reason) == (State.STOPPED, "Closed on three days <b>")
    assert "decide, and look back" in page
    assert "three days &lt;b&gt;" in page
    assert ana.get(path).status_code == 302
    with pytest.raises(services.NotAllowedYetError):
        services.stop_experiment(actor=analyst, experiment=experiment, reason="again", today=DAY, at=AT)


def test_looking_at_the_stop_rule_is_recorded_and_moves_the_day(ana, analyst, manager, challenge):
    experiment = running(analyst, manager, challenge)
    path = reverse("experiment-look", args=[challenge.pk, experiment.pk])
    assert ana.post(path, {"note": ""}).status_code == 422
    assert ana.post(path, {"note": "nothing closed"}).status_code == 302
    assert fresh(experiment).looked_on == timezone.localdate()
    assert "nothing closed" in ana.get(experiment.get_absolute_url()).content.decode()


def waits(member):
    return {thing.what: thing.due for thing in waiting_for(member)}


def test_what_lapses_soon_and_the_stop_rule_wait_with_their_days(analyst, manager, challenge, learner):
    today = timezone.localdate()
    told = {"authorised_on": DAY, "authorised_until": today + timedelta(days=20)}
    experiment = running(analyst, manager, challenge, **told)
    assert waits(analyst)["Renew the permission"] == today + timedelta(days=20)
    assert waits(analyst)["Look at the stop rule"] == DAY + timedelta(days=7)
    services.look_at_stop_rule(actor=analyst, experiment=experiment, note="fine", today=today, at=AT)
    assert "Look at the stop rule" not in waits(analyst)
    assert not {"Renew the permission", "Look at the stop rule"} & waits(learner).keys()


def test_what_lapsed_while_running_is_said_loudly(ana, analyst, manager, challenge):
    experiment = running(analyst, manager, challenge)
    assert "Stop, or renew the permission" in waits(analyst)
    page = ana.get(experiment.get_absolute_url()).content.decode()
    assert "It runs, but it should not" in page


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"every_days": "0"}, "Give a whole number of days"),
        ({"every_days": "99999999999999999999"}, "Give a whole number of days"),
        ({"authorised_on": "2026-05-01", "authorised_until": "2026-04-01"}, "It ends before it begins"),
        ({"scope": "x" * 2001}, "Shorten this to 2000 characters."),
        ({"authorised_on": "soon"}, "valid date"),
    ],
)
def test_bad_input_is_named(ana, challenge, sent, words):
    given = {"title": "T", "ethics": "pending"} | sent
    answer = ana.post(reverse("experiment-new", args=[challenge.pk]), given)
    assert answer.status_code == 422
    assert words in answer.content.decode()
