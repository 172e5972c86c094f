"""Pages that only list are light on the wire, styles and letters included, as a server sends them."""

import pytest

from tests.browser.browsing import Visitors
from tests.browser.live import HOST, free_port
from tests.browser.pages import PAGES

MOST = 150_000
SIZES = """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .map(part => [part.name, part.transferSize])"""


@pytest.fixture(scope="module")
def in_production(browser, example, cast):
    """The example served as in production: styles compressed and named by their content."""
    port = free_port()
    behind_tls = {
        "JOPOI_DEMO": "false",
        "JOPOI_BEHIND_PROXY": "true",
        "JOPOI_ORIGINS": f"http://{HOST}:{port}",
    }
    example.command("collectstatic", "--no-input", "--verbosity", "0", **behind_tls)
    example.serve(port, **behind_tls)
    return Visitors(browser, f"http://{HOST}:{port}")


@pytest.mark.parametrize("page", [page for page in PAGES if page.kind == "list"], ids=lambda page: page.name)
def test_a_list_is_light(in_production, page):
    window = in_production.visit(page.who, extra_http_headers={"X-Forwarded-Proto": "https"})
    window.goto(page.path, wait_until="networkidle")
    sizes = dict(window.evaluate(SIZES))
    assert any(name.endswith(".css") for name in sizes)
    assert all(size > 0 for size in sizes.values()), sizes
    assert sum(sizes.values()) < MOST, sizes
    assert in_production.leave() == []
