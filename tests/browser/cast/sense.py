"""A done run of each method that is no screening."""

from jopoi_workbench.sense.services import ask_now


def fill(known):
    spec = {"unit": "schid", "inputs": ["lunch"], "outputs": ["math4", "enrol"]}
    found = ask_now(
        method="sense.frontier", dataset=known.described, actor=known.ana, spec=spec, at=known.now
    )
    return {"frontier": found.pk}
