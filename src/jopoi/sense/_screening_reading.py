"""What words and figures both read off a screening: signs, sizes, periods, doubts."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

import polars as pl

from jopoi._core.figures import places_for, signed
from jopoi.errors import Caution
from jopoi.words import N_, Fact, number, phrase

if TYPE_CHECKING:
    from jopoi.sense._screening_spec import ScreenSpec
    from jopoi.sense.screen import Screening

TOP_WORDS = {
    0.05: N_("top twentieth"),
    0.10: N_("top tenth"),
    0.20: N_("top fifth"),
    0.25: N_("top quarter"),
    0.50: N_("top half"),
}


MOST_NAMED = 6
SMALLEST_SHARE, SMALL = 0.01, 9.95


@dataclass(frozen=True)
class Reading:
    """A screening as one who explains it in ``language`` reads it."""

    screening: "Screening"
    language: str = "en"

    @property
    def spec(self) -> "ScreenSpec":
        """What was asked."""
        return cast("ScreenSpec", self.screening.spec)

    def say(self, template: str, **facts: Fact) -> str:
        """A sentence in the reader's language."""
        return phrase(template, self.language, **facts)

    def value(self, name: str) -> float:
        """A single figure of the result; 0 if it has none of this name."""
        found = self.screening.values.get(name)
        return float(found) if isinstance(found, int | float) else 0.0

    def count(self, name: str) -> int:
        """A single figure of the result as a whole number."""
        return round(self.value(name))

    @property
    def outcome(self) -> str:
        """The outcome as it is told: a count with what it is out of or over."""
        facts: dict[str, Fact] = {
            "outcome": self.spec.outcome,
            "over": self.spec.over,
            "per": self.value("per"),
        }
        if self.spec.denominator:
            return self.say(N_("{outcome} out of {over}, %"), **facts)
        if self.spec.exposure and self.value("per") > 1.0:
            return self.say(N_("{outcome} per {per:,.0f} {over}"), **facts)
        return self.say(N_("{outcome} per {over}"), **facts) if self.spec.exposure else self.spec.outcome

    @property
    def units(self) -> pl.DataFrame:
        """All units, one row each."""
        return self.screening.sheets["units"]

    @property
    def shortlist(self) -> pl.DataFrame:
        """The units on the list, surest first."""
        return self.screening.sheets["shortlist"]

    @property
    def selected(self) -> int:
        """How many are on the list."""
        return self.shortlist.height

    @property
    def false_ones(self) -> float:
        """How many of them are expected to be there by luck."""
        return self.value("expected_false")

    @property
    def sign(self) -> float:
        """1 if higher is better, −1 if lower is."""
        return 1.0 if self.spec.higher_is_better else -1.0

    @property
    def bar(self) -> float:
        """Where the top share begins, as an effect in the outcome's own direction."""
        return self.value("bar")

    @cached_property
    def places(self) -> int:
        """Decimals that suit effects of this size."""
        spread = self.units["effect"].std()
        return places_for(spread if isinstance(spread, float) and spread > 0 else abs(self.bar))

    def signed(self, effect: float | None) -> str:
        """An effect with its sign, in as many decimals as make sense."""
        return "–" if effect is None else signed(effect, self.places, self.language)

    @property
    def top(self) -> str:
        """The top share in words."""
        known = TOP_WORDS.get(round(self.spec.top, 4))
        return self.say(known) if known else self.say(N_("top {share:.0%}"), share=self.spec.top)

    @property
    def context(self) -> str:
        """The context columns as they are quoted in a sentence."""
        return self.say("{names}", names=[f"“{name}”" for name in self.spec.context])

    @property
    def screened(self) -> str:
        """The periods that the list was made from; empty if not known."""
        return span(_labels(self.screening.values.get("screened_periods")))

    @property
    def confirmed(self) -> str:
        """The held-out periods."""
        return span(self.spec.confirm)

    @property
    def most_periods(self) -> int:
        """The most periods that any unit has; 0 if there are none to count."""
        most = self.units["periods"].max() if self.spec.period else None
        return int(most) if isinstance(most, int) else 0

    @property
    def few(self) -> int:
        """So many periods, or fewer, are few."""
        told = self.caution("FewPeriods")
        limit = told.facts.get("limit") if told else None
        most = self.most_periods
        usual = max(most - 1, 0) if most <= 3 else most // 2
        return limit if isinstance(limit, int) else usual

    def caution(self, name: str) -> Caution | None:
        """The caution of this name, if the result carries it."""
        return next((told for told in self.screening.warnings if told.name == name), None)

    def fact(self, caution: str, name: str) -> Any:  # noqa: ANN401 - any fact
        """A fact of a caution; None if the result does not carry it."""
        told = self.caution(caution)
        return told.facts.get(name) if told else None

    def range(self) -> tuple[int, int]:
        """The shortest and the longest list over the doubt about what is chance."""
        sizes = self.screening.sheets["sensitivity"]["selected"].to_list()
        return min(sizes), max(sizes)

    def fared(self, which: str = "shortlist") -> dict[str, Any] | None:
        """How a list fared in the held-out periods; None if none were held out."""
        sheet = self.screening.sheets.get("persistence")
        rows = sheet.filter(pl.col("list") == which) if sheet is not None else None
        return rows.row(0, named=True) if rows is not None and rows.height else None

    def number(self, value: float, spec: str = "") -> str:
        """A number as the reader writes it."""
        return number(value, self.language, spec)

    def share(self, value: float) -> str:
        """A share as a percentage, never as nought if it is not."""
        if 0.0 < value < SMALLEST_SHARE:
            return self.say(N_("less than {share:.0%}"), share=SMALLEST_SHARE)
        return self.number(value, ".0%")

    def about(self, units: float) -> str:
        """An expected number of units: one decimal as long as it is small."""
        return self.number(units, ".0f" if units >= SMALL else ".1f")


def _labels(value: object) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",")) if isinstance(value, str) and value else ()


def span(labels: Sequence[str]) -> str:
    """Periods in as few letters as stay clear.

    Examples
    --------
    >>> span(["1996", "1997", "1998"]), span(["1999", "2000"]), span(["1993", "1997"]), span(["Q1"])
    ('1996–98', '1999–2000', '1993, 1997', 'Q1')
    """
    if len(labels) > 1 and all(name.isdecimal() for name in labels):
        years = sorted(int(name) for name in labels)
        if years == list(range(years[0], years[-1] + 1)):
            first, last = str(years[0]), str(years[-1])
            same_century = len(first) == len(last) == 4 and first[:2] == last[:2]
            return f"{first}–{last[2:] if same_century else last}"
    if len(labels) > MOST_NAMED:
        return f"{labels[0]} … {labels[-1]}"
    return ", ".join(labels)
