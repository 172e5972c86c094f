"""Evidence by hand, claims, verdicts and plans."""

from tests.browser.pages.page import SEND, Page

PAGES = (
    Page("record", "evidence", "/evidence/{record}/"),
    Page("record-replaced", "evidence", "/evidence/{replaced}/"),
    Page("record-new", "evidence-new", "/challenges/{challenge}/evidence/new/"),
    Page("record-new-wrong", "evidence-new", "/challenges/{challenge}/evidence/new/", press=SEND),
    Page("replace", "evidence-replace", "/evidence/{record}/replace/"),
    Page("replace-wrong", "evidence-replace", "/evidence/{record}/replace/", press=SEND),
)
NOT_PAGES = {"evidence-file": "a file"}
GIVEN = (
    "select source from shell_record",
    "select superseded_reason from shell_evidence",
)
