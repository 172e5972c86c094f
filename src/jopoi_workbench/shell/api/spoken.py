"""Texts in a lab's languages: ``{"sentences": {"en": …, "es": …}}`` as the form's fields, one a language."""

from collections.abc import Iterable, Mapping
from typing import Any

from jopoi_workbench.shell.api.fields import OBJECT_KIND, check_kinds
from jopoi_workbench.shell.forms.spoken import Spoken


def shapes_of(spoken: Iterable[Spoken]) -> dict[str, dict[str, Any]]:
    """The JSON schemas of texts, by name."""
    texts = {"type": "object", "additionalProperties": {"type": "string"}}
    return {text.name: {**texts, "title": text.label} for text in spoken}


def by_language(given: Mapping[str, Any], spoken: Iterable[Spoken]) -> dict[str, Any]:
    """What was given, with one field a language as the form has them.

    Raises
    ------
    jopoi_workbench.shell.problems.ProblemError
        If a text is not given as an object.
    """
    names = [text.name for text in spoken]
    texts = {name: given[name] for name in names if given.get(name) is not None}
    check_kinds(texts, dict.fromkeys(names, OBJECT_KIND))
    rest = {name: value for name, value in given.items() if name not in names}
    return rest | {
        f"{name}_{language}": words for name, said in texts.items() for language, words in said.items()
    }
