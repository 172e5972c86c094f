"""Every page there is, in the states that a reader meets it in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Page:
    """A page in one state.

    ``name`` is what its picture is called, ``address`` the name of its address in the URL
    configuration, ``path`` the path with the numbers of the cast in braces, ``who`` the reader
    (none: a stranger), ``status`` what the server answers, ``kind`` "list" for pages held to the
    weight of a list. ``fill`` is what is written into its form before it is sent by ``press``.
    """

    name: str
    address: str
    path: str
    who: str | None = "ana"
    status: int = 200
    kind: str = ""
    fill: Mapping[str, str] = field(default_factory=dict)
    press: str = ""

    def at(self, cast):
        return self.path.format(**cast)


SEND = "main form button[type=submit]"
PAGES = (
    Page("sign-in", "sign-in", "/sign-in/", who=None),
    Page("sign-in-wrong", "sign-in", "/sign-in/", who=None, press=SEND),
    Page("home", "home", "/", kind="list"),
    Page("home-of-a-reader", "home", "/", who="delia"),
    Page("home-empty", "home", "/", who="nina"),
    Page("home-of-two-labs", "home", "/", who="dora"),
    Page("challenges", "challenges", "/challenges/", kind="list"),
    Page("challenges-empty", "challenges", "/challenges/", who="nina"),
    Page("challenge-new", "challenge-new", "/challenges/new/"),
    Page("challenge-new-wrong", "challenge-new", "/challenges/new/", press=SEND),
    Page("challenge", "challenge", "/challenges/{challenge}/"),
    Page("challenge-without-data", "challenge", "/challenges/{lonely}/"),
    Page("datasets", "datasets", "/datasets/", kind="list"),
    Page("datasets-empty", "datasets", "/datasets/", who="nina"),
    Page("dataset-new", "dataset-new", "/datasets/new/"),
    Page("dataset-new-wrong", "dataset-new", "/datasets/new/", press=SEND),
    Page("dataset", "dataset", "/datasets/{dataset}/"),
    Page("dataset-undescribed", "dataset", "/datasets/{undescribed}/"),
    Page("dataset-columns", "dataset-columns", "/datasets/{undescribed}/columns/"),
    Page("dataset-columns-described", "dataset-columns", "/datasets/{dataset}/columns/"),
    Page("dataset-columns-wrong", "dataset-columns", "/datasets/{undescribed}/columns/", press=SEND),
    Page("evidence-list", "evidence-list", "/evidence/", kind="list"),
    Page("evidence-list-empty", "evidence-list", "/evidence/", who="nina"),
    Page("happenings", "happenings", "/happenings/", kind="list"),
    Page("help", "help", "/help/"),
    Page("help-for-a-stranger", "help", "/help/", who=None),
    Page("accessibility", "accessibility", "/accessibility/"),
    Page("privacy", "privacy", "/privacy/"),
    Page("no-lab", "home", "/", who="sola", status=403),
    Page("not-found", "challenge", "/challenges/4711/", status=404),
    Page("forbidden", "dataset-new", "/datasets/new/", who="lucio", status=403),
    Page("fitness", "sense:fitness", "/sense/datasets/{dataset}/fitness/"),
    Page("screen", "sense:screen", "/sense/datasets/{dataset}/screen/"),
    Page(
        "screen-wrong",
        "sense:screen",
        "/sense/datasets/{dataset}/screen/",
        fill={"false_share": "0.2"},
        press="button[name=run]",
    ),
    Page("screen-preview", "sense:screen", "/sense/datasets/{dataset}/screen/", press="button[name=look]"),
    Page("result", "sense:evidence", "/sense/evidence/{done}/"),
    Page("result-of-a-reader", "sense:evidence", "/sense/evidence/{done}/", who="delia"),
    Page("run-waiting", "sense:evidence", "/sense/evidence/{waiting}/"),
    Page("run-running", "sense:evidence", "/sense/evidence/{running}/"),
    Page("run-failed", "sense:evidence", "/sense/evidence/{failed}/"),
    Page("run-cancelled", "sense:evidence", "/sense/evidence/{cancelled}/"),
    Page("visits", "sense:visits", "/sense/evidence/{done}/visits/"),
)
# What has an address, but is no page of its own; the journeys go through each of them.
NOT_PAGES = {
    "sign-out": "takes a form and leads to sign-in",
    "language": "takes a form and leads back",
    "lab": "takes a form and leads home",
    "evidence-cancel": "takes a form and leads back",
    "sense:replay": "takes a form and leads to the new run",
    "sense:progress": "a part of the page of a run",
    "sense:download": "a file",
}


def addresses():
    """The names of all addresses in the URL configuration, with their room."""
    return sorted(_names(get_resolver().url_patterns, ""))


def _names(patterns, room):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else room
            yield from _names(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{room}{pattern.name}"
