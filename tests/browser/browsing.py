"""One browser, many visitors; whatever a page does wrong on the way is noted."""

import shutil
from dataclasses import dataclass, field

import pytest

PASSWORD = "dos manos abiertas"
NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-dev-shm-usage",
)
PHONE, DESK = 390, 1280
# Chromium notes each answer of 400 and more as an error; we look at those by their status instead.
# So it does for fonts that we hold back ourselves.
EXPECTED = (
    "Failed to load resource: the server responded with a status of",
    "Failed to load resource: net::ERR_BLOCKED_BY_CLIENT",
)


def chromium_path():
    """Debian's Chromium, or a failure that says what to install."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.fail(
            "The browser tests need Chromium. Install it with: sudo apt-get install chromium "
            "(or run `make chromium`), then start again.",
            pytrace=False,
        )
    return found


@dataclass
class Watch:
    """What went wrong while pages were open."""

    address: str
    wrong: list = field(default_factory=list)

    def over(self, page):
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.wrong.append(f"script error: {error}"))
        page.on("request", self._request)
        page.on("response", self._response)

    def _console(self, message):
        if message.type in {"error", "warning"} and not message.text.startswith(EXPECTED):
            self.wrong.append(f"console {message.type}: {message.text}")

    def _request(self, request):
        if not request.url.startswith((self.address, "data:", "blob:", "about:")):
            self.wrong.append(f"request to another host: {request.url}")

    def _response(self, response):
        ours = response.request.resource_type == "document" and response.status < 500
        if response.status >= 400 and not ours:
            self.wrong.append(f"status {response.status}: {response.url}")


class Visitors:
    """Opens browser windows on the workbench, each with cookies of its own."""

    def __init__(self, browser, address):
        self.browser, self.address = browser, address
        self.watch = Watch(address)
        self.cookies = {}
        self.open = []
        self.kept = {}

    def visit(self, who=None, *, language="en", javascript=True, width=DESK, height=900, **more):
        """A new window, signed in as ``who`` (the part of the e-mail before the @)."""
        context = self.browser.new_context(
            base_url=self.address,
            locale=language,
            timezone_id="America/Asuncion",
            java_script_enabled=javascript,
            viewport={"width": width, "height": height},
            **more,
        )
        self.open.append(context)
        if who:
            context.add_cookies(self._session_of(who, more))
        context.add_cookies([{"name": "jopoi_language", "value": language, "url": self.address}])
        context.set_default_timeout(20_000)
        page = context.new_page()
        self.watch.over(page)
        return page

    def look(self, who, language, width, *, fonts=True):
        """A window that stays open from test to test, for looking only; with our fonts or without."""
        key = who, language, fonts
        if key not in self.kept:
            self.kept[key] = page = self.visit(who, language=language)
            self.open.remove(page.context)
            if fonts:  # a page that comes faster than its fonts keeps the system's
                page.goto("/accessibility/")
                page.evaluate("() => document.fonts.ready.then(() => null)")
            else:
                page.route("**/*.woff2", lambda request: request.abort("blockedbyclient"))
        page = self.kept[key]
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light")
        return page

    def leave(self):
        """Close every window; what went wrong in them is handed over and forgotten."""
        while self.open:
            self.open.pop().close()
        wrong, self.watch.wrong = list(dict.fromkeys(self.watch.wrong)), []
        return wrong

    def _session_of(self, who, how):
        if who not in self.cookies:
            page = self.visit(**how)
            sign_in(page, who)
            kept = [c for c in page.context.cookies() if c["name"] != "jopoi_language"]
            self.cookies[who] = kept
        return self.cookies[who]


def sign_in(page, who):
    page.goto("/sign-in/")
    page.locator("input[name=username]").fill(f"{who}@demo.example")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(lambda address: "/sign-in/" not in address)
