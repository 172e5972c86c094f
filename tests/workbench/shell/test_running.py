"""Long work ends as done, failed or cancelled, whatever happens to the process that does it."""

import subprocess
from datetime import timedelta

import pytest

from jopoi.errors import ColumnError
from jopoi.progress import step
from jopoi.words import N_
from jopoi_workbench.shell import running, services
from jopoi_workbench.shell.models import AuditEntry, Evidence, EvidenceResult
from tests.workbench.conftest import AT, fresh

State = Evidence.State
DONE = running.Outcome(
    json='{"a": 1}', titles={"en": "Three do.", "es": "Tres."}, input_digest="b3:1", version="1"
)


@pytest.fixture
def computed_by(monkeypatch):
    """Have runs of the evidence computed by a function of the test."""
    return lambda function: monkeypatch.setitem(running._RUNNERS, "sense.screen", function)


def ended_process():
    process = subprocess.Popen(["true"])  # noqa: S607 - the system's own
    process.wait()
    return process.pid


def lose(evidence, **changes):
    """Leave the evidence as a process does that was killed."""
    left = {"state": State.RUNNING, "claimed_by": f"{running._host()}:{ended_process()}", "heartbeat_at": AT}
    Evidence.objects.filter(pk=evidence.pk).update(**left | changes)


def test_a_run_is_filed_with_its_result(evidence, computed_by):
    computed_by(lambda _: DONE)
    running.start(evidence)
    done = fresh(evidence)
    assert (done.state, done.progress, done.title, done.input_digest) == (
        State.DONE,
        1.0,
        "Three do.",
        "b3:1",
    )
    assert done.result.json == '{"a": 1}'
    assert AuditEntry.objects.filter(action="evidence.filed").count() == 1


def test_a_run_handed_over_twice_is_done_once(evidence, computed_by):
    calls = []
    computed_by(lambda given: calls.append(given.pk) or DONE)
    assert running.run(evidence.pk)
    assert not running.run(evidence.pk)
    assert calls == [evidence.pk]


def test_only_one_of_two_claims_wins(evidence):
    assert running._claim(evidence.pk, "here:1")
    assert not running._claim(evidence.pk, "there:2")
    assert fresh(evidence).claimed_by == "here:1"


def test_a_users_mistake_is_kept_as_facts_and_said_in_each_language(evidence, computed_by):
    def fail(_):
        raise ColumnError(N_("Column “{column}” is not in the table."), column="math5")

    computed_by(fail)
    running.run(evidence.pk)
    failed = fresh(evidence)
    assert failed.state == State.FAILED
    assert failed.failure["facts"] == {"column": "math5"}
    assert running.failure_words(failed, "en") == "Column “math5” is not in the table."
    assert not EvidenceResult.objects.exists()


def test_a_fault_of_ours_says_that_nothing_is_lost(evidence, computed_by, caplog):
    computed_by(lambda _: 1 / 0)
    running.run(evidence.pk)
    failed = fresh(evidence)
    assert failed.state == State.FAILED
    assert "not in your table. Nothing is lost" in running.failure_words(failed, "en")
    assert "No se ha perdido nada" in running.failure_words(failed, "es")
    assert "ZeroDivisionError" in caplog.text


def test_a_method_that_no_room_knows_fails_with_a_reason(evidence, monkeypatch, caplog):
    monkeypatch.setattr(running, "_RUNNERS", {})
    running.run(evidence.pk)
    assert fresh(evidence).state == State.FAILED


def test_progress_is_written_while_it_runs(evidence, computed_by, monkeypatch):
    monkeypatch.setattr(running, "_PROGRESS_EVERY", 0.0)
    seen = []

    def compute(_):
        step("reading the table", 0.25)
        seen.append(Evidence.objects.values_list("progress", "progress_words").get())
        return DONE

    computed_by(compute)
    running.run(evidence.pk)
    assert seen == [(0.25, "reading the table")]


def test_progress_is_not_written_at_every_step(evidence, computed_by, django_assert_max_num_queries):
    computed_by(lambda _: [step("counting", n / 5000) for n in range(5000)] and DONE)
    with django_assert_max_num_queries(30):
        running.run(evidence.pk)


def test_a_cancelled_run_stops_at_its_next_step_and_files_nothing(
    evidence, analyst, computed_by, monkeypatch
):
    monkeypatch.setattr(running, "_PROGRESS_EVERY", 0.0)
    after = []

    def compute(given):
        services.cancel_run(actor=analyst, evidence=given, at=AT)
        step("half way", 0.5)
        after.append("went on")

    computed_by(compute)
    running.run(evidence.pk)
    assert (fresh(evidence).state, after) == (State.CANCELLED, [])


def test_a_run_cancelled_in_its_last_moment_files_nothing(evidence, analyst, computed_by):
    computed_by(lambda given: services.cancel_run(actor=analyst, evidence=given, at=AT) and DONE)
    running.run(evidence.pk)
    assert fresh(evidence).state == State.CANCELLED
    assert not EvidenceResult.objects.exists()


def test_a_run_whose_process_is_gone_is_marked_and_can_be_replayed(evidence, analyst, computed_by):
    lose(evidence)
    assert running.recover(at=AT) == 1
    failed = fresh(evidence)
    assert failed.state == State.FAILED
    assert "restarted or the process was ended while it ran. Nothing is lost" in running.failure_words(
        failed, "en"
    )
    computed_by(lambda _: DONE)
    again = services.replay_run(actor=analyst, evidence=failed, at=AT)
    running.start(again)
    assert fresh(again).state == State.DONE


def test_recovering_twice_changes_nothing_more(evidence):
    lose(evidence)
    assert [running.recover(at=AT), running.recover(at=AT)] == [1, 0]
    assert AuditEntry.objects.filter(action="evidence.failed").count() == 1


def test_a_run_of_another_machine_is_lost_only_when_it_falls_silent(evidence):
    lose(evidence, claimed_by="elsewhere:1")
    assert running.recover(at=AT + timedelta(seconds=30)) == 0
    assert running.recover(at=AT + timedelta(seconds=91)) == 1


def test_a_run_that_lives_is_left_alone(evidence):
    lose(evidence, claimed_by=f"{running._host()}:1")
    assert running.recover(at=AT) == 0
    assert fresh(evidence).state == State.RUNNING


def test_a_run_that_was_never_handed_over_is_handed_over_once(evidence, monkeypatch):
    handed = []
    monkeypatch.setattr(type(running.run_evidence), "enqueue", lambda _task, pk: handed.append(pk))
    late = AT + running.PATIENCE + timedelta(seconds=1)
    assert [running.recover(at=late), running.recover(at=late)] == [1, 0]
    assert handed == [evidence.pk]


def test_the_queue_holds_what_is_started_and_a_worker_does_it(evidence, computed_by, settings, capsys):
    settings.RUN_IN_PLACE = False
    monkey = computed_by(lambda _: DONE)
    assert monkey is None
    running.start(evidence)
    assert fresh(evidence).state == State.WAITING
    settings.RUN_IN_PLACE = True  # no second thread inside the test's transaction
    running.run_evidence.func(evidence.pk)
    assert fresh(evidence).state == State.DONE
