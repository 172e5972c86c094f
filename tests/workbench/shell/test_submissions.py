"""One big bet and two exploratory challenges a lab and year; who asks for more is told why."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from jopoi_workbench.shell.models import Challenge, Lab, Role, Submission
from jopoi_workbench.shell.services import create_challenge, edit_challenge
from jopoi_workbench.shell.services.refusals import RefusedError
from jopoi_workbench.shell.services.submissions import submit_challenge, withdraw_submission
from tests.workbench.conftest import AT, fresh, member_in
from tests.workbench.racing import together

BIG, SMALL = Challenge.Kind


def submitted(actor, title, kind, year=2026):
    challenge = create_challenge(actor=actor, title=title, statement="S", kind=kind, at=AT)
    submit_challenge(actor=actor, challenge=challenge, year=year, at=AT)
    return challenge


def test_three_of_the_right_kinds(analyst):
    for title, kind in (("A", BIG), ("B", SMALL), ("C", SMALL)):
        submitted(analyst, title, kind)
    with pytest.raises(RefusedError, match=r"For 2026 these are “B” · “C”"):
        submitted(analyst, "D", SMALL)
    with pytest.raises(RefusedError, match=r"one big bet a year. For 2026 that is “A”"):
        submitted(analyst, "E", BIG)
    submitted(analyst, "F", BIG, 2027)
    assert Submission.objects.count() == 4


def test_withdrawing_frees_the_place(analyst):
    first = submitted(analyst, "A", BIG)
    with pytest.raises(RefusedError, match="submitted for 2026 already"):
        submit_challenge(actor=analyst, challenge=first, year=2026, at=AT)
    withdraw_submission(actor=analyst, challenge=first, year=2026, at=AT)
    submitted(analyst, "B", BIG)
    with pytest.raises(RefusedError, match="not submitted for 2026"):
        withdraw_submission(actor=analyst, challenge=first, year=2026, at=AT)


def test_another_lab_has_its_own_quota(analyst, stranger):
    submitted(analyst, "A", BIG)
    submitted(stranger, "A", BIG)


def test_what_is_submitted_keeps_its_kind(analyst):
    one = submitted(analyst, "A", SMALL)
    with pytest.raises(RefusedError, match="Withdraw the submission before"):
        edit_challenge(actor=analyst, challenge=one, version=1, kind=BIG, at=AT)
    assert fresh(one).kind == SMALL


def test_a_learner_submits_nothing(learner, challenge):
    with pytest.raises(PermissionDenied):
        submit_challenge(actor=learner, challenge=challenge, year=2026, at=AT)


def test_the_page_says_why_not(ana, analyst):
    year = timezone.localdate().year
    submitted(analyst, "A", BIG, year)
    other = create_challenge(actor=analyst, title="B", statement="S", kind=BIG, at=AT)
    answer = ana.post(reverse("submission-submit", args=[other.pk]), {"year": str(year)})
    assert answer.status_code == 422
    assert "Withdraw it first" in answer.text
    assert ana.post(reverse("submission-submit", args=[other.pk]), {"year": "1999"}).status_code == 422
    assert ana.post(reverse("submission-submit", args=[other.pk]), {"year": str(year + 1)}).status_code == 302


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("kind", "places"), [(BIG, 1), (SMALL, 2)])
def test_of_many_who_submit_at_once_exactly_the_quota_wins(kind, places):
    lab = Lab.objects.create(name="Race", slug="race")
    actor = member_in(lab, Role.ANALYST, "Ana")
    waiting = [
        create_challenge(actor=actor, title=f"T{n}", statement="S", kind=kind, at=AT) for n in range(5)
    ]
    left = list(waiting)
    tried = {}

    def act():
        import threading  # noqa: PLC0415 - names the thread that tries again

        mine = tried.setdefault(threading.get_ident(), None) or left.pop()
        tried[threading.get_ident()] = mine
        submit_challenge(actor=actor, challenge=mine, year=2026, at=AT)

    assert together(act, 5) == 5 - places
    assert lab.submissions.count() == places
