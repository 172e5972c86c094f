"""Challenges, tables, evidence and what happened."""

from tests.browser.pages.page import SEND, Page

PAGES = (
    Page("challenges", "challenges", "/challenges/", kind="list"),
    Page("challenges-empty", "challenges", "/challenges/", who="nina"),
    Page("challenge-new", "challenge-new", "/challenges/new/"),
    Page("challenge-new-wrong", "challenge-new", "/challenges/new/", press=SEND),
    Page("challenge", "challenge", "/challenges/{challenge}/"),
    Page("challenge-without-data", "challenge", "/challenges/{lonely}/"),
    Page("challenge-edit", "challenge-edit", "/challenges/{challenge}/edit/"),
    Page(
        "challenge-edit-wrong",
        "challenge-edit",
        "/challenges/{challenge}/edit/",
        fill={"title": ""},
        press=SEND,
    ),
    Page("datasets", "datasets", "/datasets/", kind="list"),
    Page("datasets-empty", "datasets", "/datasets/", who="nina"),
    Page("dataset-new", "dataset-new", "/datasets/new/"),
    Page("dataset-new-wrong", "dataset-new", "/datasets/new/", press=SEND),
    Page("dataset", "dataset", "/datasets/{dataset}/"),
    Page("dataset-undescribed", "dataset", "/datasets/{undescribed}/"),
    Page("dataset-columns", "dataset-columns", "/datasets/{undescribed}/columns/"),
    Page("dataset-columns-described", "dataset-columns", "/datasets/{dataset}/columns/"),
    Page("dataset-columns-wrong", "dataset-columns", "/datasets/{undescribed}/columns/", press=SEND),
    Page("evidence-list", "evidence-list", "/evidence/", kind="list"),
    Page("evidence-list-empty", "evidence-list", "/evidence/", who="nina"),
    Page("happenings", "happenings", "/happenings/", kind="list"),
    Page("not-found", "challenge", "/challenges/4711/", status=404),
    Page("forbidden", "dataset-new", "/datasets/new/", who="lucio", status=403),
)
NOT_PAGES = {
    "evidence-cancel": "takes a form and leads back",
}
