"""What the page of any method's result says and shows, worked out once for each language and kept."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from jopoi._core.report import claim_and_why, spec_in_words
from jopoi._core.results import Result
from jopoi._core.shown import Drawn, Marked
from jopoi_workbench.sense.services.derived import identity, kept
from jopoi_workbench.sense.services.labels import labels_of, relabelled
from jopoi_workbench.sense.services.pictures import pictures_of
from jopoi_workbench.sense.services.stored import result_of
from jopoi_workbench.shell.models import Evidence
from jopoi_workbench.shell.rooms import Picture

_ON_TOP = 3


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A result in one language.

    Attributes
    ----------
    headline : sequence of str
        The answer and its doubt.
    may_say, may_not_claim : list
        Sentences; what may not be claimed each with why not.
    cautions, more_cautions : list of str
        What stands on top, and what is worth knowing besides.
    values : mapping
        The single figures of the result.
    table : mapping
        The one table for people: ``title``, ``about``, ``columns`` and ``groups`` of rows; or empty.
    spec : list of pairs
        What was asked, in words.
    tables : list of str
        The names of all tables, for whoever wants the files.
    pictures : mapping of str to Picture
    """

    headline: tuple[str, str]
    may_say: list[str]
    may_not_claim: list[tuple[str, str]]
    cautions: list[str]
    more_cautions: list[str]
    values: dict[str, Any]
    table: dict[str, Any]
    spec: list[tuple[str, str]]
    tables: list[str]
    pictures: dict[str, Picture]


def answer_of(evidence: Evidence, language: str, result: Result | None = None) -> Answer:
    """The page of a piece of done evidence; ``result`` is its result, if it is at hand."""
    labels = labels_of(evidence.dataset)
    key = [*identity(evidence), language, labels]
    facts = kept(
        "answers-told", key, lambda: asdict(_answer(result or result_of(evidence), language, labels))
    )
    pictures = {name: Picture(**picture) for name, picture in facts.pop("pictures").items()}
    return Answer(**facts, pictures=pictures)


def _answer(result: Result, language: str, labels: Mapping[str, str]) -> Answer:
    told = relabelled(result, labels)
    on_top = [caution.kind.importance < _ON_TOP for caution in told.warnings]
    sentences = [caution.say(language) for caution in told.warnings]
    return Answer(
        headline=told.headline(language),
        may_say=told.may_say(language),
        may_not_claim=[claim_and_why(claim) for claim in told.may_not_claim(language)],
        cautions=[said for said, top in zip(sentences, on_top, strict=True) if top],
        more_cautions=[said for said, top in zip(sentences, on_top, strict=True) if not top],
        values=dict(told.values),
        table=_table(told, language),
        spec=spec_in_words(told.spec, language),
        tables=[name for name, sheet in told.sheets.items() if sheet.height],
        pictures=pictures_of(told, language),
    )


def _table(told: Result, language: str) -> dict[str, Any]:
    shown = told.shown(language)
    if shown is None:
        return {}
    groups = [
        {
            "title": group.title,
            "about": group.about,
            "rows": [[_cell(cell) for cell in row] for row in group.rows],
        }
        for group in shown.groups
    ]
    return {
        "title": shown.title,
        "about": shown.about,
        "columns": [{"title": column.title, "number": column.number} for column in shown.columns],
        "groups": groups,
        "note": shown.note,
        "rows": sum(len(group["rows"]) for group in groups),
    }


def _cell(cell: object) -> str:
    return cell.words if isinstance(cell, Drawn | Marked) else str(cell)
