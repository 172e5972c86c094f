"""A token opens what it was made for, until it is revoked, has expired or its member has left."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jopoi_workbench.shell.models import ApiToken, AuditEntry, Lab, Member, Scope
from jopoi_workbench.shell.services import turn_on_second_factor
from jopoi_workbench.shell.services.tokens import revoke_token
from tests.workbench.api.conftest import Program, token_of
from tests.workbench.api.test_shapes import is_problem
from tests.workbench.conftest import fresh, signed_in
from tests.workbench.shell.test_signing import SECRET

pytestmark = pytest.mark.django_db
PATH = "/api/v1/challenges"


def test_a_token_is_shown_once_and_kept_as_a_digest(ana):
    answer = ana.post(reverse("tokens"), {"name": "R script", "scopes": ["challenges:read"], "days": "30"})
    text = answer.context["secret"]
    token = ApiToken.objects.get()
    assert text in answer.content.decode()
    assert text not in ana.get(reverse("tokens")).content.decode()
    assert text.startswith(f"jopoi_{token.prefix}_")
    assert text not in str(list(ApiToken.objects.values()))
    assert Program(text).get(PATH).status_code == 200
    assert fresh(token).last_used_at is not None


def test_making_and_revoking_are_audited(ana, analyst):
    token, text = token_of(analyst)
    ana.post(reverse("token-revoke", args=[token.pk]))
    assert [entry.action for entry in AuditEntry.objects.all()[:2]] == ["token.revoked", "token.created"]
    assert text not in str(list(AuditEntry.objects.values()))


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda token: revoke_token(actor=token.member, token=token, at=timezone.now()), "was revoked"),
        (lambda _: ApiToken.objects.update(expires_at=timezone.now()), "has expired"),
        (lambda _: Member.objects.update(active=False), "no longer works"),
        (lambda _: ApiToken.objects.update(digest="0" * 64), "is not known"),
    ],
)
def test_a_token_that_opens_nothing_says_why(analyst, spoil, why):
    token, text = token_of(analyst)
    spoil(token)
    answer = Program(text).get(PATH)
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert why in answer.json()["detail"]


@pytest.mark.parametrize("text", ["", "jopoi_", "jopoi_ñ_ñ", "x" * 5000, "jopoi_a\x00b_c"])
def test_a_forged_token_is_not_known(db, text):
    assert Program(text).get(PATH).status_code == 401


def test_a_token_does_only_what_it_was_made_for(analyst, challenge):
    reader = Program(token_of(analyst, Scope.READ_CHALLENGES)[1])
    assert reader.get(PATH).status_code == 200
    answer = reader.send("patch", f"{PATH}/{challenge.pk}", {"version": 1, "title": "Taken"})
    assert answer.status_code == 403
    assert "challenges:write" in answer.json()["detail"]


def test_a_token_never_does_more_than_its_member(learner):
    answer = Program(token_of(learner)[1]).send("post", PATH, {"title": "T", "statement": "S"})
    assert answer.status_code == 403


def test_where_a_lab_asks_for_a_second_factor_a_token_is_no_way_around_it(ana, analyst, challenge):
    program = Program(token_of(analyst)[1])
    Lab.objects.update(second_factor="everybody")
    for caller in (program, ana):
        answer = caller.get(f"{PATH}/{challenge.pk}")
        assert is_problem(answer, 403)
        assert "asks you for a second factor" in answer.json()["detail"]
    turn_on_second_factor(person=analyst.person, secret=SECRET, at=timezone.now())
    assert program.get(f"{PATH}/{challenge.pk}").status_code == 200


def test_a_reader_is_offered_no_scope_that_writes(learner):
    page = signed_in(learner).get(reverse("tokens")).content.decode()
    assert "challenges:read" in page
    assert "challenges:write" not in page


def test_a_token_is_no_ones_but_its_members(ana, learner):
    token, _text = token_of(learner)
    assert ana.post(reverse("token-revoke", args=[token.pk])).status_code == 404


def test_a_browser_changes_nothing_without_its_csrf_token(analyst):
    browser = signed_in(analyst)
    browser.handler.enforce_csrf_checks = True
    assert browser.get(PATH).status_code == 200
    assert browser.post(PATH, {"title": "T"}, content_type="application/json").status_code == 403


def test_an_old_token_is_shown_as_expired(ana, analyst):
    token_of(analyst, at=timezone.now() - timedelta(days=60))
    assert "Expired" in ana.get(reverse("tokens")).content.decode()
