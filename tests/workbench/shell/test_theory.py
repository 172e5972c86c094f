"""A theory of change on its page: drawn, told, and changed by forms alone."""

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from django.urls import reverse

from jopoi_workbench.shell.models import AuditEntry, TheoryArrow, TheoryBox
from jopoi_workbench.shell.services import create_challenge
from jopoi_workbench.shell.services.theory import add_arrow, add_box, edit_arrow
from tests.workbench.conftest import AT, fresh

pytestmark = pytest.mark.django_db
NASTY = '"><script>alert(1)</script> & \U0001d575 שלום'


@pytest.fixture
def boxes(analyst, challenge):
    told = (("Training", "activity"), ("Tools tried", "output"), (NASTY, "outcome"))
    return [
        add_box(actor=analyst, challenge=challenge, at=AT, name=name, level=level) for name, level in told
    ]


@pytest.fixture
def arrow(analyst, challenge, boxes):
    return add_arrow(actor=analyst, challenge=challenge, at=AT, source=boxes[0], target=boxes[1], level=2)


def at(name, challenge, *rest):
    return reverse(name, args=[challenge.pk, *(one.pk for one in rest)])


def test_the_page_draws_it_twice_tells_it_and_names_its_gaps(ana, challenge, boxes, arrow):
    page = ana.get(at("theory", challenge)).content.decode()
    assert page.count("<rect") == 2 * len(boxes)
    assert page.count('class="way"') == 2
    assert "On what assumption?" in page
    assert "<script>alert" not in page
    assert f'href="#box-{boxes[0].pk}"' in page


def test_it_is_built_without_script_or_mouse(ana, challenge):
    for name, level in (("Training", "activity"), ("Plan", "outcome")):
        assert ana.post(at("theory-box-new", challenge), {"name": name, "level": level}).status_code == 302
    one, other = TheoryBox.objects.all()
    sent = {"source": one.pk, "target": other.pk, "level": "3", "assumption": "they meet"}
    assert ana.post(at("theory-arrow-new", challenge), sent).status_code == 302
    told = TheoryArrow.objects.get()
    assert (told.source, told.target, told.level) == (one, other, 3)
    page = ana.get(at("theory", challenge)).content.decode()
    assert "because they meet" in page
    assert "e-3" in page


@pytest.mark.parametrize("level", ["6", "-1", "x", "99999999999999999999"])
def test_a_level_that_does_not_exist_is_refused(ana, challenge, boxes, level):
    sent = {"source": boxes[0].pk, "target": boxes[1].pk, "level": level}
    assert ana.post(at("theory-arrow-new", challenge), sent).status_code == 422


def test_an_arrow_joins_two_boxes_of_one_challenge_once(ana, analyst, challenge, boxes, arrow):
    other = create_challenge(actor=analyst, title="Other", statement="S", at=AT)
    foreign = add_box(actor=analyst, challenge=other, at=AT, name="F")
    for source, target in ((boxes[0], boxes[1]), (boxes[0], boxes[0]), (boxes[0], foreign)):
        sent = {"source": source.pk, "target": target.pk}
        assert ana.post(at("theory-arrow-new", challenge), sent).status_code == 422
    assert TheoryArrow.objects.count() == 1


def test_boxes_of_a_level_change_places(ana, analyst, challenge, boxes):
    second = add_box(actor=analyst, challenge=challenge, at=AT, name="Coach")
    ana.post(at("theory-box-move", challenge, second), {"to": "earlier"})
    ana.post(at("theory-box-move", challenge, second), {"to": "earlier"})
    order = list(TheoryBox.objects.filter(level="activity").values_list("name", flat=True))
    assert order == ["Coach", "Training"]


def test_a_box_goes_with_its_arrows_and_the_audit_keeps_what_they_said(ana, challenge, boxes, arrow):
    assert ana.post(at("theory-box-remove", challenge, boxes[0])).status_code == 302
    assert not TheoryArrow.objects.exists()
    facts = AuditEntry.objects.first().facts
    assert (facts["name"], facts["arrows"][0]["target"]) == ("Training", "Tools tried")


def test_an_arrow_is_taken_out_alone(ana, challenge, boxes, arrow):
    assert ana.post(at("theory-arrow-remove", challenge, arrow)).status_code == 302
    assert TheoryBox.objects.count() == len(boxes)


def test_the_second_to_change_an_arrow_sees_what_the_first_wrote(ana, analyst, challenge, arrow):
    edit_arrow(actor=analyst, arrow=fresh(arrow), version=1, at=AT, assumption="by the first")
    sent = {
        "version": "1",
        "source": arrow.source_id,
        "target": arrow.target_id,
        "assumption": "by the second",
    }
    answer = ana.post(at("theory-arrow", challenge, arrow), sent)
    assert answer.status_code == 409
    assert "by the first" in answer.content.decode()
    assert "by the second" in answer.content.decode()


def test_the_form_of_an_arrow_has_its_gaps_beside_the_fields(ana, challenge, arrow):
    page = ana.get(at("theory-arrow", challenge, arrow)).content.decode()
    assert "How could it fail?" in page


def test_the_file_is_an_svg_of_its_own(ana, challenge, boxes, arrow):
    answer = ana.get(at("theory-file", challenge))
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert "attachment" in answer.headers["Content-Disposition"]
    root = ET.fromstring(answer.content)  # noqa: S314 - our own drawing
    assert root.tag == "{http://www.w3.org/2000/svg}svg"


def test_a_large_theory_asks_little_of_the_database(ana, analyst, challenge, django_assert_max_num_queries):
    many = [add_box(actor=analyst, challenge=challenge, at=AT, name=f"B{n}") for n in range(40)]
    for one, other in pairwise(many):
        add_arrow(actor=analyst, challenge=challenge, at=AT, source=one, target=other)
    with django_assert_max_num_queries(20):
        assert ana.get(at("theory", challenge)).status_code == 200
