"""Signing in, home, and the pages that hold no data."""

from tests.browser.pages.page import SEND, Page

PAGES = (
    Page("sign-in", "sign-in", "/sign-in/", who=None),
    Page("sign-in-wrong", "sign-in", "/sign-in/", who=None, press=SEND),
    Page("home", "home", "/", kind="list"),
    Page("home-of-a-reader", "home", "/", who="delia"),
    Page("home-empty", "home", "/", who="nina"),
    Page("home-of-two-labs", "home", "/", who="dora"),
    Page("help", "help", "/help/"),
    Page("help-for-a-stranger", "help", "/help/", who=None),
    Page("accessibility", "accessibility", "/accessibility/"),
    Page("privacy", "privacy", "/privacy/"),
    Page("no-lab", "home", "/", who="sola", status=403),
)
NOT_PAGES = {
    "sign-out": "takes a form and leads to sign-in",
    "language": "takes a form and leads back",
    "lab": "takes a form and leads home",
}
