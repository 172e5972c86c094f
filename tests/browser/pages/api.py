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
    "api:datasets": "for programs",
    "api:dataset": "for programs",
    "api:dataset-columns": "for programs",
    "api:dataset-file": "for programs",
    "api:evidence-list": "for programs",
    "api:evidence-records": "for programs",
    "api:evidence": "for programs",
    "api:evidence-result": "for programs",
    "api:evidence-cancel": "for programs",
    "api:evidence-replay": "for programs",
    "api:evidence-replace": "for programs",
    "api:turns": "for programs",
    "api:turn-close": "for programs",
    "api:challenge-decisions": "for programs",
    "api:decisions": "for programs",
    "api:decision": "for programs",
    "api:decision-take": "for programs",
    "api:decision-drop": "for programs",
    "api:decision-reopen": "for programs",
    "api:claims": "for programs",
    "api:claim": "for programs",
    "api:claim-citations": "for programs",
    "api:claim-state": "for programs",
    "api:claim-withdraw": "for programs",
}
