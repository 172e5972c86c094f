"""A decision that waits and one that closed a quarter."""

from datetime import timedelta

from django.utils import timezone

from jopoi_workbench.shell import services
from jopoi_workbench.shell.models import Member


def fill(known):
    today = timezone.localdate(known.now)

    def ask(stage, question, **about):
        return services.open_decision(
            actor=known.ana, challenge=known.challenge, stage=stage, question=question, at=known.now, **about
        )

    chosen = ask("sense", "Which schools do we visit?", evidence=[known.done])
    taken = services.take_decision(
        actor=known.ana, decision=chosen, outcome="Six of the shortlist, with an ordinary one beside each.",
        reason="Two years in a row, and records that can be checked.", decided_on=today,
        decided_by="the steering committee", closes_quarter=True, evidence=[known.done], at=known.now,
    )  # fmt: skip
    waits = ask(
        "explore", "Do we ask parents as well as teachers?", options="Both: three weeks.\nTeachers.",
        asked=Member.objects.get(lab=known.lab, person__email="celeste@demo.example"),
        due_on=today + timedelta(days=9),
    )  # fmt: skip
    return {"decision": waits.pk, "taken": taken.pk}
