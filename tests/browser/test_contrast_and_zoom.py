"""For whoever needs high contrast or letters of twice the size: nothing is lost and nothing is cut off."""

import pytest

from tests.browser.browsing import DESK
from tests.browser.pages import PAGES
from tests.browser.test_every_page import TOO_WIDE, open_page

NAMES = (
    "home", "challenge", "challenges", "result", "evidence-list", "theory", "tasks", "waiting", "plan-frozen",
    "verdict", "challenge-new-wrong", "dataset-columns", "network", "contribution-write", "members",
)  # fmt: skip
CHOSEN = [page for page in PAGES if page.name in NAMES]
chosen = pytest.mark.parametrize("page", CHOSEN, ids=lambda page: page.name)

# In forced colours shadows and backgrounds vanish: what has the focus must show it by an outline or a border
# of its own, and the entry of the menu where one is by something that is drawn.
UNSEEN_FOCUS = """() => {
  const found = [], seen = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  for (const part of document.querySelectorAll(seen)) {
    if (!part.checkVisibility() || part.disabled) continue;
    const looks = () => {
      const style = getComputedStyle(part);
      const ring = style.outlineStyle === 'none' || style.outlineWidth === '0px' ? '' : style.outlineColor;
      return [ring, style.borderTopWidth, style.borderTopColor].join();
    };
    part.blur();
    const before = looks();
    part.focus({focusVisible: true});
    if (document.activeElement === part && looks() === before) found.push(part.outerHTML.slice(0, 120));
  }
  return found}"""
HERE_UNSEEN = """() => [...document.querySelectorAll('.top nav a[aria-current]')].filter(part => {
  const style = getComputedStyle(part), other = document.querySelector('.top nav a:not([aria-current])');
  return style.borderBottomWidth === '0px' && style.fontWeight === getComputedStyle(other).fontWeight;
}).map(part => part.outerHTML)"""


@pytest.fixture
def sharp(readers):
    """A window in forced colours; they are put back for whoever looks next."""
    windows = []

    def look(page, cast, scheme):
        window = open_page(readers, page, cast)
        windows.append(window)
        window.emulate_media(forced_colors="active", color_scheme=scheme)
        return window

    yield look
    for window in windows:
        window.emulate_media(forced_colors="none", color_scheme="light")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@chosen
def test_in_high_contrast_one_sees_where_one_is(sharp, cast, page, scheme, pictures):
    window = sharp(page, cast, scheme)
    window.screenshot(path=pictures / f"{page.name}-sharp-{scheme}.png", full_page=True)
    assert window.evaluate("() => matchMedia('(forced-colors: active)').matches")
    assert window.evaluate(UNSEEN_FOCUS) == []
    assert window.evaluate(HERE_UNSEEN) == []


@chosen
def test_with_letters_of_twice_the_size_nothing_is_cut_off(readers, cast, page):
    window = open_page(readers, page, cast, language="es", width=DESK)
    window.evaluate("() => document.documentElement.style.setProperty('font-size', '200%', 'important')")
    assert window.evaluate(TOO_WIDE) == []


@chosen
def test_at_twice_the_size_of_the_page_nothing_is_cut_off(readers, cast, page):
    """A window of 1280 pixels at 200 % is one of 640."""
    window = open_page(readers, page, cast, language="es", width=DESK // 2)
    assert window.evaluate(TOO_WIDE) == []


def test_every_chosen_page_is_there():
    assert {page.name for page in CHOSEN} == set(NAMES)
