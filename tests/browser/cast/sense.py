"""A done run of each method that is no screening."""

import tempfile
from pathlib import Path

from jopoi_workbench.sense.services import ask_now
from jopoi_workbench.shell import services
from jopoi_workbench.shell.reading import facts_of

PERMITS = "wave,hours,visits,way,fare,got\n" + "".join(
    f"{wave},{1 + person % 5 + 2 * (wave == 2023)},{1 + person % 3},{0.5 + person % 4},{8000},{yes}\n"
    for wave in (2023, 2025)
    for person, yes in enumerate(["yes"] * 50 + ["no"] * 6)
)
BURDEN = {
    "moment": "wave", "hours": "hours", "visits": "visits", "travel_hours": "way", "fare": "fare",
    "finished": "got", "hour_value": 15_000.0, "currency": "Gs", "uses": 40_000.0,
}  # fmt: skip
COLUMNS = {"wave": "period", "hours": "outcome", "visits": "context", "way": "context", "fare": "context"}


def fill(known):
    told = {"actor": known.ana, "at": known.now}
    spec = {"unit": "schid", "inputs": ["lunch"], "outputs": ["math4", "enrol"]}
    found = ask_now(method="sense.frontier", dataset=known.described, spec=spec, **told)
    permits = _permits(known, told)
    cost = ask_now(method="sense.burden", dataset=permits, spec=BURDEN, **told)
    return {"frontier": found.pk, "permits": permits.pk, "burden": cost.pk}


def _permits(known, told):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "permits.csv"
        path.write_text(PERMITS)
        stored = services.store_dataset(
            path=path, file_name=path.name, facts=facts_of(path, path.name), name="Building permits",
            challenge=known.challenge, **told,
        )  # fmt: skip
    columns = {name: {"role": role, "label": name} for name, role in COLUMNS.items()}
    return services.describe_dataset(
        dataset=stored, columns=columns, sensitivity="lab", consent_basis="agreement", **told
    )
