"""What the example holds of evidence by hand and claims."""

from jopoi_workbench.shell.models import Claim, Evidence, Record


def fill(known):
    by_hand = Evidence.objects.filter(method=Record.METHOD, lab=known.lab)
    claims = Claim.objects.filter(lab=known.lab)
    return {
        "claim": claims.get(stage="test").pk,
        "told": claims.get(stage="explore").pk,
        "record": by_hand.get(record__kind="study").pk,
        "replaced": by_hand.get(record__kind="count").pk,
    }
