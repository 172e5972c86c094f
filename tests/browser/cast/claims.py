"""What the example holds of evidence by hand, claims, verdicts and plans."""

from jopoi_workbench.shell.models import Claim, Evidence, Plan, Record, Verdict
from jopoi_workbench.shell.services import open_verdict, plans


def fill(known):
    by_hand = Evidence.objects.filter(method=Record.METHOD, lab=known.lab)
    claims = Claim.objects.filter(lab=known.lab)
    verdict = Verdict.objects.get(lab=known.lab)
    link = open_verdict(actor=known.ana, verdict=verdict, at=known.now)
    draft = plans.write_plan(
        actor=known.ana, challenge=known.challenge, at=known.now, title="Otra vez en 1999",
        parts={"confirmatory": "Las mismas escuelas siguen arriba."}, outcomes=["math4"],
    )  # fmt: skip
    return {
        "verdict": verdict.pk,
        "verdict_key": link.key,
        "plan": Plan.objects.exclude(pk=draft.pk).get(lab=known.lab).pk,
        "draft_plan": draft.pk,
        "claim": claims.get(stage="test").pk,
        "told": claims.get(stage="explore").pk,
        "record": by_hand.get(record__kind="study").pk,
        "replaced": by_hand.get(record__kind="count").pk,
    }
