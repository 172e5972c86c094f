"""Submission, lineage, who sees a challenge, and what everyone sees of all labs."""

from tests.browser.pages.page import Page

_OF = "/challenges/{challenge}"
PAGES = (
    Page("submission", "submission", f"{_OF}/submission/"),
    Page("submission-of-a-reader", "submission", f"{_OF}/submission/", who="delia"),
    Page("lineage", "lineage", f"{_OF}/lineage/"),
    Page("lineage-wrong", "lineage", f"{_OF}/lineage/", press="main form[method=post] button >> nth=-1"),
    Page("visibility", "visibility", f"{_OF}/visibility/"),
    Page("network", "network", "/network/", who=None, kind="list"),
    Page("network-nothing-found", "network", "/network/?words=zzzz", who=None),
    Page("network-challenge", "network-challenge", "/network/{shown}/", who=None),
)
NOT_PAGES = {
    "network-feed": "a feed for programs",
    "network-calendar": "a calendar for programs",
    "submission-submit": "takes a form and leads back to the submission",
    "submission-withdraw": "takes a form and leads back to the submission",
    "lineage-grow": "takes a form and leads back to the lineage",
    "lineage-none": "takes a form and leads back to the lineage",
}
