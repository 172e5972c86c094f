"""The selection of cases in the workbench: who may take which table, and the page that stays blind."""

import pytest
from django.urls import reverse

from jopoi_workbench.sense import services
from jopoi_workbench.shell.models import Role
from tests.workbench.conftest import AT, member_in, signed_in
from tests.workbench.sense.conftest import SPEC

CHOSEN = {key: value for key, value in SPEC.items() if key != "confirm"} | {"region": "district", "quota": 1}


@pytest.fixture
def chosen(undrawn, schools, analyst):
    return services.ask(method="sense.cases", dataset=schools, actor=analyst, spec=CHOSEN, at=AT)


def take(member, evidence, name):
    return signed_in(member).get(reverse("sense:download", args=[evidence.pk, name, "csv"]))


def test_who_visits_takes_the_list_and_not_the_key(chosen, analyst):
    visitor = member_in(analyst.lab, Role.FACILITATOR)
    assert take(visitor, chosen, "visits").status_code == 200
    assert take(visitor, chosen, "key").status_code == 403
    assert take(visitor, chosen, "turned_away").status_code == 403
    assert take(analyst, chosen, "key").status_code == 200


def test_the_page_shows_who_may_take_what(chosen, analyst):
    visitor = member_in(analyst.lab, Role.FACILITATOR)
    for member, offered in ((analyst, True), (visitor, False)):
        text = signed_in(member).get(chosen.get_absolute_url()).text
        assert "Whom to visit" in text
        assert (reverse("sense:download", args=[chosen.pk, "key", "xlsx"]) in text) == offered
        assert reverse("sense:download", args=[chosen.pk, "visits", "xlsx"]) in text


def test_the_page_does_not_say_who_is_who(chosen, analyst):
    visitor = member_in(analyst.lab, Role.FACILITATOR)
    text = signed_in(visitor).get(chosen.get_absolute_url()).text
    result = services.result_of(chosen)
    roles = dict(result.sheets["key"].select("unit", "role").iter_rows())
    assert len(roles) > 6
    for unit in roles:
        row = text[text.index(f">{unit}<") :].partition("</tr>")[0]
        assert not any(word in row for word in ("potential", "outstanding", "ordinary", "low"))
