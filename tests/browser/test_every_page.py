"""Every page, for every reader: accessible, within the window, light, quiet, and in a picture."""

import json
import re
from contextlib import suppress

import pytest
from axe_playwright_python.base import AXE_FILE_PATH

from jopoi_workbench.shell.forms.lab import zone_choices
from tests.browser.browsing import DESK, PHONE
from tests.browser.pages import NOT_PAGES, PAGES, addresses

AXE = AXE_FILE_PATH.read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SMALLEST_PHONE = 360
IN_SPANISH = {
    "sign-in", "home", "challenge", "dataset", "dataset-columns", "fitness", "screen", "result", "visits"
}  # fmt: skip
IN_THE_DARK = {"home", "result"}
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)

# Links inside a sentence are as high as the sentence; WCAG 2.5.8 leaves those out, and so do we.
SMALL_TARGETS = """least => [...document.querySelectorAll(
    'a[href], button, input, select, textarea, summary')]
  .filter(target => target.checkVisibility({visibilityProperty: true}) && target.type !== 'hidden')
  .filter(target => !target.matches('.skip, .vh') && !target.closest('p, dd, li p, td, svg, label'))
  .map(target => [target, target.getBoundingClientRect()])
  .filter(([target, box]) => box.width && (box.width < least || box.height < least))
  .map(([target, {width, height}]) =>
    `${target.outerHTML.slice(0, 80)} ${Math.round(width)}x${Math.round(height)}`)"""
TOO_WIDE = """() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide <= 0) return [];
  const edge = document.documentElement.clientWidth + 1;
  return [`${wide} px too wide`, ...[...document.querySelectorAll('body *')]
    .filter(part => part.getBoundingClientRect().right > edge && !part.parentElement.closest('.scroll'))
    .slice(0, 3).map(part => part.outerHTML.slice(0, 80))]}"""


# Three words and more: shorter texts may be alike in both languages. What a published document rests on is
# told in the document's own language.
SENTENCE = re.compile(r"[^\W\d]{2,}\W+[^\W\d]{2,}\W+[^\W\d]{2,}")
TEXTS = """() => {
  const found = [], all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (all.nextNode()) {
    if (!all.currentNode.parentElement.closest('code, pre, script, style, .theory text, .doc .cite')) {
      found.push(all.currentNode.textContent.trim().replace(/\\s+/g, ' '));
    }
  }
  for (const part of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
    found.push(part.getAttribute('aria-label') || part.title || part.placeholder);
  }
  return found}"""


def open_page(readers, page, cast, language="en", width=DESK, **how):
    window = readers.look(page.who, language, width, **how)
    answer = window.goto(page.at(cast))
    assert answer.status == page.status
    for name, text in page.fill.items():
        window.locator(f"[name={name}]").fill(text.format(**cast))
    if page.press:
        window.locator(page.press).click()
        window.locator(".err-sum, #preview, .thanks, blockquote").first.wait_for()
        window.wait_for_load_state()
    return window


def violations(window, *rules):
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": TAGS}
    if not window.evaluate("() => 'axe' in window"):
        window.evaluate(AXE)
    found = window.evaluate("run => axe.run(document, run)", {"runOnly": only, "resultTypes": ["violations"]})
    return [
        f"{broken['id']}: {broken['help']}: {[node['html'][:120] for node in broken['nodes'][:3]]}"
        for broken in found["violations"]
    ]


def test_every_address_is_a_page_here_or_has_a_reason_not_to_be():
    assert {page.address for page in PAGES} | set(NOT_PAGES) == set(addresses())


@pytest.mark.parametrize("language", ["en", "es"])
@every_page
def test_it_is_accessible(readers, cast, page, language):
    window = open_page(readers, page, cast, language=language)
    found = []
    for width in (DESK, PHONE):
        window.set_viewport_size({"width": width, "height": 900})
        found += [f"{width} px: {broken}" for broken in violations(window)]
        if language == "en":  # only colours differ in the dark, and they speak no language
            window.emulate_media(color_scheme="dark")
            found += [f"{width} px, dark: {broken}" for broken in violations(window, "color-contrast")]
            window.emulate_media(color_scheme="light")
    assert not found, "\n".join(found)


@every_page
def test_it_fits_the_smallest_phone_and_the_thumb(readers, cast, page):
    window = open_page(readers, page, cast, language="es", width=SMALLEST_PHONE, fonts=False)
    found = window.evaluate(TOO_WIDE) + window.evaluate(SMALL_TARGETS, 24)
    assert not found, "\n".join(found)


@every_page
def test_all_of_it_is_in_spanish(readers, example, cast, page):
    texts = {}
    for language in ("en", "es"):
        window = open_page(readers, page, cast, language=language)
        texts[language] = set(window.evaluate(TEXTS))
        assert window.locator("html").get_attribute("lang") == language
    same = [
        text for text in texts["en"] & texts["es"] if SENTENCE.search(without(text, given_by_people(example)))
    ]
    assert not same, "\n".join(sorted(same))


def given_by_people(example):
    """What people wrote themselves and nobody translates, longest first: every text that is stored."""
    found = {place for _part, zones in zone_choices("")[1:] for _zone, place in zones}
    tables = "select name from sqlite_master where name like 'shell_%' and type = 'table'"
    for (table,) in example.ask(tables):
        for row in example.ask(f'select * from "{table}"'):  # noqa: S608 - a name from the database itself
            for value in row:
                found.update(texts_in(value))
    return sorted(found, key=len, reverse=True)


def texts_in(value):
    """The texts in a stored value, whole and line by line, as a page shows them."""
    if isinstance(value, str) and value[:1] in "[{":
        with suppress(ValueError):  # a text may begin like that too
            value = json.loads(value)
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts_in(part)
    elif isinstance(value, str):
        for text in (value, *value.splitlines(), *re.split(r"(?<=[.?!])\s", value)):
            if text.strip():
                yield " ".join(text.split())


def without(text, given):
    for phrase in filter(None, given):
        text = text.replace(phrase, "")
        if text.endswith("…") and phrase.startswith(text[:-1]):  # cut to fit a figure
            return ""
    return text


@every_page
def test_its_picture(readers, cast, page, pictures):
    for language in ["en", "es"] if page.name in IN_SPANISH else ["en"]:
        window = open_page(readers, page, cast, language=language)
        for scheme in ["light", "dark"] if page.name in IN_THE_DARK and language == "en" else ["light"]:
            window.emulate_media(color_scheme=scheme)
            for width in (PHONE, DESK):
                window.set_viewport_size({"width": width, "height": 900})
                marks = [mark for mark in (language, scheme) if mark not in {"en", "light"}]
                name = "-".join([page.name, *marks, str(width)])
                window.screenshot(path=pictures / f"{name}.png", full_page=True)
