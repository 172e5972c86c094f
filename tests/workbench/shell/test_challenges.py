"""What a challenge says of itself: place, goals, themes, dates, summary; and how it is found."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from jopoi_workbench.shell import services
from jopoi_workbench.shell.graphemes import characters
from jopoi_workbench.shell.models import Challenge, Loop
from tests.workbench.conftest import AT, fresh

BASICS = {"title": "T", "statement": "S", "kind": "big_bet", "place_precision": "municipality"}


def sent_back(ana, **sent):
    answer = ana.post("/challenges/new/", BASICS | sent)
    assert answer.status_code == 422
    assert not Challenge.objects.exists()
    return answer.text


def opened(ana, **sent):
    assert ana.post("/challenges/new/", BASICS | sent).status_code == 302
    return Challenge.objects.get()


def test_everything_is_kept(ana):
    kept = opened(
        ana, place="Yaguarón", country="PY", latitude="−25,56", longitude="-57.28", sdgs=["16", "3"],
        themes="Public  Health, salud; public health", starts_on="2026-03-01", ends_on="2026-03-01",
        summary="Short.", background="Long.",
    )  # fmt: skip
    assert (kept.latitude, kept.longitude) == (-25.56, -57.28)
    assert (kept.goals, kept.themes) == ([3, 16], ["public health", "salud"])
    page = ana.get(kept.get_absolute_url()).text
    for words in (
        "Yaguarón; Paraguay; known as a municipality",
        "3. Good health and well-being",
        "1 Mar 2026",
    ):
        assert words in page


def test_dates_in_the_wrong_order_are_one_sentence(ana):
    page = sent_back(ana, starts_on="2026-03-02", ends_on="2026-03-01")
    assert "The end, March 1, 2026, comes before the start, March 2, 2026." in page
    assert page.count('class="err"') == 1
    assert '<details class="more" open' in page


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"latitude": "-157", "longitude": "-25"}, "Were latitude and longitude swapped?"),
        ({"latitude": "25", "longitude": "181"}, "A longitude lies between −180 and 180."),
        ({"latitude": "25"}, "Give latitude and longitude together, or neither."),
        ({"latitude": "north", "longitude": "1"}, "Write the latitude as a number of degrees"),
        ({"latitude": "nan", "longitude": "1"}, "Write the latitude as a number of degrees"),
        ({"starts_on": "yesterday"}, "Write the day as year-month-day"),
        ({"sdgs": ["18"]}, "18"),
        ({"country": "XX"}, "XX"),
        ({"themes": ",".join("abcdefghijklm")}, "Keep to 12 themes; you gave 13."),
        ({"themes": "x" * 61}, "to 60 characters"),
        ({"title": "x" * 141}, "Shorten the title to 140 characters."),
        ({"background": "x" * 10_001}, "Shorten the background to 10,000 characters."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(ana, sent, told):
    assert told in sent_back(ana, **sent)


@pytest.mark.parametrize("letter", ["a", "ñ", "n\u0303", "👩‍👩‍👧", "🇵🇾", "\r\n"])
def test_a_summary_is_counted_as_its_reader_sees_it(ana, letter):
    inner = letter * 278
    assert characters(f"a{inner}b") == 280
    assert "The summary has 281 characters. Shorten it to 280." in sent_back(ana, summary=f"a{inner}cb")
    assert opened(ana, summary=f"a{inner}b").summary


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "שלום ‮ عربي", "🇵🇾 👩‍👩‍👧", "'\"&<>", "{{ x }}{% y %}"]
)
def test_any_words_are_shown_as_they_are(ana, text):
    kept = opened(ana, title=text, statement=text, place=text, themes=text, summary=text, background=text)
    assert kept.title == text
    for path in ("/", "/challenges/", kept.get_absolute_url(), reverse("visibility", args=[kept.pk])):
        answer = ana.get(path)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text


def test_ten_megabytes_of_text_are_refused_with_a_page(ana):
    answer = ana.post("/challenges/new/", BASICS | {"background": "x" * 10_000_000})
    assert answer.status_code in {400, 413, 422}
    assert "<h1" in answer.text
    assert not Challenge.objects.exists()


def test_a_challenge_is_found_by_what_it_is_about(ana, analyst):
    for n in range(3):
        services.create_challenge(
            actor=analyst, title=f"Clinic {n}", statement="Trust", sdgs=[str(n + 1)], themes=[f"theme {n}"],
            kind="big_bet" if n else "exploratory", place="Itapúa" if n else "", at=AT,
        )  # fmt: skip
    services.create_challenge(actor=analyst, title="Buses", statement="Late", sdgs=["11"], at=AT)

    def found(query):
        page = ana.get(f"/challenges/?{query}").text
        return [name for name in ("Clinic 0", "Clinic 1", "Clinic 2", "Buses") if f">{name}</a>" in page]

    assert found("words=clinic+trust") == ["Clinic 0", "Clinic 1", "Clinic 2"]
    assert found("sdgs=1") == ["Clinic 0"]  # and not 11
    assert found("themes=Theme++2") == ["Clinic 2"]
    assert found("kind=big_bet&place=Itap") == ["Clinic 1", "Clinic 2"]
    assert found("state=stopped") == []
    assert ana.get("/challenges/?kind=huge").status_code == 422
    assert ana.get("/challenges/?words=%00").status_code == 422


@pytest.mark.parametrize(
    ("path", "most"),
    [("/", 20), ("/challenges/", 20), ("/challenges/?words=x", 20), ("/network/", 20), ("challenge", 20)],
)
def test_a_thousand_challenges_take_few_queries(ana, analyst, django_assert_max_num_queries, path, most):
    Challenge.objects.bulk_create(
        Challenge(
            lab=analyst.lab, title=f"x {n}", statement="S", created_by=analyst, created_at=AT, country="PY",
            visibility="public",
        )
        for n in range(1000)
    )  # fmt: skip
    Loop.objects.bulk_create(Loop(challenge=one, opened_at=AT) for one in Challenge.objects.all())
    path = Challenge.objects.first().get_absolute_url() if path == "challenge" else path
    # What waits asks each register once: on the page of a challenge that alone is twelve queries.
    with django_assert_max_num_queries(most):
        assert ana.get(path).status_code == 200


def test_the_last_evening_of_a_year_belongs_to_that_year(analyst):
    # 22:30 in Asunción on 31 December, and 01:30 on 1 January by the clock of the server.
    at = datetime(2027, 1, 1, 1, 30, tzinfo=UTC)
    challenge = services.create_challenge(actor=analyst, title="T", statement="S", at=at)
    services.submissions.submit_challenge(actor=analyst, challenge=challenge, year=2026, at=at)
    with pytest.raises(services.refusals.RefusedError):
        services.edit_challenge(actor=analyst, challenge=fresh(challenge), version=1, kind="big_bet", at=at)
