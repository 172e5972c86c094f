"""A done run of each method that is no screening."""

import random
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
_DICE = random.Random(11)  # noqa: S311 - made-up figures
VACCINES = "post,year,vaccinated,eligible,far,district,north,east,why_not\n" + "".join(
    f"Post {post},{year},{sum(_DICE.random() < share for _child in range(eligible))},{eligible},{post % 4},"
    f"{('Caazapá', 'Ñeembucú', 'Alto Paraná')[post % 3]},{-25 - post % 7 / 4:.2f},{-56 - post % 5 / 3:.2f},"
    f"{'bridge washed away' if post in (13, 40) else ''}\n"
    for post in range(1, 91)
    for share in [0.8 - 0.1 * (post % 4) + 0.15 * (post % 13 == 0)]
    for eligible in [20 + post * 7 % 60]
    for year in (2022, 2023, 2024, 2025)
)
COUNTS = {
    "unit": "post", "period": "year", "outcome": "vaccinated", "denominator": "eligible", "context": ["far"],
}  # fmt: skip
CHOSEN = COUNTS | {
    "region": "district", "quota": 2, "rejected": "why_not", "latitude": "north", "longitude": "east",
    "reach": 90.0, "criteria": "Ministry interviews and the records of four years.",
}  # fmt: skip
PEOPLE = "week,sex,age,district,water,trust\n" + "".join(
    f"{week},{sex},{age},District {_DICE.randrange(20)},{'yes' if _DICE.random() < share else 'no'},"
    f"{_DICE.randrange(5)}\n"
    for week, share in (("2026-W44", 0.35), ("2026-W47", 0.55))
    for sex, age, answered in (
        ("woman", "18-39", 90),
        ("woman", "40 and over", 45),
        ("man", "18-39", 140),
        ("man", "40 and over", 60),
    )
    for _person in range(answered)
)
PULSE = {
    "questions": ["water", "trust"], "reached": "telephone", "asked": 1200, "wave": "week",
    "population": ["sex: woman = 51", "sex: man = 49", "age: 18-39 = 52", "age: 40 and over = 48"],
    "cluster": "district",
}  # fmt: skip
COUNTED = {"post": "unit", "year": "period", "vaccinated": "outcome", "eligible": "context", "far": "context"}
ANSWERED = {"week": "period", "water": "outcome", "trust": "outcome", "district": "group", "sex": "context"}
COLUMNS = {"wave": "period", "hours": "outcome", "visits": "context", "way": "context", "fare": "context"}


def fill(known):
    told = {"actor": known.ana, "at": known.now}
    spec = {"unit": "schid", "inputs": ["lunch"], "outputs": ["math4", "enrol"]}
    found = ask_now(method="sense.frontier", dataset=known.described, spec=spec, **told)
    spec = {"unit": "schid", "period": "year", "output": "math4", "inputs": ["exppp"]}
    near = ask_now(method="sense.stochastic", dataset=known.described, spec=spec, **told)
    spec = {"unit": "schid", "outcome": "math4", "context": ["lunch", "lenrol"], "period": "year"}
    bar = ask_now(method="sense.quantiles", dataset=known.described, spec=spec, **told)
    permits = _dataset(known, told, "Building permits", PERMITS, COLUMNS)
    posts = _dataset(known, told, "Vaccinated children", VACCINES, COUNTED)
    counts = ask_now(method="sense.screen", dataset=posts, spec=COUNTS, **told)
    cost = ask_now(method="sense.burden", dataset=permits, spec=BURDEN, **told)
    people = _dataset(known, told, "Answers by telephone", PEOPLE, ANSWERED)
    pulse = ask_now(method="sense.pulse", dataset=people, spec=PULSE, **told)
    cases = ask_now(method="sense.cases", dataset=posts, spec=CHOSEN, **told)
    ways = {name: value for name, value in COUNTS.items() if name != "denominator"}
    ways |= {"outcome": "vaccinated", "optional": ["eligible"]}
    asked = ask_now(method="sense.multiverse", dataset=posts, spec=ways, **told)
    ranked = ask_now(method="sense.ranks", dataset=posts, spec=COUNTS, **told)
    lasting = ask_now(method="sense.backtest", dataset=posts, spec=COUNTS, **told)
    return {
        "backtest": lasting.pk,
        "multiverse": asked.pk,
        "cases": cases.pk,
        "posts": posts.pk,
        "frontier": found.pk,
        "permits": permits.pk,
        "burden": cost.pk,
        "answers": people.pk,
        "pulse": pulse.pk,
        "counts": counts.pk,
        "stochastic": near.pk,
        "quantiles": bar.pk,
        "ranks": ranked.pk,
    }


def _dataset(known, told, name, rows, roles):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        path.write_text(rows)
        stored = services.store_dataset(
            path=path, file_name=path.name, facts=facts_of(path, path.name), name=name,
            challenge=known.challenge, **told,
        )  # fmt: skip
    columns = {column: {"role": role, "label": column} for column, role in roles.items()}
    return services.describe_dataset(
        dataset=stored, columns=columns, sensitivity="lab", consent_basis="agreement", **told
    )
