"""What colleagues ask of one another, and everything that waits."""

from jopoi_workbench.shell.services import ask, ask_review
from tests.workbench.conftest import AT, member_in

TABLE = """
waiting             GET    302    200      200     200         200       200     200       200     200
tasks               GET    302    200      200     200         200       200     200       200     200
task-new            GET    302    200      200     200         200       200     200       403     200
task-new            POST   302    422      422     422         422       422     422       403     422
task                GET    302    404      200     200         200       200     200       200     200
task-edit           GET    302    404      403     403         403       403     403       403     200
task-edit           POST   302    404      403     403         403       403     403       403     422
task-done           POST   302    404      403     403         403       403     403       403     302
task-drop           POST   302    404      403     403         403       403     403       403     422
task-hand-over      POST   302    404      403     403         403       403     403       403     422
task-answer         POST   302    404      403     403         403       403     403       403     403
review-new          GET    302    404      200     200         200       200     200       403     200
review-new          POST   302    404      422     422         422       422     422       403     422
"""


def paths(cast):
    """A task and a reading that concern the asker and who is asked; an administrator may step in."""
    rosa = member_in(cast.lab, "facilitator", "Rosa")
    task = ask(actor=cast.analyst, what="Find a third coder", whom=rosa, at=AT)
    review = ask_review(actor=cast.analyst, evidence=cast.done, whom=rosa, at=AT)
    tasks = {name: [task.pk] for name in ("task", "task-edit", "task-done", "task-drop", "task-hand-over")}
    return tasks | {"task-answer": [review.task_id], "review-new": [cast.done.pk]}
