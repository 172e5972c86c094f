"""The list of evidence shows what the links to it ask for."""

import pytest
from django.urls import reverse

from jopoi_workbench.shell.services import create_challenge
from tests.workbench.conftest import AT, signed_in
from tests.workbench.shell.test_records import by_hand as filed_by_hand

pytestmark = pytest.mark.django_db
LIST = reverse("evidence-list")


def by_hand(actor, challenge, title, stage):
    piece = filed_by_hand(actor, challenge, title)
    type(piece).objects.filter(pk=piece.pk).update(stage=stage)


@pytest.fixture
def filed(analyst, challenge):
    other = create_challenge(actor=analyst, title="Another one", statement="Why?", at=AT)
    by_hand(analyst, challenge, "Heard here", stage="explore")
    by_hand(analyst, challenge, "Tested here", stage="test")
    by_hand(analyst, other, "Heard there", stage="explore")
    return challenge


def test_of_a_challenge_and_a_stage_with_a_way_back(ana, filed):
    page = ana.get(LIST, {"challenge": filed.pk, "stage": "explore"}).text
    assert "Heard here" in page
    assert "Tested here" not in page
    assert "Heard there" not in page
    assert f'href="{filed.get_absolute_url()}">{filed.title}' in page
    assert "Stage: <b>Explore</b>" in page
    assert f'<a href="{LIST}">See all evidence of the lab</a>' in page
    assert "See all evidence of the lab" not in ana.get(LIST).text


def test_pages_keep_what_was_asked_and_take_few_queries(ana, analyst, filed, django_assert_max_num_queries):
    for n in range(30):
        by_hand(analyst, filed, f"Piece {n}", stage="explore")
    with django_assert_max_num_queries(20):
        page = ana.get(LIST, {"challenge": filed.pk, "stage": "explore", "page": 2}).text
    assert f"challenge={filed.pk}&amp;stage=explore&amp;page=1" in page


def test_nothing_there_is_said(ana, filed):
    assert "Nothing filed here yet" in ana.get(LIST, {"challenge": filed.pk, "stage": "grow"}).text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"challenge": "x"}, "Name the challenge by its number."),
        ({"challenge": "-1"}, "Name the challenge by its number."),
        ({"challenge": str(10**30)}, "Name the challenge by its number."),
        ({"stage": "winter"}, "Name one of the four stages."),
    ],
)
def test_what_cannot_be_asked_is_said(ana, asked, said):
    answer = ana.get(LIST, asked)
    assert answer.status_code == 422
    assert said in answer.text


def test_another_labs_challenge_is_not_found(filed, stranger):
    assert signed_in(stranger).get(LIST, {"challenge": filed.pk}).status_code == 404
