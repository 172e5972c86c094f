"""A verdict stays as it was, says what changed since, and can be checked by anyone."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from blake3 import blake3
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from jopoi_workbench.shell.models import Verdict, VerdictLink
from jopoi_workbench.shell.models.frozen import AppendOnlyError
from jopoi_workbench.shell.services import claims as services
from jopoi_workbench.shell.services import (
    create_challenge,
    keep_verdict,
    open_decision,
    open_verdict,
    replace_evidence,
    take_decision,
)
from jopoi_workbench.shell.services.refusals import RefusedError
from tests.workbench.conftest import AT, fresh
from tests.workbench.shell.test_claims import LOTTERY, QUOTE, cited, url, written
from tests.workbench.shell.test_records import by_hand

pytestmark = pytest.mark.django_db
SENT = {
    "decided_on": "2026-08-11",
    "read_by": "the ministry’s committee",
    "decision_en": "Go on for a second year.",
    "may_not_claim_en": "That people are healthier.\nThat it pays for itself.",
    "may_say_en": "It caused more plans to be in use.",
    "numbers_en": "In teams | 22 more in 100 | 4 to 40\nIn money | Gs 17.6 m | 9.7 to 97 m",
    "flow_en": "118 | teams\n- 22 | no nurse in post\n96 | in the lottery",
}
GIVEN = {
    "decision": {"en": "Go on."},
    "read_by": "the committee",
    "numbers": {},
    "flow": {},
    "may_say": {},
    "may_not_claim": {"en": ["That it is cheap."]},
}


@pytest.fixture
def trial(analyst, challenge):
    return by_hand(analyst, challenge, "A lottery", **LOTTERY)


@pytest.fixture
def stated(analyst, challenge, trial):
    claim = written(analyst, challenge)
    cited(analyst, claim, trial)
    services.cite(actor=analyst, claim=claim, kind="quote", at=AT, **QUOTE)
    return services.state_claim(actor=analyst, claim=claim, at=AT)


def kept(actor, claim):
    return keep_verdict(actor=actor, claim=claim, decided_on=AT.date(), given=GIVEN, at=AT)


def test_it_is_kept_from_the_page_of_a_claim(ana, stated):
    page = ana.post(url("verdict-new", stated), SENT, follow=True).text
    for words in (
        "22 more in 100",
        "no nurse in post",
        "That it pays for itself.",
        "Go on for a second year.",
    ):
        assert words in page
    assert "read by the ministry’s committee" in page
    assert "A comparison shows the cause, level 3" in page
    assert "Nothing that this rests on has changed since." in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"decision_en": ""}, "Say what was decided."),
        ({"may_not_claim_en": " "}, "at least one thing that may not be claimed"),
        ({"numbers_en": "a|b|c\n" * 4}, "three numbers at the most"),
        ({"numbers_en": "22"}, "in what | the number | its doubt"),
        ({"flow_en": "118"}, "how many | of what"),
        ({"decided_on": "yesterday"}, "Give a date"),
    ],
)
def test_what_is_wrong_is_said(ana, stated, wrong, sentence):
    answer = ana.post(url("verdict-new", stated), SENT | wrong)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_only_a_stated_claim_gets_a_verdict(ana, analyst, challenge):
    page = ana.post(url("verdict-new", written(analyst, challenge)), SENT, follow=True).text
    assert "State the claim first" in page
    assert not Verdict.objects.exists()


def test_it_is_neither_changed_nor_removed(analyst, stated):
    verdict = kept(analyst, stated)
    verdict.text = "{}"
    for attempt in (verdict.save, verdict.delete, Verdict.objects.all().delete):
        with pytest.raises(AppendOnlyError):
            attempt()
    with pytest.raises(AppendOnlyError):
        Verdict.objects.update(text="{}")


def test_the_digest_is_that_of_the_file(ana, analyst, stated):
    verdict = kept(analyst, stated)
    answer = ana.get(reverse("verdict-json", args=[verdict.challenge_id, verdict.pk]))
    assert f"b3:{blake3(answer.content).hexdigest()}" == verdict.digest
    assert json.loads(answer.content)["claim"]["sentences"] == stated.sentences


def test_a_text_changed_behind_our_back_is_noticed(ana, analyst, stated):
    verdict = kept(analyst, stated)
    verdict.text = verdict.text.replace("22 more", "92 more")
    super(type(verdict).__mro__[1], verdict).save()
    assert "no longer the one that was kept" in ana.get(verdict.get_absolute_url()).text


def test_what_changed_since_is_listed_and_the_text_stays(ana, analyst, challenge, stated, trial):
    verdict = kept(analyst, stated)
    newer = by_hand(analyst, challenge, "A larger lottery", **LOTTERY)
    later = AT + timedelta(days=9)
    replace_evidence(actor=analyst, old=fresh(trial), new=newer, reason="Counted again.", at=later)
    quote = stated.citations.get(kind="quote")
    services.withdraw_citation(citation=quote, actor=analyst, at=later)
    services.withdraw_claim(actor=analyst, claim=stated, reason="Too early.", at=later)
    page = ana.get(verdict.get_absolute_url()).text
    assert "was replaced by “A larger lottery”: Counted again." in page
    assert "The consent to a quote was withdrawn" in page
    assert "The claim was withdrawn: Too early." in page
    assert QUOTE["words"] not in page
    assert QUOTE["words"] not in fresh(verdict).text
    assert "level 3" in page


def test_a_quote_is_read_while_its_consent_stands(ana, analyst, stated):
    assert QUOTE["words"] in ana.get(kept(analyst, stated).get_absolute_url()).text


def test_a_link_opens_it_to_others_and_is_closed_again(ana, analyst, stated):
    verdict = kept(analyst, stated)
    path = reverse("verdict-link", args=[verdict.challenge_id, verdict.pk])
    assert "Only the lab reads this." in ana.get(verdict.get_absolute_url()).text
    ana.post(path)
    open_at = reverse("verdict-open", args=[VerdictLink.objects.get().key])
    answer = Client().get(open_at)
    assert answer.status_code == 200
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "/challenges/" not in answer.text
    assert QUOTE["words"] not in answer.text
    assert "does not cover showing it here" in answer.text
    assert analyst.person.name not in answer.text
    ana.post(path, {"close": "1"})
    assert Client().get(open_at).status_code == 404


def test_reading_is_few_queries(ana, analyst, stated, django_assert_max_num_queries):
    verdict = kept(analyst, stated)
    with django_assert_max_num_queries(20):
        ana.get(verdict.get_absolute_url())
    with django_assert_max_num_queries(20):
        ana.get(reverse("verdicts", args=[verdict.challenge_id]))


def test_who_may_not_keep_one_is_refused(learner, stated):
    with pytest.raises(PermissionDenied):
        kept(learner, stated)


def taken(actor, challenge):
    decision = open_decision(actor=actor, challenge=challenge, stage="test", question="Go on?", at=AT)
    return take_decision(actor=actor, decision=decision, outcome="Yes.", decided_on=AT.date(), at=AT)


def test_it_leads_to_the_decision_that_was_taken_inside_the_lab_only(ana, analyst, challenge, stated):
    decision = taken(analyst, challenge)
    page = ana.post(url("verdict-new", stated), SENT | {"decision_taken": decision.pk}, follow=True).text
    assert f'href="{decision.get_absolute_url()}"' in page
    assert "See the decision: Go on?" in page
    verdict = Verdict.objects.get()
    opened = open_verdict(actor=analyst, verdict=verdict, at=AT)
    assert decision.get_absolute_url() not in Client().get(reverse("verdict-open", args=[opened.key])).text


def test_a_decision_of_another_challenge_or_that_waits_is_refused(ana, analyst, challenge, stated):
    other = create_challenge(actor=analyst, title="Other", statement="Why?", at=AT)
    waits = open_decision(actor=analyst, challenge=challenge, stage="test", question="Now?", at=AT)
    elsewhere = taken(analyst, other)
    for decision in (waits.pk, elsewhere.pk, "x", 10**30):
        answer = ana.post(url("verdict-new", stated), SENT | {"decision_taken": decision})
        assert answer.status_code == 422
        assert "Choose a decision of this challenge that was taken." in answer.text
    with pytest.raises(RefusedError):
        keep_verdict(
            actor=analyst, claim=stated, decided_on=AT.date(), given=GIVEN, at=AT, decision=elsewhere
        )


def test_money_is_grouped(ana, analyst, stated):
    spent = {"words": "Training", "amount": Decimal(17600000), "currency": "PYG", "period": "2025",
             "source": "the books", "who": "the ministry"}  # fmt: skip
    services.cite(actor=analyst, claim=stated, kind="spending", at=AT, **spent)
    assert "PYG 17,600,000" in ana.get(kept(analyst, stated).get_absolute_url()).text
