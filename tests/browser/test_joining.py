"""From an invitation to a second factor, without scripts, as an administrator and a newcomer do it."""

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.browsing import DESK, PHONE
from tests.browser.test_every_page import SMALL_TARGETS, TOO_WIDE, violations

PASSWORD = "tres ríos y un puente"


def code(secret, steps=0):
    """What the app on the phone shows now, or will show in a while."""
    return format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // 30 + steps))


def looked_at(page, name, pictures):
    """Hold a page to what every page is held to, and keep its picture."""
    found = page.evaluate(TOO_WIDE) + page.evaluate(SMALL_TARGETS, 24) + violations(page)
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=pictures / f"{name}-{width}.png", full_page=True)
    assert not found, "\n".join(found)


def send(page):
    page.locator("main form button[type=submit]").first.click()


def test_someone_is_invited_joins_and_sets_up_a_second_factor(visitors, pictures):
    admin = visitors.visit("adela")
    admin.goto("/the-lab/")
    admin.locator("a[href='/the-lab/invitations/new/']").click()
    admin.locator("[name=roles][value=analyst]").check()
    send(admin)
    link = admin.locator("#link").input_value()
    looked_at(admin, "invitation-made", pictures)

    rosa = visitors.visit(javascript=False, width=PHONE)
    rosa.goto(link)
    for name, text in {
        "name": "Rosa",
        "email": "rosa@demo.example",
        "password": PASSWORD,
        "again": PASSWORD,
    }.items():
        rosa.locator(f"[name={name}]").fill(text)
    send(rosa)
    expect(rosa.locator(".lab-name")).to_have_text("Laboratorio Demo")

    rosa.goto("/me/second-factor/")
    secret = rosa.locator("code.key").inner_text()
    rosa.locator("[name=code]").fill(code(secret))
    send(rosa)
    expect(rosa.locator(".codes code")).to_have_count(10)
    rosa.locator("footer form[action='/sign-out/'] button").click()

    again = visitors.visit()
    again.goto("/sign-in/")
    again.locator("[name=username]").fill("rosa@demo.example")
    again.locator("[name=password]").fill(PASSWORD)
    send(again)
    looked_at(again, "sign-in-code", pictures)
    again.locator("[name=code]").fill(code(secret, steps=1))
    send(again)
    expect(again.locator(".lab-name")).to_have_text("Laboratorio Demo")
    again.goto("/me/second-factor/")
    looked_at(again, "second-factor-on", pictures)
