"""Partners, and who holds a loop together."""

from tests.browser.pages.page import SEND, Page

UNDER = "/challenges/{coupons}"
PAGES = (
    Page("coupons", "challenge", f"{UNDER}/"),
    Page("home-of-a-manager", "home", "/", who="marcos"),
    Page("partners", "partners", f"{UNDER}/partners/"),
    Page("partners-of-a-reader", "partners", f"{UNDER}/partners/", who="delia"),
    Page("partners-empty", "partners", "/challenges/{lonely}/partners/"),
    Page("partner-new", "partner-new", f"{UNDER}/partners/new/"),
    Page("partner-new-wrong", "partner-new", f"{UNDER}/partners/new/", press=SEND),
    Page("partner", "partner", f"{UNDER}/partners/{{partner}}/"),
    Page("partner-move", "partner-move", f"{UNDER}/partners/{{lapsed}}/move/"),
    Page("coordinator-new", "coordinator-new", f"{UNDER}/coordination/new/"),
    Page("coordinator-new-wrong", "coordinator-new", f"{UNDER}/coordination/new/", press=SEND),
    Page("coordinator", "coordinator", f"{UNDER}/coordination/{{coordinator}}/"),
)
NOT_PAGES = {
    "partner-remove": "takes a form and leads back",
    "coordinator-remove": "takes a form and leads back",
}
