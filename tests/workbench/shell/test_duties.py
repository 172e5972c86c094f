"""Who leads, decides, does, is asked and is told; and what is missing in it."""

import pytest
from django.urls import reverse

from jopoi_workbench.shell.access import columns_for, duties_for
from jopoi_workbench.shell.duties import lines_of
from jopoi_workbench.shell.models import Duty, Organisation, Partner
from jopoi_workbench.shell.services import add, add_duty, edit_duty
from jopoi_workbench.shell.services.editing import StaleError
from tests.workbench.access_tables.registers import DUTY
from tests.workbench.conftest import AT, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def council(analyst, challenge):
    return add(actor=analyst, register=Partner, challenge=challenge, at=AT, name="Council",
               kind="government", level="local")  # fmt: skip


@pytest.fixture
def duty(analyst, challenge, council):
    return add_duty(actor=analyst, register=Duty, challenge=challenge, at=AT, kind="decision", what="Prices",
                    level="both", parts={f"p{council.pk}": ["leads"], "lab": ["asked"]})  # fmt: skip


def told(analyst, challenge):
    (line,) = lines_of(duties_for(analyst, challenge), columns_for(analyst, challenge))
    return {cell.column.name: cell.words for cell in line.cells}, line.gaps


def test_the_lab_its_partners_and_others_are_columns(analyst, challenge, council, duty):
    add(actor=analyst, register=Organisation, challenge=challenge, at=AT, name="Radio")
    assert told(analyst, challenge) == (
        {"Laboratorio del Sur": "is asked", "Council": "leads", "Radio": ""},
        ["Nobody decides.", "Nobody national takes part."],
    )


def test_what_is_done_has_no_gaps_any_more(analyst, challenge, duty):
    Duty.objects.update(done_on=AT.date())
    assert told(analyst, challenge)[1] == []


def test_a_form_writes_the_parts_and_shows_them_again(ana, analyst, challenge, council):
    parts = {f"part_p{council.pk}": ["leads", "decides"]}
    assert ana.post(reverse("duty-new", args=[challenge.pk]), DUTY | parts).status_code == 302
    duty = Duty.objects.get()
    page = ana.get(reverse("duty", args=[challenge.pk, duty.pk])).content.decode()
    assert page.count("checked") == 3
    assert ana.get(reverse("duties", args=[challenge.pk])).status_code == 200


def test_a_part_that_does_not_exist_is_refused(ana, challenge):
    answer = ana.post(reverse("duty-new", args=[challenge.pk]), DUTY | {"part_lab": ["rules"]})
    assert answer.status_code == 422
    assert not Duty.objects.exists()


def test_two_who_change_only_the_parts_do_not_overwrite_each_other(analyst, duty):
    first, second = fresh(duty), fresh(duty)
    edit_duty(actor=analyst, thing=first, version=1, at=AT, parts={"lab": ["leads"]})
    with pytest.raises(StaleError):
        edit_duty(actor=analyst, thing=second, version=1, at=AT, parts={"lab": ["does"]})
    assert [one.part for one in fresh(duty).parts.all()] == ["leads"]


def test_saving_what_stands_there_changes_nothing(analyst, council, duty):
    same = {f"p{council.pk}": ["leads"], "lab": ["asked"]}
    edit_duty(actor=analyst, thing=fresh(duty), version=1, at=AT, parts=same, what="Prices")
    assert fresh(duty).version == 1


def test_a_removed_partner_takes_its_parts_along(analyst, challenge, council, duty):
    council.delete()
    assert told(analyst, challenge)[1][0] == "Nobody leads."


def test_the_page_asks_few_questions(ana, analyst, challenge, duty, django_assert_max_num_queries):
    for number in range(12):
        name = f"Partner {number}"
        one = add(actor=analyst, register=Partner, challenge=challenge, at=AT, name=name, kind="civil")
        parts = {f"p{one.pk}": ["does"]}
        add_duty(actor=analyst, register=Duty, challenge=challenge, at=AT, what=name, parts=parts)
    with django_assert_max_num_queries(12):
        assert ana.get(reverse("duties", args=[challenge.pk])).status_code == 200
