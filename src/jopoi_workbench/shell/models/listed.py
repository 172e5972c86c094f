"""A few short words in one column, which both databases can search."""

from typing import Any

from django.db import models

_BETWEEN = "\n"


class WordsField(models.TextField[Any, list[str]]):
    """A list of words, none of which holds a line break.

    Look one up whole with ``contains`` and `whole`: JSON could not be asked so on SQLite.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, *_: Any) -> list[str]:
        return self.to_python(value)

    def to_python(self, value: Any) -> list[str]:  # noqa: ANN401 - Django hands over anything
        return list(value) if isinstance(value, list | tuple) else (value or "").strip(_BETWEEN).splitlines()

    def get_prep_value(self, value: Any) -> str:  # noqa: ANN401 - Django hands over anything
        if isinstance(value, str):  # what is looked up
            return value
        return f"{_BETWEEN}{_BETWEEN.join(map(str, value))}{_BETWEEN}" if value else ""

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))


def whole(word: object) -> str:
    """How a whole word stands in the column."""
    return f"{_BETWEEN}{word}{_BETWEEN}"
