"""Each change asks for permission, happens whole, and is written down."""

import pytest
from django.core.exceptions import PermissionDenied

from jopoi_workbench.shell import services
from jopoi_workbench.shell.models import AuditEntry, Challenge, Dataset, Evidence, Loop
from jopoi_workbench.shell.reading import facts_of
from tests.workbench.conftest import AT, blob_files, fresh


def actions():
    return list(AuditEntry.objects.order_by("number").values_list("action", flat=True))


def test_a_challenge_opens_with_the_first_turn_of_its_loop(challenge, analyst):
    assert Loop.objects.get(challenge=challenge).turn == 1
    assert challenge.lab == analyst.lab
    assert actions() == ["challenge.opened"]


def test_a_learner_opens_no_challenge(learner):
    with pytest.raises(PermissionDenied):
        services.create_challenge(actor=learner, title="x", statement="y", at=AT)
    assert not Challenge.objects.exists()
    assert actions() == []


def test_a_dataset_keeps_its_bytes_and_says_what_is_in_them(dataset, csv_file, settings):
    (blob,) = blob_files(settings)
    assert blob.read_bytes() == csv_file.read_bytes()
    assert blob.name == dataset.digest
    assert dataset.rows == 18
    assert [(c["name"], c["kind"]) for c in dataset.columns] == [
        ("school", "text"), ("year", "whole"), ("score", "whole"), ("poverty", "whole"),
    ]  # fmt: skip
    assert dataset.preview[0] == ["s0", "2021", "50", "20"]


def test_likely_roles_are_suggested_and_none_is_given(dataset):
    assert {c["name"]: c["suggested"] for c in dataset.columns if c["suggested"]} == {
        "school": "unit", "year": "period",
    }  # fmt: skip
    assert not dataset.described


def test_the_same_bytes_are_kept_once(analyst, dataset, csv_file, settings):
    facts = facts_of(csv_file, "again.csv")
    again = services.store_dataset(
        actor=analyst, path=csv_file, file_name="again.csv", facts=facts, name="Again", at=AT
    )
    assert again.digest == dataset.digest
    assert len(blob_files(settings)) == 1


def test_a_learner_stores_nothing(learner, csv_file, settings):
    facts = facts_of(csv_file, "schools.csv")
    with pytest.raises(PermissionDenied):
        services.store_dataset(actor=learner, path=csv_file, file_name="a.csv", facts=facts, name="A", at=AT)
    assert blob_files(settings) == []
    assert not Dataset.objects.exists()


def test_describing_says_what_columns_are_for(described):
    assert described.described
    assert described.columns_as("context") == ["poverty"]
    assert actions()[-1] == "dataset.described"


def test_a_run_is_filed_with_the_turn_and_stage_it_belongs_to(evidence, challenge):
    assert evidence.loop == challenge.loops.get()
    assert (evidence.stage, evidence.state) == ("sense", Evidence.State.WAITING)
    assert AuditEntry.objects.get(action="evidence.started").facts["dataset"] == evidence.dataset.digest


def test_a_replay_asks_the_same_of_the_same(analyst, evidence):
    again = services.replay_run(actor=analyst, evidence=evidence, at=AT)
    assert (again.spec, again.dataset, again.replay_of) == (evidence.spec, evidence.dataset, evidence)


def test_a_failed_run_counts_as_replaced_once_it_is_started_again(analyst, evidence):
    Evidence.objects.filter(pk=evidence.pk).update(state=Evidence.State.FAILED)
    services.replay_run(actor=analyst, evidence=evidence, at=AT)
    assert fresh(evidence).state == Evidence.State.SUPERSEDED


def test_what_has_ended_cannot_be_cancelled(analyst, evidence):
    assert services.cancel_run(actor=analyst, evidence=evidence, at=AT)
    assert not services.cancel_run(actor=analyst, evidence=evidence, at=AT)
    assert actions().count("evidence.cancelled") == 1


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\ana\datos.xlsx", "datos.xlsx"),
        ("a\x00b\n.csv", "ab.csv"),
        ("..", "table"),
        ("", "table"),
        ("x" * 400 + ".csv", "x" * 196 + ".csv"),
    ],
)
def test_a_file_name_is_only_something_to_show(given, shown):
    assert services.display_name(given) == shown
