"""What happened, in sentences: every action has one, and each line leads to what can still be opened."""

import ast
import re
from pathlib import Path

import pytest

import jopoi_workbench
from jopoi_workbench.shell import services
from jopoi_workbench.shell.access import Narrowed, happenings_for
from jopoi_workbench.shell.happenings import _SENTENCES, told_all
from jopoi_workbench.shell.models import Role
from tests.workbench.conftest import AT, member_in

ACTION = re.compile(r"[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*")
HOUSE = Path(jopoi_workbench.__file__).parent
# What looks like an action in a file that records some, and is none.
NONE_OF_OURS = {"sense.screen", "shell.record", "jopoi_workbench.shell"}


def recorded():
    """Every text that looks like an action, in the files that write to the audit log."""
    for path in HOUSE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "import record" in text or "audit import" in text:
            for node in ast.walk(ast.parse(text)):
                if (
                    isinstance(node, ast.Constant)
                    and isinstance(node.value, str)
                    and ACTION.fullmatch(node.value)
                ):
                    yield node.value


def test_every_action_has_a_sentence():
    found = set(recorded()) - NONE_OF_OURS
    assert {"challenge.opened", "task.asked", "evidence.failed"} <= found
    assert found - set(_SENTENCES) == set()


@pytest.mark.django_db
def test_every_answer_to_a_reading_has_a_sentence():
    from jopoi_workbench.shell.models import Review  # noqa: PLC0415 - models are not loaded while collecting

    assert {f"review.{answer}" for answer in Review.Answer.values} <= set(_SENTENCES)


@pytest.mark.django_db
def test_they_narrow_to_a_challenge_a_person_and_a_kind(ana, analyst, challenge, dataset, lab):
    rosa = member_in(lab, Role.FACILITATOR, "Rosa")
    services.ask(actor=rosa, what="Under it", whom=analyst, challenge=challenge, at=AT)
    services.ask(actor=rosa, what="Elsewhere", whom=analyst, at=AT)

    def told_of(**narrowed):
        return [entry.action for entry in happenings_for(analyst, Narrowed(**narrowed))]

    assert told_of(challenge=challenge.pk) == ["task.asked", "dataset.stored", "challenge.opened"]
    assert told_of(person=rosa.pk) == ["task.asked"] * 2
    assert told_of(person=analyst.pk, kind="dataset") == ["dataset.stored"]
    page = ana.get(f"/happenings/?challenge={challenge.pk}&kind=task").text
    assert "Under it" in page
    assert "Elsewhere" not in page


@pytest.mark.django_db
def test_pages_go_on_where_the_last_ended(ana, analyst, django_assert_max_num_queries):
    for number in range(60):
        services.ask(actor=analyst, what=f"Thing {number:02d}", whom=analyst, at=AT)
    with django_assert_max_num_queries(14):
        first = ana.get("/happenings/").text
    assert "Thing 59" in first
    assert "Thing 09" not in first
    following = re.search(r'href="(\?before=\d+)" rel="next"', first).group(1)
    second = ana.get(f"/happenings/{following}").text
    assert "Thing 09" in second
    assert "Thing 10" not in second
    assert 'rel="next"' not in second


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["person=x", "before=-1", "challenge=99999999999999999999", "kind=%00'--"])
def test_bad_questions_break_nothing(ana, query):
    assert ana.get(f"/happenings/?{query}").status_code == 200


@pytest.mark.django_db
def test_a_line_leads_to_what_is_still_there_and_is_ours(analyst, stranger, dataset):
    entries = list(happenings_for(analyst))
    assert [line.href for line in told_all(entries, analyst)] == [
        f"/datasets/{dataset.pk}/", f"/challenges/{dataset.challenge_id}/"
    ]  # fmt: skip
    assert {line.href for line in told_all(entries, stranger)} == {""}


@pytest.mark.django_db
def test_the_language_switch_keeps_the_page_with_its_question(ana, analyst):
    page = "/happenings/?kind=task&person=" + str(analyst.pk)
    assert f'name="next" value="{page.replace("&", "&amp;")}"' in ana.get(page).text
    answer = ana.post("/language/", {"language": "es", "next": page})
    assert answer.headers["Location"] == page
    assert '<html lang="es"' in ana.get(page).text
