"""Whoever reads in public finds no count of fewer than five, and none that gives one away."""

import pytest
from django.test import Client
from django.urls import reverse

from jopoi_workbench.shell.models import VerdictLink
from jopoi_workbench.shell.publishing import doubts_about
from jopoi_workbench.shell.services import claims as services
from jopoi_workbench.shell.services import keep_verdict, open_verdict
from jopoi_workbench.shell.services.documents import publish_document, write_document
from jopoi_workbench.shell.small_cells import are_small, flow_told, number_told, told, words_told
from tests.workbench.conftest import AT
from tests.workbench.shell.test_claims import LOTTERY, cited, written
from tests.workbench.shell.test_records import by_hand

FLOW = [
    {"n": "71", "what": "clinics asked", "out": False},
    {"n": "3", "what": "closed for good", "out": True},
    {"n": "68", "what": "in the lottery", "out": False},
    {"n": "34 + 34", "what": "began, waited", "out": False},
]
VOTE = {"words": "Do we go on?", "in_favour": 29, "against": 2, "abstained": 0, "place": "Caazapá"}


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([29, 2, 0], ["≥5", "<5", "0"]),
        ([20, 10, 2], ["20", "≥5", "<5"]),
        ([12, 8, 9], ["12", "8", "9"]),
        ([3], ["<5"]),
        ([], []),
    ],
)
def test_a_count_of_few_takes_another_with_it(counts, shown):
    assert told(counts) == shown


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("3 of 40 units stand out.", "<5 of 40 units stand out."),
        ("38 of 40 rows can be used.", ">35 of 40 rows can be used."),
        ("1,763 of 1,765 rows can be used.", ">1,760 of 1,765 rows can be used."),
        ("2 de las 3 unidades", "<5 de las <5 unidades"),
        ("De las 12 con registros en 2023, 3 estuvieron", "De las 12 con registros en 2023, <5 estuvieron"),
        ("Of the 12 with records in 2023, 10 were there.", "Of the 12 with records in 2023, >7 were there."),
        ("2 of them lie in one group.", "<5 of them lie in one group."),
        ("9 more of every 100, 2 to 16; 58 of 100 against 49.", None),
        ("0 of 12 units; 3.5 of 40; 4% of 30; in 2024 of 12 months.", None),
    ],
)
def test_sentences_of_a_method_say_no_count_of_few(said, shown):
    assert words_told(said) == (shown or said)


def test_a_figure_by_itself_is_veiled_if_it_is_a_small_count():
    assert [number_told(value) for value in ("3", "12", "0", "4 a class", "3 of 30")] == [
        "<5", "12", "0", "4 a class", "<5 of 30",
    ]  # fmt: skip


def test_who_was_left_out_is_not_found_by_what_is_left():
    assert [step["n"] for step in flow_told(FLOW)] == ["71", "<5", "≥5", "≥5 + 34"]
    many = [FLOW[0], FLOW[1] | {"n": "7"}, FLOW[2] | {"n": "64"}, FLOW[3] | {"n": "32 + 32"}]
    assert flow_told(many) == many
    assert flow_told([]) == []


def test_a_whole_of_one_group_or_of_none_is_small_only_if_it_is():
    assert [are_small([[3, 77]]), are_small([[6, 74]]), are_small([]), are_small([[]])] == [
        True, False, False, False,
    ]  # fmt: skip


@pytest.fixture
def stated(analyst, challenge):
    claim = written(analyst, challenge, sentences={"en": "It lasted in 38 of 40 clinics."})
    cited(analyst, claim, by_hand(analyst, challenge, "3 of 40 clinics closed; call 0981 123 456", **LOTTERY))
    services.cite(actor=analyst, claim=claim, kind="vote", day=AT.date(), at=AT, **VOTE)
    return services.state_claim(actor=analyst, claim=claim, at=AT)


@pytest.mark.django_db
def test_a_verdict_veils_for_everyone_what_the_lab_reads(ana, analyst, stated):
    given = {
        "decision": {"en": "Go on."},
        "read_by": "ana@example.org",
        "numbers": {"en": [{"label": "Closed", "value": "3", "doubt": "2 of 40 for good"}]},
        "flow": {"en": FLOW},
        "may_say": {"en": ["3 units held up."]},
        "may_not_claim": {"en": ["That it lasts."]},
    }
    verdict = keep_verdict(actor=analyst, claim=stated, decided_on=AT.date(), given=given, at=AT)
    open_verdict(actor=analyst, verdict=verdict, at=AT)
    inside = ana.get(verdict.get_absolute_url()).text
    outside = Client().get(reverse("verdict-open", args=[VerdictLink.objects.get().key])).text
    veiled = (
        "3 of 40 clinics", "38 of 40 clinics", "<b>3</b>", "2 of 40", "<b>68</b>", "34 + 34", "3 units",
        "29 in favour, 2 against", "0981 123 456", "ana@example.org",
    )  # fmt: skip
    assert [words for words in veiled if words not in inside] == []
    assert [words for words in veiled if words in outside] == []
    assert "≥5 in favour, &lt;5 against" in outside


@pytest.mark.django_db
def test_a_document_veils_for_everyone_what_the_lab_reads(ana, analyst, challenge, stated):
    document = write_document(
        actor=analyst, at=AT, title="What we learned", language="en", challenge=challenge, claims=[stated],
        summary="4 of the 40 clinics closed.", kind="back",
    )  # fmt: skip
    assert "“4 of the 40 clinics closed.” counts fewer than five. Everyone will read that." in doubts_about(
        document
    )
    publish_document(actor=analyst, document=document, visibility="public", at=AT)
    inside = ana.get(document.get_absolute_url()).text
    path = reverse("published-document", args=[document.slug])
    veiled = ("3 of 40 clinics", "38 of 40 clinics", "29 in favour, 2 against")
    assert [words for words in veiled if words not in inside] == []
    for address in (path, f"{path}file.md", f"{path}file.jsonld"):
        outside = Client().get(address).text
        assert [words for words in veiled if words in outside] == []
        assert "≥5 in favour" in outside
    ring = Client().get(path).text
    assert "person took part" not in ring
