"""Everything that a result page says and shows, worked out once for each language and kept."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from jopoi._core.figures import places_for
from jopoi._core.report import claim_and_why
from jopoi.sense import Screening
from jopoi.sense._screening_reasons import reasons
from jopoi_workbench.sense.services.derived import identity, kept
from jopoi_workbench.sense.services.labels import labels_of, relabelled
from jopoi_workbench.sense.services.pictures import pictures_of
from jopoi_workbench.sense.services.stored import screening_of
from jopoi_workbench.shell.models import Evidence
from jopoi_workbench.shell.rooms import Picture

_TABLES = ("shortlist", "sensitivity", "persistence", "concentration", "coefficients", "exclusions")
_MOST_LEFT_OUT = 50
_ON_TOP = 3


@dataclass(frozen=True, kw_only=True)
class Page:
    """A screening in one language, without the table of all units.

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
    places : int
        Decimals that suit its effects.
    tables : mapping of str to list of mapping
        Rows by the name of the table.
    reasons : list of str
        What each place on the shortlist rests on.
    pictures : mapping of str to Picture
    """

    headline: tuple[str, str]
    may_say: list[str]
    may_not_claim: list[tuple[str, str]]
    cautions: list[str]
    more_cautions: list[str]
    values: dict[str, Any]
    places: int
    tables: dict[str, list[dict[str, Any]]]
    reasons: list[str]
    pictures: dict[str, Picture]

    @property
    def shortlist(self) -> list[dict[str, Any]]:
        return self.tables["shortlist"]


def page_of(evidence: Evidence, language: str, screening: Screening | None = None) -> Page:
    """The page of a piece of done evidence; ``screening`` is its result, if it is at hand."""
    labels = labels_of(evidence.dataset)
    key = [*identity(evidence), language, labels]
    facts = kept("pages", key, lambda: asdict(_page(screening or screening_of(evidence), language, labels)))
    pictures = {name: Picture(**picture) for name, picture in facts.pop("pictures").items()}
    return Page(**facts, pictures=pictures)


def _page(screening: Screening, language: str, labels: Mapping[str, str]) -> Page:
    told = relabelled(screening, labels)
    on_top = [caution.kind.importance < _ON_TOP for caution in told.warnings]
    sentences = [caution.say(language) for caution in told.warnings]
    return Page(
        headline=told.headline(language),
        may_say=told.may_say(language),
        may_not_claim=[claim_and_why(claim) for claim in told.may_not_claim(language)],
        cautions=[said for said, top in zip(sentences, on_top, strict=True) if top],
        more_cautions=[said for said, top in zip(sentences, on_top, strict=True) if not top],
        values=dict(told.values),
        places=_places(told),
        tables=_tables(told),
        reasons=reasons(told, language),
        pictures=pictures_of(told, language),
    )


def _places(screening: Screening) -> int:
    spread = screening.sheets["units"]["effect"].std()
    return places_for(spread if isinstance(spread, float) else 0.0)


def _tables(screening: Screening) -> dict[str, list[dict[str, Any]]]:
    sheets = screening.sheets
    found = {name: sheets[name].to_dicts() for name in _TABLES if name in sheets}
    for fared in found.get("persistence", []):
        fared["held_share"] = fared["held_up"] / fared["with_records"] if fared["with_records"] else None
    found["left_out"] = sheets["left_out"].head(_MOST_LEFT_OUT).to_dicts()
    return found
