"""Collect the texts to translate, from code and templates, into the catalogues of both floors.

Run by ``make words``. A text that is new is added untranslated; one that is gone is dropped; no
translation is ever guessed from a similar text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

HOUSE = Path(__file__).resolve().parent.parent
Message = str | tuple[str, ...] | list[str]
Mark = tuple[int | tuple[int, str], ...] | None
Found = Iterator[tuple[Message, str | None]]


@dataclass(frozen=True)
class Floor:
    """Where the texts of a floor stand and how they are marked."""

    folder: str
    domain: str
    marks: dict[str, Mark]

    @property
    def sources(self) -> list[Path]:
        """Its code and its templates."""
        top = HOUSE / self.folder
        return sorted(
            [*top.rglob("*.py"), *top.rglob("templates/**/*.html"), *top.rglob("templates/**/*.txt")]
        )

    def catalogue(self, language: str) -> Path:
        """The file that holds its texts in a language."""
        return HOUSE / self.folder / "locale" / language / "LC_MESSAGES" / f"{self.domain}.po"


_DJANGO: dict[str, Mark] = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
}  # fmt: skip
FLOORS = (
    Floor("src/jopoi", "jopoi", {"N_": None, "phrase": None, "plural": (1, 2)}),
    Floor("src/jopoi_workbench", "django", _DJANGO | {"N_": None}),
)
LANGUAGES = ("es",)


def texts(floor: Floor) -> Found:
    """Every text marked for translation on a floor, with its context if it has one."""
    for path in floor.sources:
        code = path.read_text()
        if path.suffix != ".py":
            code = _as_python(code)
        for _, message, _, context in extract("python", BytesIO(code.encode()), floor.marks):
            yield message, context


def _as_python(template: str) -> str:
    """A Django template as lines that Python's reader of marks understands."""
    from django.utils.translation.template import templatize  # noqa: PLC0415 - only for floor 2

    lines = templatize(template).splitlines()
    # What is not a text comes back as rows of X, which are harmless, and as odd quotes, which are not.
    calls = re.compile(r"""\b(?:gettext|ngettext|pgettext|npgettext|_)\(.*""")
    return "\n".join(found[0] for line in lines if (found := calls.search(line)))


def fresh(floor: Floor, language: str) -> Catalog:
    """The catalogue of a floor as it should be now: old translations kept, new texts empty."""
    template = Catalog(project="Jopói", charset="utf-8")
    for message, context in texts(floor):
        if message:
            template.add(message, context=context)
    known = stored(floor, language)
    # The date of the first collection stays, so that collecting again changes nothing.
    template.creation_date = known.creation_date
    known.update(template, no_fuzzy_matching=True)
    known.obsolete.clear()
    return known


def stored(floor: Floor, language: str) -> Catalog:
    """The catalogue of a floor as it lies in the folder; an empty one if there is none."""
    path = floor.catalogue(language)
    if not path.exists():
        return Catalog(locale=language, project="Jopói", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def missing(catalogue: Catalog) -> Iterable[Message]:
    """The texts without a translation, or with one in doubt."""
    for message in catalogue:
        given = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and (message.fuzzy or not all(given)):
            yield message.id


def main() -> None:
    """Bring every catalogue up to date, and say what is left to translate."""
    for floor in FLOORS:
        for language in LANGUAGES:
            catalogue = fresh(floor, language)
            path = floor.catalogue(language)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                write_po(file, catalogue, width=110, no_location=True, sort_output=True, omit_header=False)
            left = len(list(missing(catalogue)))
            print(f"{path.relative_to(HOUSE)}: {len(catalogue)} texts, {left} to translate")


if __name__ == "__main__":
    main()
