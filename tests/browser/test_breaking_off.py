"""What breaks off in the middle loses nothing and leaves nothing behind."""

import re
import socket
from contextlib import closing, contextmanager

from playwright.sync_api import expect

from tests.browser.live import HOST, wait_until
from tests.browser.steps import await_result, schools, screen, store, table

ROLES = {"school": "unit", "year": "period", "passed": "outcome", "poverty": "context"}
HALF = b"school,year,passed\n" + b"a,2021,50\n" * 400_000


@contextmanager
def half_an_upload(workbench, page, content, announced):
    """Send the head of an upload and a part of its file, as a browser would, then hang up."""
    page.goto("/datasets/new/")
    token = page.locator("main [name=csrfmiddlewaretoken]").get_attribute("value")
    cookies = "; ".join(f"{c['name']}={c['value']}" for c in page.context.cookies())
    boundary = "here-it-parts"
    body = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="half.csv"\r\n'
        "Content-Type: text/csv\r\n\r\n"
    )
    head = (
        f"POST /datasets/new/ HTTP/1.1\r\nHost: {HOST}:{workbench.port}\r\nCookie: {cookies}\r\n"
        f"Origin: {workbench.address}\r\nContent-Type: multipart/form-data; boundary={boundary}\r\n"
        f"Content-Length: {announced}\r\n\r\n"
    )
    with closing(socket.create_connection((HOST, workbench.port))) as line:
        line.sendall((head + body).encode() + content)
        yield
        line.shutdown(socket.SHUT_RDWR)


def test_a_browser_closed_in_mid_upload_leaves_nothing_behind(visitors, workbench):
    page = visitors.visit("ana")
    before = workbench.kept_files(), workbench.count("dataset")
    with half_an_upload(workbench, page, HALF, announced=9 * len(HALF)):
        wait_until(lambda: workbench.kept_files() != before[0], "a part of the file has arrived")
    wait_until(lambda: workbench.kept_files() == before[0], "what had arrived is gone")
    assert workbench.count("dataset") == before[1]
    page.goto("/datasets/")
    expect(page.locator("h1")).to_be_visible()


def test_a_worker_killed_in_mid_task_is_told_and_its_run_can_be_started_again(visitors, workbench):
    page = visitors.visit("ana")
    dataset = store(page, "killed.csv", table(*schools(40_000, (2021, 2022))), ROLES)
    evidence = screen(page, dataset)
    wait_until(lambda: workbench.state_of(evidence) == "running", "the run has begun")
    workbench.kill_worker()
    assert workbench.state_of(evidence) == "running"
    workbench.start_worker()
    wait_until(lambda: workbench.state_of(evidence) == "failed", "the run is marked as failed")
    expect(page.locator(".told.fail")).to_contain_text(
        re.compile("process was ended.*Nothing is lost", re.DOTALL)
    )
    page.locator("form[action$='/replay/'] button").click()
    await_result(page)
    page.goto(f"/sense/evidence/{evidence}/")
    expect(page.locator("main")).to_contain_text("started again")
