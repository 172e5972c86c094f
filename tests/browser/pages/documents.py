"""Documents, and what everyone reads of them."""

from tests.browser.pages.page import SEND, Page

PAGES = (
    Page("documents", "documents", "/documents/", kind="list"),
    Page("documents-empty", "documents", "/documents/", who="nina"),
    Page("document-new", "document-new", "/documents/new/"),
    Page("document-new-wrong", "document-new", "/documents/new/", press=SEND),
    Page("document", "document", "/documents/{document}/"),
    Page("document-edit", "document-edit", "/documents/{document}/edit/"),
    Page("published", "published", "/published/", who=None),
    Page("published-plan", "published-document", "/published/{learning_plan}/", who=None),
    Page("published-version", "published-version", "/published/{learning_plan}/1/"),
    Page("published-gone", "published-document", "/published/{gone_document}/", who=None, status=410),
)
NOT_PAGES = {
    "document-publish": "takes a form and leads back",
    "document-take-back": "takes a form and leads back",
    "published-file": "a file",
}
