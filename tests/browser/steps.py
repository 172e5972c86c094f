"""What a person does, step by step; by names of fields, so that it reads alike in every language."""

import csv
import io
import re

from playwright.sync_api import expect

ROLES = {
    "schid": "unit", "distid": "group", "year": "period", "math4": "outcome", "lunch": "context",
    "lenrol": "context",
}  # fmt: skip


def michigan(workbench):
    """The real table, as the worked example keeps it."""
    digest = workbench.ask("select digest from shell_dataset order by id limit 1")[0][0]
    return (workbench.folder / "blobs" / digest[:2] / digest).read_bytes()


def table(*rows, separator=","):
    """The bytes of a CSV file."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def schools(count=40, years=(2021, 2022, 2023, 2024)):
    """Rows that can be screened: a school does about as well each year, some much better."""
    yield ["school", "year", "passed", "poverty"]
    for school in range(count):
        for year in years:
            poverty = (school * 37) % 60
            luck = (school * 7 + year * 13) % 11 - 5
            yield [f"s{school:03d}", year, 70 - poverty / 3 + luck + 25 * (school % 10 == 0), poverty]


def open_challenge(page, title):
    page.goto("/challenges/")
    page.locator("main a[href='/challenges/new/']").click()
    page.locator("[name=title]").fill(title)
    page.locator("[name=statement]").fill(
        "Some schools do better than others like them, and nobody knows how."
    )
    page.locator("main form button[type=submit]").click()
    expect(page.locator("h1")).to_have_text(title)


def bring_in(page, name, content):
    """Upload a file through the form that stands on the page."""
    file = {"name": name, "mimeType": "text/csv", "buffer": content}
    page.locator("input[type=file]").set_input_files(file)
    page.locator("main form button[type=submit]").click()


def upload(page, name, content):
    page.goto("/datasets/new/")
    bring_in(page, name, content)


def describe(page, roles):
    """Say what each column is for; columns that are not named are left out."""
    for row in page.locator("ul.columns > li").all():
        column = row.locator(".row-title").inner_text()
        row.locator("select").select_option(roles.get(column, "ignore"))
    page.locator("[name=consent_basis]").select_option(index=1)
    page.locator("main form button[type=submit]").click()


def store(page, name, content, roles):
    """Upload and describe; returns the number of the table."""
    upload(page, name, content)
    page.wait_for_url(re.compile(r"/columns/$"))
    describe(page, roles)
    page.wait_for_url(re.compile(r"/datasets/\d+/$"))
    return int(page.url.split("/")[-2])


def screen(page, dataset):
    """Take the form as it is filled in and run it; returns the number of the evidence."""
    page.goto(f"/sense/datasets/{dataset}/screen/")
    return press_screen(page)


def press_screen(page):
    page.locator("button[name=run]").click()
    page.wait_for_url(re.compile(r"/sense/evidence/\d+/$"))
    return int(page.url.split("/")[-2])


def await_result(page):
    """Wait on the page of a run until the answer stands there; a run that stopped ends the wait."""
    ended = page.locator("#picture, .told.fail, h1:text('stopped while')")
    expect(ended.first).to_be_attached(timeout=90_000)
    expect(page.locator("#picture")).to_be_attached()


def complaint(page):
    """What the page says is wrong: the summary, and that each line of it leads to its field."""
    summary = page.locator(".err-sum")
    expect(summary).to_be_visible()
    assert page.title().startswith(("Something needs a change", "Hay algo que cambiar"))
    for link in summary.locator("a").all():
        expect(page.locator(link.get_attribute("href"))).to_have_count(1)
    said = summary.inner_text()
    assert "Traceback" not in said
    return said
