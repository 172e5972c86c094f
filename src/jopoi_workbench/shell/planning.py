"""Plans in the shape that is frozen and exported, and what was done against them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from jopoi.loop.plans import Planned, Ran, deviations
from jopoi_workbench.shell.models import Dataset, DeviationNote, Evidence, FrozenPlan, Plan, PlannedRun
from jopoi_workbench.shell.reading import read_dataset

FORMAT = "jopoi.plan/1"
# What a method's spec calls the columns that it needs.
_COLUMNS = ("unit", "period", "outcome", "context", "group")


def plan_text(plan: Plan, *, at: datetime, before_data: bool) -> dict[str, Any]:
    """The facts of a plan in the order of EGAP's and OSF's forms."""
    parts = {name: plan.parts.get(name, "") for name in Plan.PARTS}
    return {
        "format": FORMAT,
        "kind": "pre-analysis plan" if before_data else "analysis plan, made after the data",
        "title": plan.title,
        "lab": plan.lab.name,
        "challenge": plan.challenge.title,
        "frozen_at": at.isoformat(timespec="seconds"),
        "design": {"design": parts["design"], "population": parts["population"]},
        "hypotheses": {name: parts[name] for name in ("confirmatory", "exploratory")},
        "variables": {
            "measures": parts["measures"],
            "outcomes": plan.outcomes,
            "period_column": plan.period_column,
            "periods": plan.periods,
            "rows_expected": plan.rows_expected,
            "data_expected": plan.data_expected.isoformat() if plan.data_expected else None,
        },
        "analysis": {
            "method": plan.method,
            "spec": plan.spec,
            **{name: parts[name] for name in ("estimand", "inference", "multiplicity", "missing_data")},
        },
        "deviations_policy": parts["deviations_policy"],
    }


def as_markdown(frozen: FrozenPlan) -> str:
    """A frozen plan to read or to hand in elsewhere."""
    told = frozen.told
    lines = [f"# {told['title']}", "", f"{told['kind']}, {told['lab']}, {told['frozen_at']}", ""]
    lines += [f"BLAKE3 of the JSON: `{frozen.digest}`", ""]
    for section in ("design", "hypotheses", "variables", "analysis"):
        for name, value in told[section].items():
            lines += [f"## {section}: {name}", "", _markdown(value), ""]
    return "\n".join([*lines, "## deviations", "", told["deviations_policy"] or "–", ""])


def _markdown(value: Any) -> str:  # noqa: ANN401 - any part of a plan
    if isinstance(value, dict):
        return "\n".join(f"- {name}: `{option}`" for name, option in sorted(value.items())) or "–"
    if isinstance(value, list):
        return "\n".join(f"- {one}" for one in value) or "–"
    return str(value) if value not in {None, ""} else "–"


def outcome_data(plan: Plan) -> Iterator[dict[str, Any]]:
    """Tables of the lab that already hold an outcome of the plan: the table, the column, how many rows."""
    for dataset in Dataset.objects.filter(lab=plan.lab, bytes_gone_at=None).order_by("pk"):
        names = {column["name"].casefold(): column["name"] for column in dataset.columns}
        held = [names[name.casefold()] for name in plan.outcomes if name.casefold() in names]
        for column in held:
            rows = _rows(dataset, column, plan, names)
            if rows:
                yield {"dataset": dataset.pk, "name": dataset.name, "column": column, "rows": rows}


def _rows(dataset: Dataset, column: str, plan: Plan, names: dict[str, str]) -> int:
    """Rows of the planned periods with a value; all rows where the table tells no period."""
    by_role = next(iter(dataset.columns_as(Dataset.Role.PERIOD)), "")
    period = names.get(plan.period_column.casefold(), by_role)
    frame = read_dataset(dataset).frame
    if plan.periods and period:
        frame = frame.filter(frame[period].cast(pl.String).is_in(plan.periods))
    return int(frame[column].count())


@dataclass(frozen=True)
class Departure:
    """A deviation as the page shows it, with its reason if someone gave one."""

    key: str
    words: str
    reason: str
    who: str


def departures(run: PlannedRun, language: str) -> list[Departure]:
    """Where a run left its plan: what the system found, then what people told of, in a language."""
    notes = list(run.notes.all())
    by_key: dict[str, DeviationNote] = {note.key: note for note in notes if not note.said}
    found = [
        _departure(deviation.key, deviation.said.say(language), by_key.get(deviation.key))
        for deviation in deviations(_planned(run.frozen), _ran(run))
    ]
    return found + [_departure(note.key, note.said, note) for note in notes if note.said]


def _departure(key: str, words: str, note: DeviationNote | None) -> Departure:
    return Departure(key, words, note.reason if note else "", note.by.person.name if note else "")


def _planned(frozen: FrozenPlan) -> Planned:
    variables, analysis = frozen.told["variables"], frozen.told["analysis"]
    expected = variables["data_expected"]
    return Planned(
        frozen_at=frozen.frozen_at,
        method=analysis["method"],
        spec=analysis["spec"],
        outcomes=variables["outcomes"],
        columns=[*dict.fromkeys([*variables["outcomes"], *_columns(analysis["spec"])])],
        periods=variables["periods"],
        rows=variables["rows_expected"],
        expected=date.fromisoformat(expected) if expected else None,
    )


def _columns(spec: dict[str, Any]) -> Iterator[str]:
    for name in _COLUMNS:
        value = spec.get(name)
        yield from [value] if isinstance(value, str) and value else value or []


def facts_of_input(evidence: Evidence, plan: Plan) -> dict[str, Any]:
    """What the table of a run holds of what was planned; it never changes, so it is read once."""
    dataset = evidence.dataset
    if dataset is None:
        return {}
    names = [column["name"] for column in dataset.columns]
    facts: dict[str, Any] = {"columns": names, "rows": dataset.rows}
    period = evidence.spec.get("period") or plan.period_column
    if period in names and plan.periods and dataset.bytes_gone_at is None:
        held = read_dataset(dataset).frame[period].cast(pl.String).unique()
        facts["periods"] = sorted(set(held) & set(plan.periods))
    return facts


def _ran(run: PlannedRun) -> Ran:
    evidence = run.evidence
    outcome = evidence.spec.get("outcome")
    return Ran(
        at=evidence.created_at,
        method=evidence.method,
        spec=evidence.spec,
        outcomes=[outcome] if isinstance(outcome, str) else [],
        **run.facts,
    )


def departures_from_plans(evidence: list[Evidence]) -> dict[str, list[dict[str, str]]]:
    """Where evidence left the plans that it was made under, by language."""
    runs = PlannedRun.objects.filter(evidence__in=evidence).select_related(
        "frozen__plan", "evidence__dataset"
    )
    found: dict[str, list[dict[str, str]]] = {}
    for spoken, _name in settings.LANGUAGES:
        with override(spoken):
            lines = [
                {"plan": run.frozen.digest, "what": one.words, "why": one.reason or _("No reason given yet.")}
                for run in runs.prefetch_related("notes__by__person")
                for one in departures(run, spoken)
            ]
        if lines:
            found[spoken] = lines
    return found
