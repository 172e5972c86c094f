"""E-mails, the calendar, and what runs now."""

from tests.browser.pages.page import Page

PAGES = (
    Page("letters", "letters", "/letters/"),
    Page("letters-stop", "letters-stop", "/letters/stop/{stop_token}/", who=None),
    Page("runs", "runs", "/runs/", kind="list"),
    Page("runs-none", "runs", "/runs/", who="nina"),
)
NOT_PAGES = {
    "calendar-open": "takes a form and shows the page of e-mails with an address",
    "calendar-close": "takes a form and leads back",
    "calendar": "a file",
    "runs-cancel": "takes a form and leads back",
}
