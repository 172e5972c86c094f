"""Evidence by hand: filed once, graded by how it was found out, replaced but never lost."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jopoi_workbench.shell.grading import level_of
from jopoi_workbench.shell.models import AuditEntry, Evidence
from jopoi_workbench.shell.services import file_record, replace_evidence
from tests.workbench.conftest import AT, fresh

pytestmark = pytest.mark.django_db
SENT = {
    "titles_en": "Casualties fell by 35%",
    "doubts_en": "No control counties.",
    "shows_en": "Speedwatch sites, 2005 to 2014.",
    "stage": "test",
    "kind": "study",
    "source": "Case page",
    "dated": "2014-06-30",
    "comparison": "none",
    "logical_case": "on",
    "measured": "on",
}


def by_hand(actor, challenge, title="Casualties fell by 35%", **design):
    return file_record(
        actor=actor,
        challenge=challenge,
        texts={"titles": {"en": title, "es": title}, "doubts": {"en": "Who knows."}, "shows": {}},
        at=AT,
        stage="test",
        kind="study",
        source="Case page",
        dated=date(2014, 6, 30),
        design=design,
    )


@pytest.fixture
def filed(analyst, challenge):
    return by_hand(analyst, challenge, measured=True, logical_case=True)


def send(ana, challenge, **sent):
    return ana.post(reverse("evidence-new", args=[challenge.pk]), SENT | sent, follow=True)


def test_it_is_filed_with_its_source_doubt_and_level(ana, challenge):
    page = send(ana, challenge, change="-35", comparator="-22").text
    assert "Casualties fell by 35%" in page
    assert "No control counties." in page
    assert "Measured, not attributable, level 2" in page
    assert "There is no comparison" in page
    assert "relative to the comparator −16.7% (ratio 0.833)" in page
    assert AuditEntry.objects.first().action == "evidence.filed"


def test_a_change_is_never_shown_as_if_nothing_happened_elsewhere(ana, challenge):
    assert "would have happened anyway" in send(ana, challenge, change="-35").text


def test_a_file_is_kept_and_comes_back_as_it_was(ana, challenge):
    held = b"<script>alert(1)</script>"
    answer = send(ana, challenge, file=SimpleUploadedFile("../minutes.html", held))
    assert "minutes.html" in answer.text
    back = ana.get(reverse("evidence-file", args=[Evidence.objects.get().pk]))
    assert b"".join(back.streaming_content) == held
    assert back.headers["Content-Type"] == "application/octet-stream"
    assert "attachment" in back.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"titles_en": ""}, "Say what was found."),
        ({"titles_en": "x" * 301}, "Shorten it to 300 characters."),
        ({"source": ""}, "Say where it comes from."),
        ({"dated": "31/02/2020"}, "Give a date"),
        ({"change": "-120"}, "above −100"),
        ({"repeats": "1", "agreeing": "2"}, "No more can agree"),
        ({"repeats": "9" * 30}, "from 0 to 1,000"),
        ({"link": "javascript:alert(1)"}, "begins with https"),
        ({"stage": "x"}, "not one of the available choices"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(ana, challenge, wrong, sentence):
    answer = send(ana, challenge, **wrong)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_markup_and_other_scripts_stay_text(ana, challenge):
    page = send(ana, challenge, titles_en="<b>x</b> مرحبا 🪢", shows_en="<script>alert(1)</script>").text
    assert "<b>x</b>" not in page
    assert "<script>alert" not in page
    assert "مرحبا 🪢" in page


def test_newer_evidence_takes_its_place_and_the_older_stays_readable(ana, analyst, challenge, filed):
    newer = by_hand(analyst, challenge, "Casualties fell by 17%", measured=True)
    path = reverse("evidence-replace", args=[filed.pk])
    page = ana.post(path, {"new": newer.pk, "reason": "A county was counted twice."}, follow=True).text
    assert "A county was counted twice." in page
    assert "Casualties fell by 17%" in page
    assert "Casualties fell by 35%" in page
    assert level_of(fresh(filed)).level == 0
    assert ana.get(path).status_code == 404
    assert "Replaced by a newer one" in ana.get(reverse("evidence-list")).text


def test_a_computed_answer_stays_readable_too(ana, analyst, challenge, filed, evidence):
    Evidence.objects.filter(pk=evidence.pk).update(state=Evidence.State.DONE)
    replaced = replace_evidence(actor=analyst, old=fresh(evidence), new=filed, reason="R", at=AT)
    assert replaced.answered
    assert replaced.superseded_by == filed


def test_nothing_is_replaced_by_itself_or_twice(analyst, challenge, filed):
    newer, newest = (by_hand(analyst, challenge, title) for title in ("Newer", "Newest"))
    for old, new in ((filed, filed), (filed, newer), (filed, newest)):
        try:
            replace_evidence(actor=analyst, old=fresh(old), new=new, reason="R", at=AT)
        except ValueError:
            continue
    assert fresh(filed).superseded_by == newer


def test_who_may_not_file_is_refused(learner, challenge):
    with pytest.raises(PermissionDenied):
        by_hand(learner, challenge)


def test_a_screening_measures_and_explains_nothing(evidence):
    Evidence.objects.filter(pk=evidence.pk).update(state=Evidence.State.DONE)
    assert level_of(fresh(evidence)).level == 2
