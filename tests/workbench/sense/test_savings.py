"""A claim of savings: numbers as people write them, the page, and the draft that keeps the doubt."""

import re

import pytest
from django import forms
from django.urls import reverse

from jopoi_workbench.sense.forms.fields import MoneyField
from jopoi_workbench.shell.models import Claim
from tests.workbench.conftest import signed_in

A2I = {"amount": "8 billion", "years": "10", "services": "200", "currency": "USD"}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("8 billion", 8e9),
        ("8 mil millones", 8e9),
        ("8 billones", 8e12),
        ("8,000,000,000", 8e9),
        ("8.000.000.000", 8e9),
        ("8\u202f000\u202f000", 8e6),
        ("8e9", 8e9),
        ("0,8 billion", 0.8e9),
        ("0.500", 0.5),
        ("40 MILLONES", 40e6),
        ("1.500", 1500.0),
        ("12,5", 12.5),
        ("350k", 350e3),
        ("1500", 1500.0),
    ],
)
def test_a_sum_is_read_as_people_write_it(written, meant):
    assert MoneyField().clean(written) == pytest.approx(meant)


@pytest.mark.parametrize("written", ["much", "8 bricks", "8 9 billion 2", "billion", "nan", "1e999", "8..5"])
def test_what_is_no_sum_is_refused(written):
    with pytest.raises(forms.ValidationError, match="Give a number"):
        MoneyField().clean(written)


def page(member, challenge, **given):
    return signed_in(member).get(reverse("sense:savings", args=[challenge.pk]), given)


def test_the_page_says_what_the_claim_comes_to(analyst, schools):
    text = page(analyst, schools.challenge, **A2I).text
    for said in (
        "USD 8 billion saved in 10 years",
        "gross and unattributed",
        "USD 40 million",
        "USD 0.8 billion",
    ):
        assert said in text


def test_a_wrong_figure_is_told_at_its_field(analyst, schools):
    found = page(analyst, schools.challenge, **A2I | {"amount": "-3"})
    assert found.status_code == 422
    assert "must be above 0" in found.text
    assert page(analyst, schools.challenge, **A2I | {"hour_value": "2"}).status_code == 422


def test_the_draft_keeps_the_doubt_in_every_language(analyst, schools):
    form = page(analyst, schools.challenge, **A2I).text
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    fields.pop("csrfmiddlewaretoken", None)
    sent = signed_in(analyst).post(reverse("claim-new", args=[schools.challenge.pk]), fields)
    assert sent.status_code == 302
    claim = Claim.objects.get()
    assert "gross and unattributed" in claim.doubts["en"]
    assert "bruta y sin atribución" in claim.doubts["es"]
    assert "USD 8000 millones" in claim.sentences["es"]


def test_the_claims_of_a_challenge_lead_there(analyst, schools):
    text = signed_in(analyst).get(reverse("claims", args=[schools.challenge.pk])).text
    assert reverse("sense:savings", args=[schools.challenge.pk]) in text
