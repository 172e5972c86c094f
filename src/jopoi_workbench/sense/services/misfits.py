"""Where a question does not fit the table that it is asked of, seen before anything is computed."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jopoi_workbench.sense.services.asking import ask
from jopoi_workbench.sense.services.methods import METHODS, SCREENING
from jopoi_workbench.sense.services.options import columns_in, parse_spec
from jopoi_workbench.shell.models import Dataset, Evidence, Member
from jopoi_workbench.shell.reading import text_among_numbers


class Misfit(NamedTuple):
    """An option, the column that it names, and what is wrong with that."""

    option: str
    column: str
    sentence: str


def misfits(method: str, dataset: Dataset, asked: Mapping[str, Any], language: str) -> Iterator[Misfit]:
    """Each option that the table cannot serve, in words."""
    yield from _unknown(method, dataset, asked)
    if method == SCREENING.name:
        yield from _few_sights(dataset, asked)
    numbers = set(METHODS[method].numbers(asked))
    for option, name in columns_in(method, asked):
        column = dataset.column(name)
        problem = text_among_numbers(dataset, column, language) if column and name in numbers else ""
        if problem:
            yield Misfit(option, name, problem)


def _few_sights(dataset: Dataset, asked: Mapping[str, Any]) -> Iterator[Misfit]:
    unit, period = asked.get("unit"), asked.get("period")
    known = any(asked.get(name) for name in ("standard_error", "denominator", "exposure"))
    if unit and dataset.column(unit).get("distinct") == dataset.rows and not known:
        sentence = _(
            "“%(column)s” has another value in every row, so no unit is seen twice and chance cannot be told "
            "from what lasts. Choose the column that names the unit, or give a standard error."
        )
        yield Misfit("unit", unit, sentence % {"column": unit})
    if period and dataset.column(period).get("distinct", 2) < 2:
        sentence = _(
            "“%(column)s” has a single value, so it tells no periods apart. Choose another column, or none."
        )
        yield Misfit("period", period, sentence % {"column": period})


def ask_checked(
    *, method: str, dataset: Dataset, actor: Member, spec: Mapping[str, Any], at: datetime
) -> Evidence:
    """File a question that was asked by its spec alone.

    Raises
    ------
    django.core.exceptions.ValidationError
        If the table cannot serve an option.
    jopoi.errors.OptionError
        If an option makes no sense.
    """
    asked = parse_spec(method, spec)
    language = (get_language() or "en").partition("-")[0]
    found = list(misfits(method, dataset, asked, language))
    if found:
        raise ValidationError({one.option: one.sentence for one in found})
    return ask(method=method, dataset=dataset, actor=actor, spec=asked, at=at)


def _unknown(method: str, dataset: Dataset, asked: Mapping[str, Any]) -> Iterator[Misfit]:
    for option, name in columns_in(method, asked):
        if not dataset.column(name):
            yield Misfit(option, name, _("The table has no column “%(column)s”.") % {"column": name})
