"""The tasks of the example by number, in each state, and a day on which very much waits for one person."""

from jopoi_workbench.shell import services
from jopoi_workbench.shell.models import Member, Task


def fill(known):
    def member(name):
        return Member.objects.get(lab=known.lab, person__email=f"{name}@demo.example")

    reading = services.ask_review(
        actor=known.ana, evidence=known.done, whom=member("celeste"), at=known.now,
        why="Is a false share of a fifth too generous?",
    )  # fmt: skip
    answered = services.ask_review(actor=known.ana, evidence=known.done, whom=member("fidel"), at=known.now)
    services.answer_review(
        actor=member("fidel"), review=answered, answer="remarks", at=known.now,
        remarks="Say in the first sentence that six years were read.\nThe rest convinces me.",
    )  # fmt: skip
    for number in range(30):
        services.ask(actor=known.ana, what=f"Call school {number + 1}", whom=member("marcos"), at=known.now)
    mine = Task.objects.filter(lab=known.lab, whom=known.ana)
    return {
        "task": mine.filter(state=Task.State.OPEN).earliest("pk").pk,
        "task_done": Task.objects.filter(lab=known.lab, state=Task.State.DONE, review=None).earliest("pk").pk,
        "reading": reading.task_id,
        "reading_done": answered.task_id,
    }
