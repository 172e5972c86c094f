"""Decisions, and the turns of a loop."""

from tests.browser.pages.page import SEND, Page

_OF = "/challenges/{challenge}"
PAGES = (
    Page("decisions", "decisions", f"{_OF}/decisions/", kind="list"),
    Page("decisions-none", "decisions", "/challenges/{lonely}/decisions/"),
    Page("decision-new", "decision-new", f"{_OF}/decisions/new/"),
    Page("decision-new-wrong", "decision-new", f"{_OF}/decisions/new/", press=SEND),
    Page("decision", "decision", f"{_OF}/decisions/{{decision}}/"),
    Page("decision-of-a-reader", "decision", f"{_OF}/decisions/{{decision}}/", who="delia"),
    Page("decision-wrong", "decision", f"{_OF}/decisions/{{decision}}/", press=f"{SEND} >> nth=0"),
    Page("decision-taken", "decision", f"{_OF}/decisions/{{taken}}/"),
    Page("decision-edit", "decision-edit", f"{_OF}/decisions/{{decision}}/edit/"),
    Page("turns", "turns", f"{_OF}/turns/"),
    Page("turn", "turn", f"{_OF}/turns/1/"),
)
NOT_PAGES = {
    "decision-drop": "takes a form and leads back to the decision",
    "decision-reopen": "takes a form and leads back to the decision",
    "turn-close": "takes a form and leads back to the turns",
    "turn-open": "takes a form and leads back to the challenge",
}
