"""A theory of change as its page shows it: drawn, and told box by box."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from jopoi.loop import draw_theory
from jopoi_workbench.shell.checking import Gap, as_theory, gaps_in_theory, language
from jopoi_workbench.shell.models import TheoryArrow, TheoryBox


@dataclass(frozen=True)
class ToldArrow:
    """An arrow with what is missing on it."""

    arrow: TheoryArrow
    gaps: list[Gap]


@dataclass(frozen=True)
class ToldBox:
    """A box with what is missing in it, and the arrows that begin there."""

    box: TheoryBox
    gaps: list[Gap]
    arrows: list[ToldArrow]


@dataclass(frozen=True)
class Theory:
    """Box by box from the first level to the last, and the gaps that belong to no single one."""

    boxes: list[ToldBox]
    gaps: list[Gap]
    total: int


def theory_of(boxes: Sequence[TheoryBox], arrows: Sequence[TheoryArrow]) -> Theory:
    found = gaps_in_theory(boxes, arrows)
    about: dict[str, list[Gap]] = defaultdict(list)
    for gap in found:
        about[gap.about].append(gap)
    levels = list(TheoryBox.Level.values)
    told = [
        ToldBox(
            box,
            about[str(box.pk)],
            [
                ToldArrow(arrow, about[f"{arrow.source_id}>{arrow.target_id}"])
                for arrow in arrows
                if arrow.source_id == box.pk
            ],
        )
        for box in sorted(boxes, key=lambda box: (levels.index(box.level), box.place))
    ]
    return Theory(told, about[""], len(found))


def drawn(boxes: Sequence[TheoryBox], arrows: Sequence[TheoryArrow], *, width: int, name: str) -> SafeString:
    """For a page: each box leads to what is said of it below."""
    nodes, ways = as_theory(boxes, arrows)
    links = {node.key: f"#box-{node.key}" for node in nodes}
    svg = draw_theory(nodes, ways, width=width, language=language(), name=name, links=links)
    return mark_safe(svg)  # noqa: S308 - every text in it is escaped, which the tests of the library hold


def theory_file(boxes: Sequence[TheoryBox], arrows: Sequence[TheoryArrow]) -> str:
    """As a file of its own."""
    return draw_theory(*as_theory(boxes, arrows), language=language(), standalone=True)
