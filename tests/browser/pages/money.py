"""Money and planned steps."""

from tests.browser.pages.page import SEND, Page

UNDER = "/challenges/{coupons}/money"
PAGES = (
    Page("money", "money", f"{UNDER}/"),
    Page("money-of-a-reader", "money", f"{UNDER}/", who="delia"),
    Page("money-empty", "money", "/challenges/{lonely}/money/"),
    Page("grant-new-wrong", "grant-new", f"{UNDER}/grants/new/", press=SEND),
    Page("grant", "grant", f"{UNDER}/grants/{{grant}}/"),
    Page("step-new-wrong", "step-new", f"{UNDER}/steps/new/", press=SEND),
    Page("step", "step", f"{UNDER}/steps/{{step}}/"),
)
NOT_PAGES = {
    "grant-remove": "takes a form and leads back",
    "step-remove": "takes a form and leads back",
}
