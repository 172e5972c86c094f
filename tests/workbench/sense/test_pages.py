"""What members read: the form, the run, the result, the visits, in both languages."""

import re

import pytest
from django.test import Client

from jopoi_workbench.sense import services
from jopoi_workbench.shell import running
from jopoi_workbench.shell.models import Evidence, Role
from tests.workbench.conftest import AT, fresh, member_in, signed_in
from tests.workbench.sense.conftest import ROLES, SPEC, rows
from tests.workbench.sense.test_forms import GIVEN

State = Evidence.State


def page(client, path, language="en"):
    client.cookies["jopoi_language"] = language
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.fixture
def address(screened):
    return f"/sense/evidence/{screened.pk}/"


def test_the_table_is_checked_before_anything_is_ranked(ana, schools):
    said = page(ana, f"/sense/datasets/{schools.pk}/fitness/")
    assert "480 rows can be used" in said
    assert said.index("What to look into") < said.index("Columns")
    assert said.count("<svg") > 6
    assert f'href="/sense/datasets/{schools.pk}/screen/"' in said


def test_a_table_that_cannot_be_checked_says_why(ana, table):
    lines = list(rows())
    lines[400] = lines[400].replace(lines[400].split(",")[3], "absent")
    said = page(ana, f"/sense/datasets/{table(lines).pk}/fitness/")
    assert "text in row 401" in said
    assert "Describe the columns" in said


def test_a_table_that_nobody_described_is_described_first(ana, dataset):
    answer = ana.get(f"/sense/datasets/{dataset.pk}/fitness/")
    assert answer["Location"] == f"/datasets/{dataset.pk}/columns/"


def test_asking_leads_to_the_result(ana, schools, undrawn):
    answer = ana.post(f"/sense/datasets/{schools.pk}/screen/", GIVEN | {"run": "1"})
    assert answer.status_code == 302
    assert "potential positive deviants" in page(ana, answer["Location"])


def test_looking_first_files_nothing(ana, schools):
    said = ana.post(f"/sense/datasets/{schools.pk}/screen/", GIVEN | {"look": "1"}).content.decode()
    assert "jopoi.sense.screen(" in said
    assert "jopoi sense screen tabla.csv" in said
    assert not Evidence.objects.exists()


def test_a_mistake_keeps_what_was_filled_in_and_links_to_the_field(ana, schools):
    answer = ana.post(f"/sense/datasets/{schools.pk}/screen/", GIVEN | {"run": "1", "top": "0.2"})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_top"' in said
    assert "did you mean 20?" in said
    assert 'value="0.2"' in said


def test_the_result_has_the_order_of_the_house(ana, address):
    said = page(ana, address)
    order = ["picture", "cannot", "table", "later", "spec", "input", "replay"]
    classes = [said.index(f'class="{name}"') for name in ("byline", "answer", "contents")]
    places = [*classes, *(said.index(f'id="{name}"') for name in order)]
    assert places == sorted(places)


def test_the_pictures_stand_in_the_page_in_both_widths(ana, schools, analyst):
    done = services.ask(method="sense.screen", dataset=schools, actor=analyst, spec=SPEC, at=AT)
    said = page(ana, f"/sense/evidence/{done.pk}/")
    wide, narrow = said.count('class="drawn only-l"'), said.count('class="drawn only-s"')
    assert wide == narrow == 5
    assert said.count("<desc") >= 10
    assert "style=" not in said


def test_the_result_is_told_in_spanish(ana, address):
    said = page(ana, address, "es")
    for words in (
        "Lo que no puede afirmar",
        "Lista corta",
        "Especificación",
        "desviaciones positivas",
        "Repetir",
    ):
        assert words in said
    for words in ("What you", "Shortlist", "units", "Run again"):
        assert words not in re.sub(r"<pre.*?</pre>|<[^>]*>", "", said, flags=re.DOTALL)


def test_the_labels_of_the_columns_are_used(ana, address):
    said = page(ana, address)
    assert "“pupils who passed”" in said
    assert "pupils who passed, %" in said
    assert "“passed”" not in said


def test_who_is_not_on_the_list_is_not_on_the_page(ana, screened, address):
    said = page(ana, address)
    units = services.screening_of(screened).sheets["units"]
    for row in units.iter_rows(named=True):
        assert (f">{row['unit']}<" in said or f">{row['unit']} " in said) == row["selected"]


def test_a_long_list_is_shown_by_the_hundred(ana, screened, address, monkeypatch):
    monkeypatch.setattr("jopoi_workbench.sense.views.evidence.SHOWN", 3)
    first, every = page(ana, address), page(ana, address + "?rows=all")
    assert first.count('class="iv chart"') == 3
    assert "?rows=all#table" in first
    assert every.count('class="iv chart"') == services.screening_of(screened).values["selected"]


def test_the_page_says_that_the_answer_is_the_same(ana, address, screened):
    again = ana.post(f"{address}replay/")
    assert "Same digest, same answer" in page(ana, again["Location"])
    assert "Same digest, same answer" in page(ana, address)


def test_copying_starts_the_form_from_the_earlier_choices(ana, schools, analyst, undrawn):
    done = services.ask(
        method="sense.screen", dataset=schools, actor=analyst, spec=SPEC | {"capacity": 7}, at=AT
    )
    said = page(ana, f"/sense/datasets/{schools.pk}/screen/?from={done.pk}")
    assert 'name="capacity" value="7"' in said
    assert "copied from an earlier screening" in said


def test_another_labs_choices_cannot_be_copied(stranger, schools, screened):
    answer = signed_in(stranger).get(f"/sense/datasets/{schools.pk}/screen/?from={screened.pk}")
    assert answer.status_code == 404


@pytest.mark.parametrize("state", [State.WAITING, State.RUNNING])
def test_a_run_in_hand_shows_how_far_it_is_and_refreshes_without_scripts(ana, screened, address, state):
    Evidence.objects.filter(pk=screened.pk).update(
        state=state, progress=0.4, progress_words="adding up by unit"
    )
    said = page(ana, address)
    assert '<progress value="40"' in said
    assert '<noscript><meta http-equiv="refresh"' in said
    assert "Cancel the run" in said
    assert f'hx-get="{address}progress/"' in said


def test_progress_asks_for_the_whole_page_once_it_is_done(ana, screened, address):
    assert ana.get(f"{address}progress/")["HX-Refresh"] == "true"
    Evidence.objects.filter(pk=screened.pk).update(state=State.RUNNING)
    assert "HX-Refresh" not in ana.get(f"{address}progress/")


def test_a_failed_run_says_what_happened_and_how_to_go_on(ana, screened, address):
    failure = {"what": running.INTERRUPTED, "hint": running.NOTHING_LOST, "facts": {}}
    Evidence.objects.filter(pk=screened.pk).update(state=State.FAILED, failure=failure)
    said = page(ana, address)
    assert "The server was restarted" in said
    assert "Nothing is lost" in said
    assert "Start it again" in said
    assert "No se ha perdido nada" in page(ana, address, "es")


def test_whoever_may_not_run_sees_no_button_to_run(screened, address, learner):
    said = page(signed_in(learner), address)
    assert "Run again" not in said
    assert "download/" not in said


def test_visits_do_not_say_who_is_who(ana, address, screened):
    said = page(ana, f"{address}visits/")
    body = said[said.index("<tbody>") : said.index("</tbody>")]
    assert body.count("<tr>") == len(services.visits_of(screened))
    for word in ("potential", "ordinary", "low", "grade"):
        assert word not in body


def test_only_analysts_are_offered_the_key(address, lab, ana):
    facilitator = signed_in(member_in(lab, Role.FACILITATOR, "Fidel"))
    assert "visits.xlsx" in page(facilitator, f"{address}visits/")
    assert "key.csv" not in page(facilitator, f"{address}visits/")
    assert "key.csv" in page(ana, f"{address}visits/")


def test_evidence_of_another_method_has_no_page_here(ana, screened, address):
    Evidence.objects.filter(pk=screened.pk).update(method="sense.other")
    assert ana.get(address).status_code == 404


def test_nobody_on_the_list_is_an_answer_too(ana, table, analyst, undrawn):
    same = [f"s{unit},{year},{50 + (unit * 7 + year * 3) % 5}" for unit in range(30) for year in range(4)]
    roles = {name: ROLES[name] for name in ("school", "year", "passed")}
    dataset = table(["school,year,passed", *same], roles)
    spec = {"unit": "school", "outcome": "passed", "period": "year"}
    done = services.ask(method="sense.screen", dataset=dataset, actor=analyst, spec=spec, at=AT)
    said = page(ana, f"/sense/evidence/{done.pk}/")
    assert "Nobody on the list" in said
    assert fresh(done).titles["en"].startswith("None")


@pytest.mark.parametrize(("path", "most"), [("", 14), ("visits/", 10), ("progress/", 8)])
def test_a_page_asks_the_database_a_few_times_only(ana, address, path, most, django_assert_max_num_queries):
    page(ana, address + path)
    with django_assert_max_num_queries(most):
        page(ana, address + path)


def test_a_stranger_finds_nothing(address, stranger, schools):
    client = signed_in(stranger)
    table = f"/sense/datasets/{schools.pk}/"
    below = (f"{address}{part}" for part in ("", "visits/", "progress/", "download/shortlist.csv"))
    for path in (*below, f"{table}fitness/", f"{table}screen/"):
        assert client.get(path).status_code == 404
    assert client.post(f"{address}replay/").status_code == 404
    assert Client().get(address)["Location"].startswith("/sign-in/")
