"""Whether a table can carry a screening: looked at before anything is ranked."""

import warnings
from dataclasses import asdict, dataclass
from typing import Any

from jopoi._core.report import claim_and_why
from jopoi.errors import JopoiWarning
from jopoi.sense.fitness import Fitness, fitness
from jopoi_workbench.sense.services.derived import kept
from jopoi_workbench.sense.services.labels import labels_of, relabelled
from jopoi_workbench.sense.services.pictures import pictures_of
from jopoi_workbench.sense.services.reading import frame_of
from jopoi_workbench.shell.models import Dataset
from jopoi_workbench.shell.rooms import Picture

_MOST = 50
Role = Dataset.Role


@dataclass(frozen=True, kw_only=True)
class FitnessPage:
    """A look at a table in one language: the answer, what to look into, tables and pictures."""

    headline: tuple[str, str]
    may_say: list[str]
    may_not_claim: list[tuple[str, str]]
    cautions: list[str]
    values: dict[str, Any]
    tables: dict[str, list[dict[str, Any]]]
    pictures: dict[str, Picture]


def check_fitness(*, dataset: Dataset, language: str) -> FitnessPage:
    """Look at a table by what its columns are described as.

    Raises
    ------
    jopoi.errors.JopoiError
        If the file cannot be read, or a column that must be numbers holds text.
    """
    asked = _asked(dataset)
    key = [dataset.digest, dataset.sheet, language, asked, labels_of(dataset)]
    facts = kept(
        "fitness", key, lambda: asdict(_page(relabelled(_look(dataset, asked), labels_of(dataset)), language))
    )
    pictures = {name: Picture(**picture) for name, picture in facts.pop("pictures").items()}
    return FitnessPage(**facts, pictures=pictures)


def _asked(dataset: Dataset) -> dict[str, Any]:
    def one(role: str) -> str | None:
        return next(iter(dataset.columns_as(role)), None)

    return {
        "unit": one(Role.UNIT),
        "period": one(Role.PERIOD),
        "outcome": one(Role.OUTCOME),
        "context": dataset.columns_as(Role.CONTEXT),
        "group": one(Role.GROUP),
        "standard_error": one(Role.STANDARD_ERROR),
        "mirror": dataset.columns_as(Role.MIRROR),
    }


def _look(dataset: Dataset, asked: dict[str, Any]) -> Fitness:
    numbers = [name for name in (asked["outcome"], asked["standard_error"], *asked["mirror"]) if name]
    frame = frame_of(dataset, numbers=numbers, categories=asked["context"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", JopoiWarning)  # they stand in the result
        return fitness(frame, **asked)


def _page(found: Fitness, language: str) -> FitnessPage:
    return FitnessPage(
        headline=found.headline(language),
        may_say=found.may_say(language),
        may_not_claim=[claim_and_why(claim) for claim in found.may_not_claim(language)],
        cautions=[caution.say(language) for caution in found.warnings],
        values=dict(found.values),
        tables={name: sheet.head(_MOST * 10).to_dicts() for name, sheet in found.sheets.items()},
        pictures=pictures_of(found, language),
    )
