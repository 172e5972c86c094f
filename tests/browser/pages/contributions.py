"""What people without an account write to a lab, and what its members make of it."""

from tests.browser.pages.page import SEND, Page

_OF = "/challenges/{heard}/from-outside"
PAGES = (
    Page("network-challenge-heard", "network-challenge", "/network/{heard}/", who=None),
    Page("contribution-write", "contribution-write", "/network/{heard}/write/", who=None),
    Page("contribution-write-wrong", "contribution-write", "/network/{heard}/write/", who=None, press=SEND),
    Page(
        "contribution-thanks",
        "contribution-write",
        "/network/{heard}/write/",
        who=None,
        fill={"text": "In our post the nurse calls mothers the day before."},
        press=SEND,
    ),
    Page("your-words", "your-words", "/your-words/", who=None),
    Page("your-words-wrong", "your-words", "/your-words/", who=None, press=SEND),
    Page(
        "your-words-found",
        "your-words",
        "/your-words/",
        who=None,
        fill={"slip": "{slip_of_words}"},
        press=SEND,
    ),
    Page("contributions", "contributions", f"{_OF}/", kind="list"),
    Page("contributions-none", "contributions", "/challenges/{lonely}/from-outside/"),
    Page("contribution", "contribution", f"{_OF}/{{waiting_words}}/"),
    Page("contribution-wrong", "contribution", f"{_OF}/{{waiting_words}}/", press=f"{SEND} >> nth=0"),
    Page("contribution-answered", "contribution", f"{_OF}/{{answered_words}}/"),
)
NOT_PAGES = {
    "contribution-set-aside": "takes a form and leads back to what was written",
    "contributions-listen": "takes a form and leads back to who sees the challenge",
}
