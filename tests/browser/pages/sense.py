"""The room Sense."""

from tests.browser.pages.page import Page

PAGES = (
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
    Page("guide", "sense:guide", "/sense/datasets/{dataset}/which/"),
    Page("frontier-new", "sense:ask", "/sense/datasets/{dataset}/ask/frontier/"),
    Page(
        "frontier-new-wrong",
        "sense:ask",
        "/sense/datasets/{dataset}/ask/frontier/",
        press="button[name=run]",
    ),
    Page("frontier", "sense:evidence", "/sense/evidence/{frontier}/"),
    Page("burden-new", "sense:ask", "/sense/datasets/{permits}/ask/burden/"),
    Page("burden-new-wrong", "sense:ask", "/sense/datasets/{permits}/ask/burden/", press="button[name=run]"),
    Page("burden", "sense:evidence", "/sense/evidence/{burden}/"),
    Page("pulse-new", "sense:ask", "/sense/datasets/{answers}/ask/pulse/"),
    Page(
        "pulse-new-wrong",
        "sense:ask",
        "/sense/datasets/{answers}/ask/pulse/",
        fill={"population": "sex: woman 51"},
        press="button[name=run]",
    ),
    Page("pulse", "sense:evidence", "/sense/evidence/{pulse}/"),
    Page("counts", "sense:evidence", "/sense/evidence/{counts}/"),
    Page("cases-new", "sense:ask", "/sense/datasets/{posts}/ask/cases/"),
    Page(
        "cases-new-wrong",
        "sense:ask",
        "/sense/datasets/{posts}/ask/cases/",
        fill={"quota": "2"},
        press="button[name=run]",
    ),
    Page("cases", "sense:evidence", "/sense/evidence/{cases}/"),
    Page("cases-of-a-facilitator", "sense:evidence", "/sense/evidence/{cases}/", who="delia"),
    Page("backtest-new", "sense:ask", "/sense/datasets/{posts}/ask/backtest/"),
    Page("backtest", "sense:evidence", "/sense/evidence/{backtest}/"),
    Page("multiverse-new", "sense:ask", "/sense/datasets/{posts}/ask/multiverse/"),
    Page("multiverse", "sense:evidence", "/sense/evidence/{multiverse}/"),
    Page("savings-new", "sense:savings", "/sense/challenges/{challenge}/savings/"),
    Page(
        "savings-wrong",
        "sense:savings",
        "/sense/challenges/{challenge}/savings/?amount=much&years=10",
        status=422,
    ),
    Page(
        "savings",
        "sense:savings",
        "/sense/challenges/{challenge}/savings/?amount=8+billion&years=10&services=200&currency=USD"
        "&uses=200+million&hour_value=0,4",
    ),
    Page("result", "sense:evidence", "/sense/evidence/{done}/"),
    Page("result-of-a-reader", "sense:evidence", "/sense/evidence/{done}/", who="delia"),
    Page("run-waiting", "sense:evidence", "/sense/evidence/{waiting}/"),
    Page("run-running", "sense:evidence", "/sense/evidence/{running}/"),
    Page("run-failed", "sense:evidence", "/sense/evidence/{failed}/"),
    Page("run-cancelled", "sense:evidence", "/sense/evidence/{cancelled}/"),
    Page("visits", "sense:visits", "/sense/evidence/{done}/visits/"),
)
NOT_PAGES = {
    "sense:replay": "takes a form and leads to the new run",
    "sense:progress": "a part of the page of a run",
    "sense:download": "a file",
}
