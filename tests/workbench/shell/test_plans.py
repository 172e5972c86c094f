"""A plan is frozen before the outcome is known, and every departure is listed beside it."""

import json

import pytest
from blake3 import blake3
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from jopoi_workbench.shell.models import AuditEntry, Evidence, FrozenPlan, Plan
from jopoi_workbench.shell.models.frozen import AppendOnlyError
from jopoi_workbench.shell.planning import departures
from jopoi_workbench.shell.services import file_run, keep_verdict
from jopoi_workbench.shell.services import plans as services
from jopoi_workbench.shell.services.claims import state_claim
from jopoi_workbench.shell.services.refusals import RefusedError
from tests.workbench.conftest import AT, fresh
from tests.workbench.shell.test_claims import cited, written
from tests.workbench.shell.test_records import by_hand
from tests.workbench.shell.test_verdicts import GIVEN

pytestmark = pytest.mark.django_db
PARTS = {"confirmatory": "The share rises.", "measures": "Share who passed."}
SPEC = {"unit": "school", "outcome": "score", "period": "year", "context": ["poverty"]}
SENT = PARTS | {
    "title": "Next year’s scores",
    "outcomes": "score, absent",
    "period_column": "year",
    "periods": "2027",
    "method": "sense.screen",
    "spec": json.dumps(SPEC),
}


def planned(actor, challenge, **values):
    values = {"title": "P", "parts": PARTS, "outcomes": ["score"], "periods": ["2027"]} | values
    return services.write_plan(actor=actor, challenge=challenge, at=AT, **values)


def frozen(actor, challenge, **values):
    return services.freeze_plan(actor=actor, plan=planned(actor, challenge, **values), at=AT)


def url(name, plan, *more):
    return reverse(name, args=[plan.challenge_id, plan.pk, *more])


def test_a_plan_is_written_and_frozen_on_pages(ana, challenge, described):
    page = ana.post(reverse("plan-new", args=[challenge.pk]), SENT, follow=True).text
    plan = Plan.objects.get()
    assert "Not frozen yet" in page
    assert plan.outcomes == ["score", "absent"]
    page = ana.post(url("plan-freeze", plan), follow=True).text
    assert "Pre-analysis plan, frozen" in page
    assert FrozenPlan.objects.get().digest in page
    entry = AuditEntry.objects.first()
    assert (entry.action, entry.facts["digest"]) == ("plan.frozen", FrozenPlan.objects.get().digest)


def test_where_the_outcome_is_there_it_is_no_pre_analysis_plan(ana, analyst, challenge, described):
    plan = planned(analyst, challenge, period_column="year", periods=["2023", "2024"])
    page = ana.post(url("plan-freeze", plan), follow=True).text
    assert "“Schools” already holds 6 values of “score”" in page
    assert not FrozenPlan.objects.exists()
    page = ana.post(url("plan-freeze", plan), {"although": "1"}, follow=True).text
    assert "Analysis plan, made after the data" in page
    assert FrozenPlan.objects.get().told["kind"] == "analysis plan, made after the data"


@pytest.mark.parametrize(
    ("values", "is_before"),
    [
        ({"periods": ["2027"]}, True),
        ({"periods": []}, False),
        ({"outcomes": ["SCORE"], "periods": ["2021"]}, False),
        ({"outcomes": ["attendance"], "periods": []}, True),
    ],
)
def test_only_rows_of_the_planned_periods_count(analyst, challenge, described, values, is_before):
    plan = planned(analyst, challenge, **values)
    found = services.freeze_plan(actor=analyst, plan=plan, at=AT, although_data=True)
    assert found.before_data is is_before


def test_a_frozen_plan_does_not_change(ana, analyst, challenge):
    plan = frozen(analyst, challenge).plan
    with pytest.raises(RefusedError):
        services.edit_plan(actor=analyst, plan=plan, version=1, at=AT, title="Other")
    with pytest.raises(RefusedError):
        services.freeze_plan(actor=analyst, plan=plan, at=AT)
    answer = ana.post(url("plan-edit", plan), SENT | {"version": "1"})
    assert answer.status_code == 422
    assert "A frozen plan does not change." in answer.text
    for attempt in (plan.frozen.save, plan.frozen.delete):
        with pytest.raises(AppendOnlyError):
            attempt()


def test_a_plan_without_hypotheses_is_not_frozen(analyst, challenge):
    with pytest.raises(RefusedError, match="hypotheses"):
        frozen(analyst, challenge, parts={"measures": "M"})


def test_the_digest_is_that_of_the_file_and_markdown_has_every_part(ana, analyst, challenge):
    plan = frozen(analyst, challenge).plan
    answer = ana.get(url("plan-download", plan, "json"))
    assert f"b3:{blake3(answer.content).hexdigest()}" == plan.frozen.digest
    text = ana.get(url("plan-download", plan, "md")).content.decode()
    for words in ("# P", "The share rises.", "## analysis: multiplicity", plan.frozen.digest):
        assert words in text
    assert ana.get(url("plan-download", plan, "exe")).status_code == 404


@pytest.fixture
def run(analyst, described):
    titles = {"en": "Which schools?"}
    made = file_run(actor=analyst, method="sense.screen", titles=titles, spec=SPEC, dataset=described, at=AT)
    Evidence.objects.filter(pk=made.pk).update(state=Evidence.State.DONE)
    return fresh(made)


def test_departures_are_listed_with_a_place_for_the_reason(ana, analyst, challenge, run):
    plan = frozen(
        analyst, challenge, method="sense.screen", spec=SPEC | {"context": ["poverty", "size"]},
        period_column="year", rows_expected=100, outcomes=["passed"],
    ).plan  # fmt: skip
    page = ana.post(url("plan-follow", plan), {"evidence": run.pk}, follow=True).text
    for words in (
        "“context”: planned was poverty, size, done was poverty.",
        "Column “size” is missing in the table.",
        "Period 2027 has no rows.",
        "Rows in the table: 18; at least 100 were expected.",
        "“score” was not planned: looked at afterwards.",
    ):
        assert words in page
    planned_run = plan.frozen.runs.get()
    sent = {"key": "column:size", "reason": "The office stopped counting."}
    page = ana.post(url("plan-explain", plan, planned_run.pk), sent, follow=True).text
    assert "The office stopped counting." in page
    told = {"said": "Measured three weeks late.", "reason": "Floods."}
    assert (
        "Measured three weeks late."
        in ana.post(url("plan-explain", plan, planned_run.pk), told, follow=True).text
    )
    assert "Say why." in ana.post(url("plan-explain", plan, planned_run.pk), {"key": "x"}, follow=True).text


def test_a_run_as_planned_has_no_departure(analyst, challenge, run):
    plan = planned(analyst, challenge, method="sense.screen", spec=SPEC, periods=["2023"])
    made = services.freeze_plan(actor=analyst, plan=plan, at=AT, although_data=True)
    planned_run = services.put_under_plan(actor=analyst, frozen=made, evidence=run, at=AT)
    assert [one.key for one in departures(planned_run, "en")] == []


def test_departures_stand_in_the_verdict(analyst, challenge):
    made = frozen(analyst, challenge)
    trial = by_hand(analyst, challenge, measured=True)
    planned_run = services.put_under_plan(actor=analyst, frozen=made, evidence=trial, at=AT)
    services.explain_departure(actor=analyst, run=planned_run, key="", said="Late.", reason="Floods.", at=AT)
    claim = written(analyst, challenge)
    cited(analyst, claim, trial)
    claim = state_claim(actor=analyst, claim=claim, at=AT)
    verdict = keep_verdict(actor=analyst, claim=claim, decided_on=AT.date(), given=GIVEN, at=AT)
    assert verdict.told["deviations"]["en"] == [{"plan": made.digest, "what": "Late.", "why": "Floods."}]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Give the plan a title."),
        ({"outcomes": " "}, "Name the outcomes."),
        ({"spec": "{"}, "as JSON"),
        ({"spec": "[1]"}, "as JSON"),
        ({"spec": '{"unit": "school"}'}, "outcome"),
        ({"method": ""}, "Choose the method"),
        ({"rows_expected": "-1"}, "0 or more"),
        ({"rows_expected": "9" * 30}, "0 or more"),
        ({"data_expected": "soon"}, "Give a date"),
        ({"design": "x" * 5000}, "Shorten it to 4000 characters."),
    ],
)
def test_what_is_wrong_is_said(ana, challenge, wrong, sentence):
    answer = ana.post(reverse("plan-new", args=[challenge.pk]), SENT | wrong)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_forged_evidence_is_not_found(ana, analyst, challenge):
    plan = frozen(analyst, challenge).plan
    for forged in ("4711", "9" * 30, "x"):
        assert ana.post(url("plan-follow", plan), {"evidence": forged}).status_code == 404


def test_pages_are_few_queries(ana, analyst, challenge, run, django_assert_max_num_queries):
    made = frozen(analyst, challenge)
    services.put_under_plan(actor=analyst, frozen=made, evidence=run, at=AT)
    for path in (url("plan", made.plan), reverse("plans", args=[challenge.pk])):
        with django_assert_max_num_queries(20):
            ana.get(path)


def test_who_may_not_plan_is_refused(learner, challenge):
    with pytest.raises(PermissionDenied):
        planned(learner, challenge)
