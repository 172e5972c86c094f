"""Questions and hypotheses: saved whatever the check says, settled only with what it takes."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from jopoi_workbench.shell.models import AuditEntry, Evidence, Expectation, Question
from jopoi_workbench.shell.services import create_challenge, file_run
from jopoi_workbench.shell.services.inquiry import (
    ask_question,
    edit_hypothesis,
    propose_hypothesis,
    settle_question,
)
from tests.workbench.conftest import AT, fresh, signed_in

pytestmark = pytest.mark.django_db
SAID = (
    "If we provide Family Health Unit workers training in participatory planning tools, then they will "
    "appropriate these tools, because they know their history."
)
NASTY = "<script>alert(1)</script> {{ 7|add:7 }} \U0001d575 שלום"


@pytest.fixture
def question(analyst, challenge):
    return ask_question(
        actor=analyst,
        challenge=challenge,
        at=AT,
        text="Which teams in Guairá meet?",
        stages=["sense", "test"],
    )


@pytest.fixture
def hypothesis(analyst, challenge, question):
    return propose_hypothesis(
        actor=analyst, challenge=challenge, at=AT, question=question, change="we train", unit="nurses",
        outcome="they use the tools",
    )  # fmt: skip


def path(name, thing):
    return reverse(name, args=[thing.challenge_id, thing.pk])


def test_a_question_in_two_stages_stands_in_both_quarters(ana, question):
    page = ana.get(question.challenge.get_absolute_url()).content.decode()
    assert page.count(f"#question-{question.pk}") == 2


def test_a_vague_question_is_saved_and_its_gaps_stand_beside_it(ana, challenge):
    sent = {"text": f"Obviously {NASTY}", "says_ethical": "no"}
    assert ana.post(reverse("question-new", args=[challenge.pk]), sent).status_code == 302
    told = Question.objects.get()
    assert (told.checks, told.stages, told.loop.turn) == ({"ethical": False}, [], 1)
    page = ana.get(reverse("questions", args=[challenge.pk])).content.decode()
    assert "suggests the answer" in page
    assert "may do harm" in page
    assert "<script>alert" not in page
    form = ana.get(path("question-edit", told)).content.decode()
    assert "suggests the answer" in form
    assert '<option value="no" selected>' in form


def test_a_question_is_answered_only_by_citing_evidence(ana, question, evidence):
    Evidence.objects.filter(pk=evidence.pk).update(state=Evidence.State.DONE)
    sent = {"version": "1", "state": "answered", "outcome": "Those in the north."}
    answer = ana.post(path("question-settle", question), sent)
    assert answer.status_code == 422
    assert "Cite the evidence" in answer.content.decode()
    assert ana.post(path("question-settle", question), sent | {"evidence": evidence.pk}).status_code == 302
    assert fresh(question).state == Question.State.ANSWERED
    assert list(question.evidence.all()) == [evidence]
    assert AuditEntry.objects.first().facts["evidence"] == [evidence.pk]


def test_a_question_is_dropped_only_with_a_reason(ana, question):
    assert (
        ana.post(path("question-settle", question), {"version": "1", "state": "dropped"}).status_code == 422
    )
    sent = {"version": "1", "state": "dropped", "outcome": "The ministry closed the programme."}
    assert ana.post(path("question-settle", question), sent).status_code == 302


def test_evidence_of_another_lab_is_never_cited(analyst, stranger, question, described):
    foreign = Evidence.objects.create(
        lab=stranger.lab, stage="sense", method="sense.screen", titles={}, spec={}, created_by=stranger,
        created_at=AT,
    )  # fmt: skip
    with pytest.raises(PermissionDenied):
        settle_question(
            actor=analyst, question=question, version=1, at=AT, state="answered", evidence=[foreign]
        )
    assert fresh(question).state == Question.State.OPEN


def test_a_form_offers_only_what_lies_under_its_challenge(ana, analyst, evidence, hypothesis):
    other = create_challenge(actor=analyst, title="Other", statement="S", at=AT)
    elsewhere = ask_question(actor=analyst, challenge=other, at=AT, text="Elsewhere in Guairá?")
    sent = {"version": "1", "change": "x", "question": elsewhere.pk}
    assert ana.post(path("hypothesis-edit", hypothesis), sent).status_code == 422
    wrong = reverse("hypothesis-edit", args=[other.pk, hypothesis.pk])
    assert ana.get(wrong).status_code == 404


def test_a_sentence_is_read_into_the_parts_and_linted(ana, challenge):
    assert ana.post(reverse("hypothesis-new", args=[challenge.pk]), {"sentence": SAID}).status_code == 302
    told = Expectation.objects.get()
    assert told.unit == "Family Health Unit workers"
    assert told.mediator == "they know their history"
    page = ana.get(told.get_absolute_url()).content.decode()
    assert "the unit is the team" in page
    assert "inside people’s heads" in page


def test_a_hypothesis_without_a_word_of_what_is_done_is_refused_in_a_sentence(ana, challenge):
    for sent in ({}, {"sentence": "Training helps."}, {"change": "x" * 601}):
        answer = ana.post(reverse("hypothesis-new", args=[challenge.pk]), sent)
        assert answer.status_code == 422
    assert "Shorten this to 600 characters." in answer.content.decode()


def test_what_stood_there_before_is_kept(ana, analyst, hypothesis):
    edit_hypothesis(actor=analyst, hypothesis=hypothesis, version=1, at=AT, unit="team")
    page = ana.get(hypothesis.get_absolute_url()).content.decode()
    assert "For whom: before, “nurses”" in page
    settled = ana.post(path("hypothesis-settle", hypothesis), {"version": "2", "state": "supported"})
    assert settled.status_code == 422


def test_the_second_to_save_a_hypothesis_loses_nothing(ana, analyst, hypothesis):
    edit_hypothesis(actor=analyst, hypothesis=fresh(hypothesis), version=1, at=AT, unit="team")
    sent = {"version": "1", "change": "we train", "unit": "school", "by_when": "2027-02-30"}
    assert ana.post(path("hypothesis-edit", hypothesis), sent).status_code == 422
    answer = ana.post(path("hypothesis-edit", hypothesis), sent | {"by_when": "2027-02-28"})
    assert answer.status_code == 409
    assert "<td>team</td>" in answer.content.decode()
    assert (
        ana.post(path("hypothesis-edit", hypothesis), sent | {"by_when": "", "version": "2"}).status_code
        == 302
    )
    assert fresh(hypothesis).unit == "school"


def test_lists_ask_little_of_the_database(
    ana, analyst, challenge, described, question, django_assert_max_num_queries
):
    for n in range(30):
        told = ask_question(
            actor=analyst, challenge=challenge, at=AT, text=f"Which teams in Guairá, {n}?", stages=["sense"]
        )
        propose_hypothesis(
            actor=analyst, challenge=challenge, at=AT, change=f"{n}", question=told, by_when=date(2027, 1, 1)
        )
    file_run(actor=analyst, method="sense.screen", titles={}, spec={}, dataset=described, at=AT)
    for name in ("questions", "hypotheses"):
        with django_assert_max_num_queries(20):
            assert ana.get(reverse(name, args=[challenge.pk])).status_code == 200


def test_a_reader_sees_all_and_is_offered_nothing(learner, hypothesis, question):
    reader = signed_in(learner)
    for address in (reverse("questions", args=[question.challenge_id]), hypothesis.get_absolute_url()):
        page = reader.get(address).content.decode()
        assert "/edit/" not in page
        assert "/settle/" not in page
