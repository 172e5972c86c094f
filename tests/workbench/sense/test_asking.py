"""Any method of the room: its form, its run, its page and its files, drawn from what the library declares."""

import polars as pl
import pytest
from django.urls import reverse
from django.utils import translation

from jopoi.sense import frontier
from jopoi_workbench.sense import services
from jopoi_workbench.sense.forms import MethodForm
from jopoi_workbench.sense.forms.plainer import WORDS
from jopoi_workbench.shell.models import Evidence, Role
from tests.workbench.conftest import AT, member_in, signed_in

POSTS = ("post,nurses,visits,births", "A,1,30,3", "B,2,50,9", "C,2,40,2", "D,4,60,8", "E,4,40,4")
ROLES = {"post": ("unit", "health post"), "visits": ("outcome", "visits"), "nurses": ("context", "nurses")}
SPEC = {"unit": "post", "inputs": ["nurses"], "outputs": ["visits", "births"]}
OTHERS = sorted(set(services.METHODS) - {"sense.screen"})
SEVERAL = {"bounds_low": "bounds", "bounds_high": "bounds", "better": "mirror", "mirror": "mirror"}
GIVEN = SPEC | {"run": "1"}


@pytest.fixture
def posts(table):
    return table(POSTS, ROLES, name="posts.csv")


@pytest.fixture
def asked(posts, analyst):
    return services.ask(method="sense.frontier", dataset=posts, actor=analyst, spec=SPEC, at=AT)


def page(member, evidence):
    return signed_in(member).get(evidence.get_absolute_url()).text


def test_the_answer_is_the_librarys(asked):
    frame = pl.read_csv("\n".join(POSTS).encode())
    with pytest.warns(UserWarning, match="units"):
        own = frontier(frame, **SPEC)
    stored = services.result_of(asked)
    assert stored.sheets["units"].equals(own.sheets["units"])
    assert asked.state == Evidence.State.DONE
    assert asked.titles["es"] != asked.titles["en"]


def test_its_page_says_what_it_found_and_what_may_not_be_claimed(asked, analyst):
    text = page(analyst, asked)
    result = services.result_of(asked)
    for said in (result.headline()[0], "What you may not claim", "health post", "On the frontier"):
        assert said in text
    assert 'class="drawn only-l"' in text
    assert "as Python" in text or "As Python" in text
    assert "jopoi sense frontier posts.csv" in text


def test_the_form_begins_with_what_the_columns_are(posts):
    form = MethodForm(method="sense.frontier", dataset=posts)
    assert form["unit"].value() == "post"
    assert form["outputs"].value() == ["visits"]
    assert [name for name, _label in form.fields["inputs"].choices] == ["nurses", "visits", "births"]


def test_it_is_asked_on_the_page(posts, analyst):
    browser = signed_in(analyst)
    answer = browser.post(reverse("sense:ask", args=[posts.pk, "frontier"]), GIVEN, follow=True)
    assert answer.status_code == 200
    assert Evidence.objects.get(method="sense.frontier").spec["inputs"] == ["nurses"]


def test_lines_are_written_below_each_other_and_name_columns_that_there_are(posts, analyst):
    address = reverse("sense:ask", args=[posts.pk, "pulse"])
    given = {"questions": ["births"], "most_weight": "5", "reached": "street", "run": "1"}
    wrong = signed_in(analyst).post(address, given | {"population": "people: 1 = 20"})
    assert wrong.status_code == 422
    assert "no column “people”" in wrong.text
    lines = "nurses: 1 = 20\r\n\r\n nurses: 2 = 30 \r\nnurses: 4 = 50"
    right = signed_in(analyst).post(address, given | {"population": lines}, follow=True)
    asked = Evidence.objects.get(method="sense.pulse")
    assert asked.spec["population"] == ["nurses: 1 = 20", "nurses: 2 = 30", "nurses: 4 = 50"]
    for line in asked.spec["population"]:
        assert f"--population &#x27;{line}&#x27;" in right.text
    again = signed_in(analyst).get(f"{address}?from={asked.pk}").text
    assert "nurses: 1 = 20\nnurses: 2 = 30\nnurses: 4 = 50</textarea>" in again


def test_what_a_column_is_described_as_guards_the_context(table, analyst):
    roles = {**ROLES, "nurses": ("practice", "nurses"), "births": ("context", "births")}
    lines = [f"{post},{1 + post % 3},{30 + post + visit},{visit}" for post in range(40) for visit in range(3)]
    described = table(("post,nurses,visits,births", *lines), roles, name="posts.csv")
    address = reverse("sense:ask", args=[described.pk, "ranks"])
    form = MethodForm(method="sense.ranks", dataset=described)
    assert form["practices"].value() == ["nurses"]
    assert form["context"].value() == ["births"]
    given = {"unit": "post", "outcome": "visits", "context": ["nurses"], "practices": ["nurses"]}
    more = {"practices_in_context": "refused", "prior": "normal", "top": "10", "misordered": "5"}
    wrong = signed_in(analyst).post(address, given | more | {"higher_is_better": "yes", "run": "1"})
    assert wrong.status_code == 422
    assert "is what units do, and cannot be context" in wrong.text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"inputs": []}, "needs at least one column"),
        ({"outputs": ["nurses"]}, "is given twice"),
        ({"envelope": "free", "returns": "constant"}, "must be variable"),
    ],
)
def test_what_makes_no_sense_is_said_in_a_sentence(posts, analyst, change, said):
    answer = signed_in(analyst).post(reverse("sense:ask", args=[posts.pk, "frontier"]), GIVEN | change)
    assert answer.status_code == 422
    assert said in answer.text
    assert not Evidence.objects.exists()


def test_copying_begins_with_the_earlier_choices(asked, posts, analyst):
    address = reverse("sense:ask", args=[posts.pk, "frontier"])
    text = signed_in(analyst).get(f"{address}?from={asked.pk}").text
    assert "copied from an earlier run" in text
    assert 'value="births" id="id_outputs_1" checked' in text or text.count("checked") == 3


def test_files_are_for_whoever_may_have_them(asked, analyst, lab):
    units = reverse("sense:download", args=[asked.pk, "units", "csv"])
    report = reverse("sense:download", args=[asked.pk, "report", "html"])
    facilitator = signed_in(member_in(lab, Role.FACILITATOR, "Flor"))
    assert signed_in(analyst).get(units).content.startswith(b"unit,efficiency")
    assert facilitator.get(units).status_code == 403
    assert b"On the frontier" in facilitator.get(report).content
    assert (
        signed_in(analyst).get(reverse("sense:download", args=[asked.pk, "other", "csv"])).status_code == 404
    )


def test_run_again_it_is_the_same(asked, analyst):
    again = services.replay(evidence=asked, actor=analyst, at=AT)
    compared = services.compare(again)
    assert compared.same_input
    assert compared.same_answer


def test_an_unknown_method_is_not_there(posts, analyst):
    assert signed_in(analyst).get(reverse("sense:ask", args=[posts.pk, "tarot"])).status_code == 404


def test_the_way_to_the_screening_keeps_what_is_copied(posts, analyst):
    answer = signed_in(analyst).get(reverse("sense:ask", args=[posts.pk, "screen"]) + "?from=1")
    assert answer.headers["Location"] == reverse("sense:screen", args=[posts.pk]) + "?from=1"


def test_the_guide_names_every_method_by_its_question(posts, analyst):
    text = signed_in(analyst).get(reverse("sense:guide", args=[posts.pk])).text
    for method in services.METHODS.values():
        assert str(method.heading) in text
        assert reverse("sense:ask", args=[posts.pk, method.slug]) in text


@pytest.mark.parametrize("name", OTHERS)
def test_every_choice_has_words_of_its_own(name):
    values = {value for option in services.options(name, "en") for value in option.choices}
    assert values <= set(WORDS)


@pytest.mark.parametrize("name", OTHERS)
def test_every_option_can_be_filled_in(name, posts):
    form = MethodForm(method=name, dataset=posts)
    shown = [field.name for _part, fields in form.parts for field in fields] + [f.name for f in form.folded]
    filled = {SEVERAL.get(field.partition("-")[0], field) for field in shown}
    assert filled == set(services.METHODS[name].result.spec_type.model_fields)


def test_a_column_with_text_among_its_numbers_is_named(table, analyst):
    lines = [*POSTS[:5], "E,several,40,4"]
    posts = table(lines, ROLES, name="mixed.csv")
    with translation.override("en"):
        answer = signed_in(analyst).post(reverse("sense:ask", args=[posts.pk, "frontier"]), GIVEN)
    assert answer.status_code == 422
    assert "several" in answer.text
