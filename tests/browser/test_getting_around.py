"""The small switches on every page: language, lab, signing out, skipping to the content."""

import re

from playwright.sync_api import expect

from tests.browser.browsing import sign_in


def test_the_language_is_changed_on_the_page_where_one_is(readers):
    page = readers.visit("ana")
    page.goto("/datasets/?page=1")
    page.locator("button[name=language][value=es]").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    assert page.url.endswith("/datasets/?page=1")
    page.locator("button[name=language][value=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_whoever_works_in_two_labs_changes_between_them(readers):
    page = readers.visit("dora")
    page.goto("/")
    for lab in ("Laboratorio Nuevo", "Laboratorio Demo"):
        page.get_by_role("button", name=lab).click()
        expect(page.locator(".lab-name")).to_have_text(lab)


def test_signing_out_ends_the_session(readers):
    page = readers.visit()
    sign_in(page, "lucio")
    page.locator("form[action='/sign-out/'] button").click()
    page.goto("/datasets/")
    assert "/sign-in/" in page.url


def test_the_first_tab_leads_past_the_menu(readers):
    page = readers.visit("ana")
    page.goto("/challenges/")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))


def test_the_menu_of_a_phone_opens_without_javascript(readers):
    page = readers.visit("ana", javascript=False, width=390)
    page.goto("/")
    page.locator("header summary").click()
    page.locator("header details a[href='/evidence/']").click()
    expect(page.locator("h1")).to_be_visible()
    assert page.url.endswith("/evidence/")
