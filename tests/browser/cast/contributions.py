"""What was written from outside: one that waits, one that was answered, one whose slip is known."""

from jopoi_workbench.shell.models import Contribution
from jopoi_workbench.shell.services.contributions import contribute


def fill(known):
    answered = Contribution.objects.filter(state=Contribution.State.ANSWERED).earliest("pk")
    written, slip = contribute(
        challenge=answered.challenge,
        kind="experience",
        text="We wait from four in the morning.",
        language="en",
        at=known.now,
    )
    return {
        "heard": answered.challenge_id,
        "waiting_words": written.pk,
        "slip_of_words": slip,
        "answered_words": answered.pk,
    }
