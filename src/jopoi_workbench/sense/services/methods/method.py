"""What a page must know of a method, beside what its spec declares."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jopoi._core.results import Result
from jopoi_workbench.shell.models import Dataset
from jopoi_workbench.shell.roles import Act

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Labels = Mapping[str, str]


@dataclass(frozen=True)
class Part:
    """A part of the form: its heading and the options under it."""

    name: "StrOrPromise"
    options: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Method:
    """A method as it is asked of a table.

    Attributes
    ----------
    name : str
        Its technical name, ``sense.`` and the name of its function.
    title : lazy text
        What people call it.
    heading : lazy text
        The question that it answers.
    about : lazy text
        When to ask it, and what comes out, in two sentences.
    compute : callable
        The function of the library.
    result : type of Result
        What that gives; its spec declares the options.
    parts : tuple of Part
        The form; options that are in none stand folded under "More choices".
    numbers : callable
        The columns of a spec that must hold numbers.
    asked : callable
        A spec as a question, from the spec and the labels of columns.
    start : callable
        What the described columns of a table make likely.
    tables : mapping of str to Act
        What a member must be allowed to do to take a table, if it is not to see rows.
    """

    name: str
    title: "StrOrPromise"
    heading: "StrOrPromise"
    about: "StrOrPromise"
    compute: Callable[..., Result]
    result: type[Result]
    parts: tuple[Part, ...]
    numbers: Callable[[Mapping[str, Any]], Iterable[str]]
    asked: Callable[[Mapping[str, Any], Labels], str]
    start: Callable[[Dataset], dict[str, Any]]
    tables: Mapping[str, Act] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        """Its name in addresses."""
        return self.name.partition(".")[2]

    @property
    def folded(self) -> tuple[str, ...]:
        """The options that are in no part of the form."""
        shown = {name for part in self.parts for name in part.options}
        return tuple(name for name in self.result.spec_type.model_fields if name not in shown)


def first(dataset: Dataset, role: str) -> str | None:
    """The first column that is described as something."""
    return next(iter(dataset.columns_as(role)), None)
