"""The worked example's screening: computed once, told in the terminal."""

import textwrap
from collections.abc import Iterator
from datetime import datetime
from typing import Any, TextIO

from jopoi.words import number, phrase
from jopoi_workbench.project.worked_example import analyst_of
from jopoi_workbench.sense.services import SCREENING, ask_now, screening_of
from jopoi_workbench.sense.services.labels import labels_of, relabelled
from jopoi_workbench.shell.models import Dataset, Evidence

SPEC: dict[str, Any] = {
    "unit": "schid",
    "period": "year",
    "outcome": "math4",
    "context": ["lunch", "lenrol"],
    "group": "distid",
    "bounds": [0, 100],
    "confirm": ["1996", "1997", "1998"],
    "rng": 7,
}
_WIDTH = 100
_SHOWN = 15
_BAR = 30


class Bar:
    """A bar that grows in one line of a terminal, or a few lines in a file."""

    def __init__(self, out: TextIO) -> None:
        self.out, self.live, self.last = out, out.isatty(), -1

    def __call__(self, what: str, share: float) -> None:
        done = round(share * _BAR)
        if done == self.last:
            return
        self.last = done
        line = f"Screening {'█' * done}{'·' * (_BAR - done)} {share:4.0%}  {phrase(what)}"
        self.out.write(f"\r\x1b[K{line}" if self.live else f"{line}\n")
        self.out.flush()

    def end(self) -> None:
        """Leave the terminal as it was."""
        if self.live:
            self.out.write("\r\x1b[K")
            self.out.flush()


def screening(dataset: Dataset, bar: Bar, at: datetime) -> Evidence:
    """The example's evidence: what is filed already, or computed now with a bar that grows."""
    filed = dataset.evidence.filter(method="sense.screen", state=Evidence.State.DONE, replay_of=None)
    known = filed.order_by("pk").first()
    if known is not None:
        return known
    evidence = ask_now(
        method=SCREENING.name, dataset=dataset, actor=analyst_of(dataset), spec=SPEC, at=at, tell=bar
    )
    bar.end()
    return evidence


def told(evidence: Evidence) -> Iterator[str]:
    """What the screening found, line by line, for a terminal."""
    assert evidence.dataset is not None  # noqa: S101 - the example is filed with its table
    screening = relabelled(screening_of(evidence), labels_of(evidence.dataset))
    yield ""
    yield from _wrapped(" ".join(screening.headline()))
    yield ""
    yield from _table(screening.sheets["shortlist"].head(_SHOWN).to_dicts())
    left = screening.sheets["shortlist"].height - _SHOWN
    yield f"  … and {left} more; within a grade the order means nothing." if left > 0 else ""
    yield ""
    yield "What this does and does not show"
    yield "  You may say"
    for sentence in screening.may_say():
        yield from _wrapped(sentence, "    + ")
    yield "  You may not claim"
    for sentence in screening.may_not_claim():
        yield from _wrapped(sentence, "    − ")


def _table(units: list[dict[str, Any]]) -> Iterator[str]:
    heads = (
        f"{'school':>8}",
        "grade",
        f"{'effect, points':>16}",
        f"{'95% interval':>14}",
        "in the top tenth",
    )
    yield "  ".join(("", *heads, "held up later"))
    for unit in units:
        interval = f"{number(unit['lower'], spec='.0f')} to {number(unit['upper'], spec='.0f')}"
        held = {True: "yes", False: "no"}.get(unit.get("held_up"), "no records")  # type: ignore[arg-type]
        yield (
            f"  {unit['unit']:>8}  {unit['grade']:^5}  {number(unit['posterior_mean'], spec='+.1f'):>16}"
            f"  {interval:>14}  {unit['tail_probability']:>16.0%}  {held}"
        )


def _wrapped(sentence: str, bullet: str = "") -> list[str]:
    return textwrap.wrap(sentence, _WIDTH, initial_indent=bullet, subsequent_indent=" " * len(bullet))
