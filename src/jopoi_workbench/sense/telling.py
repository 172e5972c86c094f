"""A result's rows and spec as the page shows them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jopoi.words import number
from jopoi_workbench.sense.forms.plainer import WORDS
from jopoi_workbench.sense.services import FitnessPage, Page
from jopoi_workbench.shell.forms import language
from jopoi_workbench.shell.models import Dataset, Evidence

_CAUSES = {
    "unit missing": gettext_lazy("the unit is missing"),
    "period missing": gettext_lazy("the period is missing"),
    "outcome missing": gettext_lazy("the outcome is missing"),
    "standard error missing": gettext_lazy("the standard error is missing"),
    "group missing": gettext_lazy("the group is missing"),
    "context missing": gettext_lazy("a circumstance is missing"),
    "standard error not above zero": gettext_lazy("the standard error is not above zero"),
    "denominator missing": gettext_lazy("the denominator is missing"),
    "denominator not above zero": gettext_lazy("the denominator is not above zero"),
    "outside bounds": gettext_lazy("the outcome lies outside its bounds"),
    "any": gettext_lazy("any of these, each row counted once"),
}
_WIDE = 100.0  # of the drawing of an interval
_HALF = 0.6745  # standard deviations that hold the middle half of a normal curve


@dataclass(frozen=True)
class Interval:
    """The ends of an interval and of its middle half, and the bar, on a scale from 0 to 100."""

    low: str
    high: str
    inner_low: str
    inner_high: str
    bar: str


@dataclass(frozen=True)
class Row:
    """A unit of the shortlist as the page shows it."""

    unit: str
    group: str
    effect: str
    interval: str
    drawn: Interval
    raw: str
    chance: str
    mirror: bool
    reasons: str


@dataclass(frozen=True)
class Grade:
    """The rows of one grade, and how many there are of it in all."""

    name: str
    about: str
    total: int
    rows: list[Row]


def rows_of(page: Page, shown: int) -> list[Grade]:
    """The first rows of the shortlist, grade by grade."""
    rows = list(zip(page.shortlist, page.reasons, strict=True))[:shown]
    scale = _Scale(page)
    about = {
        "A": _("chance %(share)s or more") % {"share": share(0.95)},
        "B": _("chance %(share)s or more") % {"share": share(0.8)},
        "C": _("more likely than not"),
    }
    return [
        Grade(grade, about[grade], page.values[f"grade_{grade.lower()}"], [scale.row(*row) for row in found])
        for grade, found in groupby(rows, key=lambda row: row[0]["grade"])
    ]


class _Scale:
    """One scale for the intervals of all rows, so that they can be compared down the page."""

    def __init__(self, page: Page) -> None:
        rows = page.shortlist
        self.places, self.bar = page.places, float(page.values["bar"])
        self.low = min([0.0, self.bar, *(row["lower"] for row in rows)])
        self.span = max([0.0, self.bar, *(row["upper"] for row in rows)]) - self.low or 1.0

    def row(self, row: dict[str, Any], reasons: str) -> Row:
        """A row in words and strokes."""
        half = _HALF * row["posterior_sd"]
        middle = row["posterior_mean"]
        ends = (row["lower"], row["upper"], middle - half, middle + half, self.bar)
        return Row(
            unit=str(row["unit"]),
            group=str(row.get("group", "")),
            effect=self.signed(middle),
            interval=_("%(low)s to %(high)s")
            % {"low": self.plain(row["lower"]), "high": self.plain(row["upper"])},
            drawn=Interval(*(self.at(end) for end in ends)),
            raw=self.signed(row["effect"]),
            chance=_chance(row["tail_probability"]),
            mirror=bool(row.get("mirror_flag")),
            reasons=reasons,
        )

    def at(self, value: float) -> str:
        return f"{1 + (_WIDE - 2) * (value - self.low) / self.span:.2f}"

    def signed(self, value: float) -> str:
        return number(value, language(), f"+,.{self.places}f")

    def plain(self, value: float) -> str:
        return number(value, language(), f",.{self.places}f")


def _chance(probability: float) -> str:
    if probability > 0.99:
        return _("over %(share)s") % {"share": share(0.99)}
    return share(probability)


def share(value: float, places: int = 0) -> str:
    """A share as a percentage, as the reader's language writes it."""
    return number(value, language(), f".{places}%")


def cause_in_words(code: str) -> str:
    """Why rows are left out, as the reader's language says it."""
    return str(_CAUSES.get(code, code))


# --- what is missing --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Gaps:
    """The share of rows without a value, by column and period."""

    periods: list[str]
    rows: list[tuple[str, list[float], float]]


def gaps_of(fitness: FitnessPage) -> Gaps:
    """What is missing where, as a table with the columns down and the periods across."""
    cells = fitness.tables["missing_by_period"]
    periods = list(dict.fromkeys(_period(cell["period"]) for cell in cells))
    shares = {(cell["column"], _period(cell["period"])): cell["missing_share"] for cell in cells}
    rows = [
        (
            about["column"],
            [shares.get((about["column"], period), 0.0) for period in periods],
            about["missing_share"],
        )
        for about in fitness.tables["columns"]
        if about["role"] != "period"
    ]
    return Gaps(periods, rows)


def _period(value: Any) -> str:  # noqa: ANN401 - a year, a text, nothing
    if value is None:
        return _("no period")
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


# --- the spec ---------------------------------------------------------------------------------------


def spec_in_words(evidence: Evidence, page: Page) -> list[tuple[str, str]]:
    """What was asked, as pairs of a name and words."""
    return list(_told(evidence.spec, evidence.dataset or Dataset(columns=[]), page))


def _told(spec: dict[str, Any], dataset: Dataset, page: Page) -> Iterator[tuple[str, str]]:
    def named(*columns: str) -> str:
        return "; ".join(dataset.column(name).get("label") or name for name in columns)

    yield _("Unit"), named(spec["unit"])
    if spec["period"]:
        yield _("Period"), named(spec["period"])
    yield _("Outcome"), _outcome(spec, named)
    yield _("Context"), named(*spec["context"]) or _("none: units are compared as they are")
    if spec.get("expectation", "linear") != "linear":
        yield _("Expectation"), str(WORDS[spec["expectation"]])
    left_out = [*dataset.columns_as(Dataset.Role.PRACTICE), *dataset.columns_as(Dataset.Role.IGNORE)]
    left_out = [name for name in left_out if name not in spec["context"]]
    if left_out:
        yield _("Left out on purpose"), named(*left_out)
    if spec["group"]:
        yield _("Group"), _("%(group)s; its shared effect is taken out") % {"group": named(spec["group"])}
    if spec["bounds"]:
        yield (
            _("Bounds"),
            _("%(low)s to %(high)s") % dict(zip(("low", "high"), map(_plain, spec["bounds"]), strict=True)),
        )
    if spec["mirror"]:
        yield _("Mirror"), named(*spec["mirror"])
    yield from _modelled(spec, page)
    yield _("Select"), _selected(spec)
    if spec["confirm"]:
        yield _("Confirm on"), ", ".join(spec["confirm"])


def _modelled(spec: dict[str, Any], page: Page) -> Iterator[tuple[str, str]]:
    if spec.get("near_bounds"):
        yield _("Differences"), _("by odds: a point counts more, the nearer to the bounds it is won")
    yield _("Noise"), _noise(spec, page)
    if spec.get("prior", "normal") != "normal":
        yield _("Shape"), _shape(spec, page)


def _outcome(spec: dict[str, Any], named: Callable[..., str]) -> str:
    """What is compared, what it is counted out of or over, and which way is better."""
    parts = [named(spec["outcome"])]
    if spec.get("denominator"):
        parts.append(_("counted out of %(column)s") % {"column": named(spec["denominator"])})
    if spec.get("exposure"):
        parts.append(_("counted over %(column)s") % {"column": named(spec["exposure"])})
    return "; ".join([*parts, _("higher is better") if spec["higher_is_better"] else _("lower is better")])


def _plain(value: float) -> str:
    return number(value, language())


def _noise(spec: dict[str, Any], page: Page) -> str:
    shares = [row["chance_share"] for row in page.tables["sensitivity"]]
    told = {
        "share": share(page.values["chance_share"]),
        "low": share(min(shares)),
        "high": share(max(shares)),
    }
    if spec.get("denominator") or spec.get("exposure"):
        told["times"] = number(float(page.values.get("overdispersion") or 1.0), language(), ".1f")
        return (
            _(
                "%(share)s of the scatter between units is chance; the counts of one unit scatter %(times)s"
                " times as much as pure counting would have it"
            )
            % told
        )
    if spec.get("weight"):
        return _("%(share)s of the scatter between units is chance; weighted by cases") % told
    if spec["standard_error"]:
        return _("%(share)s of the scatter between units is chance, by the given standard errors") % told
    return (
        _(
            "%(share)s of the scatter between units is chance, estimated from repeated periods "
            "(%(low)s to %(high)s)"
        )
        % told
    )


def _shape(spec: dict[str, Any], page: Page) -> str:
    if spec["prior"] == "precision":
        return _("a normal curve whose middle and width go with how exactly a unit is seen")
    told = {"n": page.values.get("prior_points", 1)}
    return _("the most likely one, with %(n)s places; intervals hold for every shape") % told


def _selected(spec: dict[str, Any]) -> str:
    said = _("the top %(top)s, expected false share at most %(false)s") % {
        "top": share(spec["top"]),
        "false": share(spec["false_share"]),
    }
    if spec["capacity"]:
        most = ngettext("at most %(n)s unit", "at most %(n)s units", spec["capacity"])
        said += "; " + most % {"n": number(spec["capacity"], language())}
    return said
