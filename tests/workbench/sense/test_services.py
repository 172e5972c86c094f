"""Filing, computing, repeating: permission, audit, and the same answer each time."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jopoi.errors import OptionError
from jopoi_workbench.sense import services
from jopoi_workbench.sense.services.labels import labels_of
from jopoi_workbench.shell import running
from jopoi_workbench.shell.models import AuditEntry, Evidence
from jopoi_workbench.shell.running import recover
from tests.workbench.conftest import AT, fresh
from tests.workbench.sense.conftest import METHOD, ROLES, SPEC, rows

State = Evidence.State


def test_a_screening_is_filed_under_the_challenge_with_its_answer(screened, challenge):
    assert (screened.state, screened.challenge, screened.stage) == (State.DONE, challenge, "sense")
    assert "potential positive deviants" in screened.titles["en"]
    assert "“pupils who passed”" in screened.titles["en"]
    assert set(screened.doubts) == {"en", "es"}


def test_it_finds_the_schools_that_do_better(screened):
    found = services.screening_of(screened).sheets["shortlist"]["unit"].to_list()
    assert {f"s{unit:02d}" for unit in range(6)} <= set(found)


def test_each_step_is_in_the_audit_chain(screened):
    said = AuditEntry.objects.filter(object_id=str(screened.pk), object_kind="evidence")
    assert sorted(said.values_list("action", flat=True)) == ["evidence.filed", "evidence.started"]


def test_who_may_not_run_files_nothing(schools, learner):
    with pytest.raises(PermissionDenied):
        services.ask(method=METHOD, dataset=schools, actor=learner, spec=SPEC, at=AT)
    assert not Evidence.objects.exists()


def test_another_labs_table_is_refused(schools, stranger):
    with pytest.raises(PermissionDenied):
        services.ask(method=METHOD, dataset=schools, actor=stranger, spec=SPEC, at=AT)
    assert not Evidence.objects.exists()


def test_a_spec_that_makes_no_sense_files_nothing(schools, analyst):
    with pytest.raises(OptionError):
        services.ask(method=METHOD, dataset=schools, actor=analyst, spec=SPEC | {"top": 3.0}, at=AT)
    assert not Evidence.objects.exists()
    assert not AuditEntry.objects.filter(action="evidence.started").exists()


def test_computing_twice_files_once(screened):
    filed = fresh(screened).result.json
    assert not running.run(screened.pk)
    assert fresh(screened).result.json == filed


def test_a_terminal_hears_each_step_while_it_waits(undrawn, schools, analyst):
    heard = []
    done = services.ask_now(
        method=METHOD,
        dataset=schools,
        actor=analyst,
        spec=SPEC,
        at=AT,
        tell=lambda what, share: heard.append((share, what)),
    )
    shares = [share for share, _what in heard]
    assert done.state == State.DONE
    assert shares == sorted(shares)
    assert len(heard) > 5


def test_repeating_gives_the_same_digest_and_the_same_answer(screened, analyst):
    again = services.replay(evidence=screened, actor=analyst, at=AT)
    compared = services.compare(again)
    assert (compared.earlier, compared.later) == (screened, again)
    assert compared.same_input
    assert compared.same_answer
    assert services.compare(screened).later == again


def test_another_answer_is_not_called_the_same(screened, analyst):
    again = services.replay(evidence=screened, actor=analyst, at=AT + timedelta(hours=1))
    again.result.json = again.result.json.replace('"selected": true', '"selected": false').replace(
        '"rows": ', '"rows": 1', 1
    )
    again.result.save()
    assert not services.compare(again).same_answer


def test_an_answer_that_differs_in_its_last_digits_is_the_same(screened, analyst):
    again = services.replay(evidence=screened, actor=analyst, at=AT + timedelta(hours=2))
    stored = json.loads(again.result.json)
    stored["values"]["effect_variance"] *= 1 + 1e-13
    again.result.json = json.dumps(stored)
    again.result.save()
    assert services.compare(again).same_answer


def test_a_run_killed_in_mid_task_fails_with_a_reason_and_can_be_repeated(
    undrawn, schools, analyst, monkeypatch
):
    monkeypatch.setattr(running, "start", lambda _evidence: None)
    lost = services.ask(method=METHOD, dataset=schools, actor=analyst, spec=SPEC, at=AT)
    left = {"state": State.RUNNING, "claimed_by": f"{running._host()}:1", "heartbeat_at": AT}
    Evidence.objects.filter(pk=lost.pk).update(**left)
    recover(at=AT + timedelta(hours=1))
    assert fresh(lost).state == State.FAILED
    assert "Nothing is lost" in running.failure_words(fresh(lost), "en")
    monkeypatch.undo()
    monkeypatch.setattr(services.pages, "pictures_of", lambda *_: {})
    again = services.replay(evidence=fresh(lost), actor=analyst, at=AT)
    assert (again.state, fresh(lost).state, again.replay_of_id) == (State.DONE, State.SUPERSEDED, lost.pk)


def test_while_it_is_repeated_the_question_is_the_title(screened, analyst, monkeypatch):
    monkeypatch.setattr(running, "start", lambda _evidence: None)
    again = services.replay(evidence=screened, actor=analyst, at=AT)
    assert again.titles["en"].startswith("Which units")
    assert again.titles["es"].startswith("¿Qué unidades")


def test_columns_that_would_be_told_alike_keep_their_whole_labels(table):
    roles = ROLES | {"passed": ("outcome", "passed, 2015"), "dropout": ("mirror", "passed, 2016")}
    told = labels_of(table(rows(), roles))
    assert (told["passed"], told["dropout"], told["poverty"]) == ("passed, 2015", "passed, 2016", "poverty")


# --- what can be wrong with a table ---------------------------------------------------------------


def failure_of(dataset, analyst, **changes):
    run = services.ask(method=METHOD, dataset=dataset, actor=analyst, spec=SPEC | changes, at=AT)
    assert run.state == State.FAILED
    return running.failure_words(run, "en")


def test_a_text_far_down_in_the_outcome_is_named_with_its_row(table, analyst):
    lines = list(rows())
    lines[400] = lines[400].replace(lines[400].split(",")[3], "n/a ?")
    said = failure_of(table(lines), analyst)
    assert "“passed” has text in row 401" in said
    assert "n/a ?" in said


def test_a_unit_that_is_the_rows_own_number_is_named(table, analyst):
    lines = [f"{line},{number}" for number, line in enumerate(rows())]
    lines[0] = lines[0].rsplit(",", 1)[0] + ",row"
    assert "stands in one row only" in failure_of(table(lines), analyst, unit="row")


def test_an_outcome_that_is_all_missing_is_named(table, analyst):
    lines = [
        line if n == 0 else ",".join([*line.split(",")[:3], "", *line.split(",")[4:]])
        for n, line in enumerate(rows())
    ]
    assert "“passed”" in failure_of(table(lines), analyst)


def test_a_period_that_does_not_exist_is_named_with_those_that_do(schools, analyst):
    said = failure_of(schools, analyst, confirm=["1999"])
    assert "1999" in said
    assert "2015" in said
