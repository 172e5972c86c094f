"""Documents: written together, published as they are, read by everyone, and taken back with a reason."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from jopoi_workbench.shell.models import Consent, Document, DocumentVersion
from jopoi_workbench.shell.models.frozen import AppendOnlyError
from jopoi_workbench.shell.publishing import doubts_about
from jopoi_workbench.shell.services.claims import cite, state_claim, write_claim
from jopoi_workbench.shell.services.consents import record_consent, withdraw_consent
from jopoi_workbench.shell.services.documents import (
    edit_document,
    publish_document,
    take_document_back,
    write_document,
)
from jopoi_workbench.shell.services.editing import StaleError
from jopoi_workbench.shell.slips import new_slip
from tests.workbench.conftest import AT, fresh, signed_in

pytestmark = pytest.mark.django_db
GIVEN = {"kind": "back", "language": "en", "title": "What we learned"}
TIMES = ("time_sense", "time_explore", "time_test", "time_grow")


@pytest.fixture
def claim(analyst, challenge):
    consent = record_consent(
        actor=analyst, slip=new_slip(), at=AT, who="Woman, 50s", purpose="Her story", may_quote=True,
        audience="public", given_on=AT.date(),
    )  # fmt: skip
    claim = write_claim(
        actor=analyst, challenge=challenge, stage="explore", at=AT,
        texts={"sentences": {"en": "Teams meet the neighbours."}, "doubts": {"en": "As told in two places."}},
    )  # fmt: skip
    cite(actor=analyst, claim=claim, kind="quote", words="They asked us first. Call 0981 123 456.",
         who="Woman, 50s", consent=consent, at=AT)  # fmt: skip
    return state_claim(actor=analyst, claim=claim, at=AT)


@pytest.fixture
def document(analyst, challenge, claim):
    return write_document(
        actor=analyst, at=AT, title="What we learned", language="en", challenge=challenge, claims=[claim],
        summary="Ask ana@example.org.", body="One.\n\nTwo <b>bold</b>.", kind="back",
    )  # fmt: skip


def published(document, analyst, visibility="public"):
    return publish_document(actor=analyst, document=document, visibility=visibility, at=AT)


def read(document, client=None):
    answer = (client or Client()).get(reverse("published-document", args=[document.slug]))
    return answer.status_code, answer.content.decode()


def test_everyone_reads_what_is_published_and_nothing_before(document, analyst):
    assert read(document)[0] == 404
    published(document, analyst)
    status, page = read(document)
    assert status == 200
    assert "Teams meet the neighbours." in page
    assert "As told in two places." in page
    assert "level 1" in page


def test_the_list_tells_what_was_published_and_not_what_is_being_written(document, analyst):
    published(document, analyst)
    told = {name: getattr(document, name) for name in ("title", "summary")}
    Document.objects.filter(pk=document.pk).update(title="Not yet", summary="Call 0981 123 456")
    page = Client().get("/published/").text
    assert "Not yet" not in page
    assert "0981" not in page
    assert told["title"] in page


def test_people_of_other_labs_read_no_version_that_was_the_lab_s_own(document, analyst, stranger):
    published(document, analyst)
    DocumentVersion.objects.create(
        document=document, number=2, visibility="lab", content=document.versions.get().content,
        published_by=analyst, published_at=AT, digest="x",
    )  # fmt: skip
    path, reader = f"/published/{document.slug}/", signed_in(stranger)
    assert reader.get(f"{path}2/").status_code == 404
    assert reader.get(path).context["version"].number == 1


def test_addresses_numbers_and_markup_do_not_get_out(document, analyst):
    published(document, analyst)
    page = read(document)[1]
    assert "ana@example.org" not in page
    assert "0981 123 456" not in page
    assert "<b>bold</b>" not in page
    assert "&lt;b&gt;bold" in page


def test_a_preprint_is_for_people_of_any_lab(document, analyst, stranger, ana):
    published(document, analyst, "preprint")
    assert read(document)[0] == 404
    assert read(document, signed_in(stranger))[0] == 200


def test_a_version_never_changes_and_the_next_has_the_next_number(document, analyst):
    first = published(document, analyst)
    edit_document(actor=analyst, document=document, version=1, title="Another title", at=AT)
    assert "What we learned" in read(document)[1]
    second = published(document, analyst)
    assert (first.number, second.number) == (1, 2)
    assert "Another title" in read(document)[1]
    assert first.digest != second.digest
    with pytest.raises(AppendOnlyError):
        first.save()
    with pytest.raises(AppendOnlyError):
        DocumentVersion.objects.all().delete()


def test_a_quote_that_is_taken_back_leaves_every_version(document, analyst, claim):
    published(document, analyst)
    assert "They asked us first" in read(document)[1]
    withdraw_consent(consent=claim.citations.get().consent, at=AT)
    page = read(document)[1]
    assert "They asked us first" not in page
    assert "It was taken back" in page


def test_a_quote_meant_for_the_lab_stays_in_the_lab(document, analyst, claim, ana):
    Consent.objects.update(audience="partners")
    published(document, analyst)
    assert "They asked us first" not in read(document)[1]
    assert "They asked us first" in ana.get(document.get_absolute_url()).content.decode()


def test_a_document_taken_back_says_so_at_its_address(document, analyst):
    published(document, analyst)
    assert take_document_back(actor=analyst, document=document, reason="A number was wrong.", at=AT)
    status, page = read(document)
    assert status == 410
    assert "A number was wrong." in page
    assert not take_document_back(actor=analyst, document=document, reason="Again", at=AT)


def test_whoever_publishes_is_told_what_to_look_at(document, analyst, claim):
    edit_document(actor=analyst, document=document, version=1, body="It proves the case.", summary="", at=AT)
    assert doubts_about(fresh(document)) == [
        "“proves” says more than its claims carry.",
        "It has no summary.",
    ]


def test_the_second_to_save_loses_nothing_not_even_the_choice_of_claims(document, analyst):
    edit_document(actor=analyst, document=document, version=1, claims=[], at=AT)
    assert (fresh(document).version, document.claims.count()) == (2, 0)
    with pytest.raises(StaleError):
        edit_document(actor=analyst, document=document, version=1, title="Late", at=AT)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (dict(zip(TIMES, ("35", "30", "25", "9"), strict=True)), "add to 99"),
        (dict(zip(TIMES, ("35", "30", "25", "11"), strict=True)), "add to 101"),
        ({"time_sense": "100"}, "add to 100. Let them"),
        ({"summary": "x" * 281}, "281 characters"),
        ({"title": ""}, "Give the document a title"),
        ({"body": "x" * 40_001}, "40,000"),
        ({"language": "qq"}, "qq"),
        ({"claims": ["999999"]}, "claims of your lab"),
    ],
)
def test_what_cannot_be_is_one_sentence(ana, change, told):
    answer = ana.post(reverse("document-new"), GIVEN | change)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Document.objects.exists()


def test_time_is_all_recorded_or_not_at_all(ana):
    ana.post(reverse("document-new"), GIVEN)
    assert Document.objects.latest("pk").shares is None
    ana.post(reverse("document-new"), GIVEN | dict(zip(TIMES, ("35", "30", "25", "10"), strict=True)))
    assert Document.objects.latest("pk").shares == {"sense": 35, "explore": 30, "test": 25, "grow": 10}


def test_titles_alike_and_titles_without_letters_get_addresses_of_their_own(analyst):
    slugs = [
        write_document(actor=analyst, at=AT, title=title, language="en").slug
        for title in ("Ñandutí", "Ñandutí", "¿?", "مرحبا")
    ]
    assert slugs == ["nanduti", "nanduti-2", "document", "document-2"]


def test_it_can_be_taken_away_as_markdown_and_as_linked_data(document, analyst):
    published(document, analyst)
    text = Client().get(reverse("published-file", args=[document.slug, "md"])).content.decode()
    assert "[[type:learningplan]]" in text
    assert "[[year:2026]]" in text
    assert "**Teams meet the neighbours.** As told in two places." in text
    told = json.loads(Client().get(reverse("published-file", args=[document.slug, "jsonld"])).content)
    assert told["hasPart"][0]["citation"] == ["They asked us first. Call [telephone]."]
    assert Client().get(reverse("published-file", args=[document.slug, "exe"])).status_code == 404


def test_a_private_document_is_only_for_whoever_wrote_it(document, ana, learner):
    Document.objects.update(visibility="private")
    assert ana.get(document.get_absolute_url()).status_code == 200
    assert signed_in(learner).get(document.get_absolute_url()).status_code == 404


def test_its_pages_ask_little(document, analyst, ana, django_assert_max_num_queries):
    published(document, analyst)
    for path in (reverse("documents"), document.get_absolute_url(),
                 reverse("published-document", args=[document.slug]), reverse("published")):  # fmt: skip
        with django_assert_max_num_queries(20):
            assert ana.get(path).status_code == 200
