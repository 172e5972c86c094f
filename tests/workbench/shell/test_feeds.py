"""What is public for programs: a feed by RFC 4287 and a calendar by RFC 5545, read back as programs do."""

import re
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from icalendar import Calendar

from jopoi_workbench.shell import services
from jopoi_workbench.shell.access.news import public_news
from jopoi_workbench.shell.models import AuditEntry
from jopoi_workbench.shell.services.documents import (
    edit_document,
    publish_document,
    take_document_back,
    write_document,
)
from jopoi_workbench.shell.services.visibility import show_challenge
from tests.workbench.conftest import AT, fresh, signed_in

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
FEED, CALENDAR = "/network/feed/", "/network/calendar.ics"
LATER = AT + timedelta(days=1)
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")


def shown(actor, title="Shown", at=AT, **about):
    challenge = services.create_challenge(actor=actor, title=title, at=at, **({"statement": "Why?"} | about))
    return show_challenge(actor=actor, challenge=challenge, visibility="public", version=1, at=at)


def published(actor, title="Plan", visibility="public", at=AT, **about):
    document = write_document(actor=actor, at=at, title=title, language="es", **about)
    publish_document(actor=actor, document=document, visibility=visibility, at=at)
    return document


def feed(client=None, **headers):
    answer = (client or Client()).get(FEED, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(answer.content)  # noqa: S314 - our own


def titles(root):
    return [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")]


def only(element, name):
    (found,) = element.findall(f"{ATOM}{name}")
    return found


def events():
    answer = Client().get(CALENDAR)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_it_is_what_the_standard_asks_for(analyst, lab):
    challenge = shown(analyst, themes=["salud"], summary="A & B < C")
    published(analyst, summary="Un resumen", at=LATER)
    root = feed()
    assert root.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert only(root, name).text
    assert {one.get("rel"): one.get("href") for one in root.findall(f"{ATOM}link")} == {
        "self": "http://testserver/network/feed/",
        "alternate": "http://testserver/network/",
    }
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        for name in ("id", "title", "updated", "published", "summary"):
            assert only(entry, name).text
        assert TIME.fullmatch(only(entry, "updated").text)
        assert only(only(entry, "author"), "name").text == lab.name
        assert only(entry, "link").get("rel") == "alternate"
        assert Client().get(only(entry, "link").get("href")).status_code == 200
    assert len({only(entry, "id").text for entry in entries}) == len(entries) == 2
    plan, one = entries  # the newest first
    assert plan.get("{http://www.w3.org/XML/1998/namespace}lang") == "es"
    assert only(root, "updated").text == only(plan, "updated").text
    assert only(one, "id").text == f"tag:testserver,2026-03-01:/network/{challenge.pk}/"
    assert only(one, "category").get("term") == "salud"
    assert (only(one, "summary").get("type"), only(one, "summary").text) == (
        "html",
        "<p>A &amp; B &lt; C</p>",
    )


def test_a_feed_of_nothing_is_whole_too():
    root = feed()
    assert (titles(root), only(root, "updated").text) == ([], "2000-01-01T00:00:00+00:00")


def test_only_what_everyone_may_read_whoever_asks(analyst, challenge, learner):
    shown(analyst)
    published(analyst, "Preprint", visibility="preprint")
    write_document(actor=analyst, at=AT, title="Draft", language="es")
    for client in (Client(), signed_in(learner)):
        assert titles(feed(client)) == ["Shown"]
    assert analyst.person.name not in re.sub("<[^>]*>", " ", ET.tostring(feed(), "unicode"))


def test_a_document_is_told_as_it_was_published(analyst):
    document = published(analyst, "First", summary="As published")
    edit_document(actor=analyst, document=document, version=1, at=LATER, title="Being written")
    (entry,) = feed().findall(f"{ATOM}entry")
    first = only(entry, "id").text
    assert only(entry, "title").text == "First"
    publish_document(actor=analyst, document=document, visibility="public", at=LATER)
    (entry,) = feed().findall(f"{ATOM}entry")
    assert only(entry, "title").text == "Being written"
    assert only(entry, "id").text == first
    assert only(entry, "published").text < only(entry, "updated").text


def test_what_is_hidden_or_taken_back_is_gone_from_both(analyst):
    challenge = shown(analyst, starts_on=date(2026, 4, 1))
    document = published(analyst)
    assert len(titles(feed())) == 2
    assert len(events()) == 1
    show_challenge(actor=analyst, challenge=fresh(challenge), visibility="lab", version=2, at=LATER)
    take_document_back(actor=analyst, document=document, reason="An error", at=LATER)
    assert titles(feed()) == []
    assert events() == []


def test_addresses_and_numbers_are_masked_and_signs_xml_cannot_hold_are_left_out(analyst):
    text = "Call +595 21 611 980 or rosa@example.org \x0b\x1f\uffff <script>alert(1)</script> مرحبا 𐐷"
    shown(
        analyst, "Ask rosa@example.org", statement=text, starts_on=date(2026, 4, 1), themes=["a@example.org"]
    )
    published(analyst, "Ask rosa@example.org", summary=text)
    answer = Client().get(FEED).content.decode() + Client().get(CALENDAR).content.decode()
    assert "example.org" not in answer
    assert "611 980" not in answer
    for entry in feed().findall(f"{ATOM}entry"):
        assert "مرحبا 𐐷" in only(entry, "summary").text
        assert "<script" not in only(entry, "summary").text
    (event,) = events()
    assert str(event["SUMMARY"]) == "Begins: Ask [e-mail]"


def test_days_of_public_challenges(analyst, challenge, lab):
    one = shown(analyst, starts_on=date(2026, 4, 1), ends_on=date(2026, 9, 30))
    services.edit_challenge(
        actor=analyst, challenge=fresh(challenge), version=1, at=AT, starts_on=date(2026, 4, 1)
    )
    shown(analyst, "Without days")
    begins, ends = events()
    assert (begins["DTSTART"].dt, ends["DTSTART"].dt) == (date(2026, 4, 1), date(2026, 9, 30))
    assert str(begins["UID"]) == f"challenge-{one.pk}-begins@testserver"
    assert str(begins["DESCRIPTION"]).startswith(lab.name)
    assert str(begins["URL"]) == f"http://testserver/network/{one.pk}/"
    services.edit_challenge(
        actor=analyst, challenge=fresh(one), version=2, at=LATER, starts_on=date(2026, 5, 1)
    )
    moved, _ends = events()
    assert (moved["UID"], moved["DTSTART"].dt) == (begins["UID"], date(2026, 5, 1))
    assert moved["SEQUENCE"] > begins["SEQUENCE"]


@pytest.mark.parametrize("path", [FEED, CALENDAR])
def test_who_has_it_already_is_told_so(analyst, path):
    one = shown(analyst, "One", starts_on=date(2026, 4, 1), at=LATER)
    two = shown(analyst, "Two", starts_on=date(2026, 4, 1))
    client = Client()
    first = client.get(path)
    known = {"If-None-Match": first.headers["ETag"]}, {"If-Modified-Since": first.headers["Last-Modified"]}
    for headers in known:
        answer = client.get(path, headers=headers)
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["ETag"] == first.headers["ETag"]
    # Hidden, though it is not the newest: no reader may be left with it.
    at = LATER + timedelta(hours=1)
    show_challenge(actor=analyst, challenge=fresh(two), visibility="lab", version=2, at=at)
    for headers in known:
        answer = client.get(path, headers=headers)
        assert answer.status_code == 200
        assert b"Two" not in answer.content
        assert one.title.encode() in answer.content
    assert "no-cache" in first.headers["Cache-Control"]


def test_at_most_a_hundred_and_few_questions(analyst, django_assert_max_num_queries):
    for n in range(70):
        shown(analyst, f"C {n}", at=AT + timedelta(minutes=n), starts_on=date(2026, 4, 1))
        published(analyst, f"D {n}", at=AT + timedelta(minutes=n))
    for path in (FEED, CALENDAR):
        with django_assert_max_num_queries(4):
            assert Client().get(path).status_code == 200
    told = titles(feed())
    assert len(told) == 100
    assert told[:2] == ["D 69", "C 69"]
    assert len(public_news(5)) == 5


def test_the_pages_lead_to_them(client, analyst):
    challenge, document = shown(analyst), published(analyst)
    link = r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="/network/feed/">'
    for path in ("/network/", f"/network/{challenge.pk}/", "/published/", f"/published/{document.slug}/"):
        head, _main, body = client.get(path).text.partition("<main")
        assert re.search(link, head)
        assert (f'href="{FEED}"' in body) == (path in {"/network/", "/published/"})
    assert f'href="{CALENDAR}"' in client.get("/network/").text


def test_in_the_readers_language(analyst):
    shown(analyst, starts_on=date(2026, 4, 1))
    root = feed(**{"Accept-Language": "es"})
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "es"
    assert only(root, "title").text == "Jopói: lo que los laboratorios muestran y publican"
    answer = Client().get(CALENDAR, headers={"Accept-Language": "es"})
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Comienza: Shown"


def test_entries_of_the_log_say_when_something_was_last_hidden(analyst):
    shown(analyst)
    newest = AuditEntry.objects.filter(action="challenge.shown").latest("at").at
    answer = Client().get(FEED)
    assert datetime.strptime(answer.headers["Last-Modified"], "%a, %d %b %Y %H:%M:%S GMT").replace(
        tzinfo=UTC
    ) == newest.replace(microsecond=0)
