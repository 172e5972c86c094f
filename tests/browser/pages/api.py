"""The keys to the API, and its description."""

from tests.browser.pages.page import Page

PAGES = (
    Page("tokens", "tokens", "/me/tokens/"),
    Page("tokens-of-a-reader", "tokens", "/me/tokens/", who="delia"),
    Page("tokens-wrong", "tokens", "/me/tokens/", press=".acts button"),
    Page("api", "api-docs", "/api/"),
    Page("api-for-a-stranger", "api-docs", "/api/", who=None),
)
NOT_PAGES = {
    "token-revoke": "takes a form and leads back",
    "api:api-root": "a problem: there is nothing at the root",
    "api:openapi-json": "for programs",
    "api:challenges": "for programs",
    "api:challenge": "for programs",
}
