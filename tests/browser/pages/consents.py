"""Consents, what is kept of a person, and how long things are kept."""

from tests.browser.pages.page import SEND, Page

PAGES = (
    Page("consents", "consents", "/consents/", kind="list"),
    Page("consents-empty", "consents", "/consents/", who="nina"),
    Page("consent-new", "consent-new", "/consents/new/"),
    Page("consent-new-wrong", "consent-new", "/consents/new/", press=SEND),
    Page("consent", "consent", "/consents/{consent}/"),
    Page("consent-withdrawn", "consent", "/consents/{withdrawn}/"),
    Page("consent-edit", "consent-edit", "/consents/{consent}/edit/"),
    Page("take-back", "take-back", "/take-back/", who=None),
    Page("take-back-wrong", "take-back", "/take-back/", who=None, press=SEND),
    Page("my-data", "my-data", "/me/data/"),
    Page("my-data-wrong", "my-data", "/me/data/", press=SEND),
    Page("retention", "retention", "/the-lab/retention/", who="adela"),
    Page("dataset-rows-gone", "dataset", "/datasets/{rows_gone}/"),
)
NOT_PAGES = {
    "consent-use": "takes a form and leads back; what is wrong stands on a form like the others",
    "consent-withdraw": "takes a form and leads back",
    "dataset-take-out": "takes a form and leads to the new table",
    "take-my-data": "a file",
}
