"""What colleagues ask of one another."""

from tests.browser.pages.page import SEND, Page

PAGES = (
    Page("waiting", "waiting", "/waiting/", kind="list"),
    Page("waiting-page", "waiting", "/waiting/?page=2", who="marcos"),
    Page("tasks", "tasks", "/tasks/", kind="list"),
    Page("tasks-of-the-lab", "tasks", "/tasks/?show=lab&challenge={challenge}", kind="list"),
    Page("tasks-ended", "tasks", "/tasks/?show=lab&state=ended"),
    Page("tasks-empty", "tasks", "/tasks/", who="nina"),
    Page("task-new", "task-new", "/tasks/new/?challenge={challenge}"),
    Page("task-new-wrong", "task-new", "/tasks/new/", press=SEND),
    Page("task", "task", "/tasks/{task}/"),
    Page("task-of-another", "task", "/tasks/{task}/", who="lucio"),
    Page("task-done", "task", "/tasks/{task_done}/"),
    Page("task-review", "task", "/tasks/{reading}/", who="celeste"),
    Page("task-review-answered", "task", "/tasks/{reading_done}/"),
    Page("task-edit", "task-edit", "/tasks/{task}/edit/"),
    Page("review-new", "review-new", "/evidence/{done}/review/"),
    Page("happenings-narrowed", "happenings", "/happenings/?challenge={challenge}&kind=task"),
)
NOT_PAGES = {
    "task-done": "takes a form and leads back",
    "task-drop": "takes a form and leads back",
    "task-hand-over": "takes a form and leads back",
    "task-answer": "takes a form and leads back",
}
