"""Nothing is skipped silently: where ``CI=true``, a test that is skipped has failed."""

import os
from collections.abc import Generator

import pytest

Report = pytest.TestReport | pytest.CollectReport


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skipped test into a failed one; an expected failure stays what it is."""
    report = yield
    if not hasattr(report, "wasxfail"):
        _forbid_skip(report, item.nodeid)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn a module that is skipped as a whole into a failed one."""
    report = yield
    _forbid_skip(report, collector.nodeid)
    return report


def _forbid_skip(report: Report, name: str) -> None:
    if report.skipped and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"{name} was skipped, and under CI=true nothing may be: {report.longrepr}"
