"""A theory of change as SVG: drawn by classes, so that a strict page, paper and the dark can show it."""

import re
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from jopoi.errors import OptionError
from jopoi.loop._placing import Box, Line, place
from jopoi.loop.theory import LEVELS, STRONGEST, Arrow, Node
from jopoi.words import N_, phrase

_TITLE = N_("Theory of change")
_ABOUT = N_(
    "{boxes} boxes, {arrows} arrows; the number on an arrow is the level of its evidence, “?” if unknown."
)
_LEADS = N_("{source} leads to {target}.")
_LIMIT = 40
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What a file of its own needs, that a page has in its style sheet.
_STYLE = """
text{font:13px system-ui,sans-serif;fill:#1c1b33;text-anchor:middle;unicode-bidi:plaintext}
.level{font-size:11.5px;fill:#595769}.label{font-size:11.5px;font-weight:700}
.box{fill:#fff;stroke:#8b8797}.outcome .box,.impact .box{stroke:#1c1b33;stroke-width:2}
.way{fill:none;stroke:#1c1b33}.head,.dot{fill:#1c1b33}.dot{fill:#fff;stroke:#1c1b33}
.e-none .way,.e-0 .way{stroke-width:1.2;stroke-dasharray:1 4;stroke-linecap:round}
.e-1 .way{stroke-width:1.5;stroke-dasharray:4 4}.e-2 .way{stroke-width:2;stroke-dasharray:10 4}
.e-3 .way{stroke-width:2.4}.e-4 .way{stroke-width:3.2}.e-5 .way{stroke-width:4.2}
"""


def draw_theory(
    nodes: Sequence[Node],
    arrows: Sequence[Arrow],
    *,
    width: int = 1000,
    language: str = "en",
    name: str = "theory",
    links: Mapping[str, str] | None = None,
    standalone: bool = False,
) -> str:
    """Draw a theory of change.

    Boxes stand in columns by level if ``width`` has room for them, one below the other if not. Each arrow
    carries the level of its evidence as a number, and the stronger it is the thicker and the less broken the
    line, so that nothing is told by colour alone. The same theory always gives the same drawing.

    Parameters
    ----------
    nodes : sequence of Node
    arrows : sequence of Arrow
    width : int
        Of the drawing; 1000 for a page, 350 for a phone.
    language : str
    name : str
        What the ids inside begin with: one that no other figure of the page has.
    links : mapping of str to str, optional
        By key of a box: where it leads.
    standalone : bool
        As a file of its own, with its style inside.

    Returns
    -------
    str
        An ``svg`` element with title and description.

    Raises
    ------
    OptionError
        If an arrow begins or ends at a box that is not there, or two boxes have one key.

    Examples
    --------
    >>> boxes = [Node("a", "Visits"), Node("b", "Trust", "outcome")]
    >>> drawn = draw_theory(boxes, [Arrow("a", "b", evidence=2)])
    >>> drawn.count("<rect"), drawn.count('class="way"'), "e-2" in drawn
    (2, 1, True)
    """
    _check(nodes, arrows)
    drawing = place(nodes, arrows, width)
    known = {node.key: node for node in nodes}
    lines = "".join(_line(line, arrows[line.number], known, language) for line in drawing.lines)
    boxes = "".join(_box(box, known[box.key], language, (links or {}).get(box.key)) for box in drawing.boxes)
    space = ' xmlns="http://www.w3.org/2000/svg"' if standalone else ""
    own = escape(name)
    return (
        f'<svg{space} class="chart theory" viewBox="0 0 {drawing.width:g} {drawing.height:.0f}"'
        f' role="{"group" if links else "img"}" aria-labelledby="{own}-title {own}-desc">'
        f'<title id="{own}-title">{escape(phrase(_TITLE, language))}</title>'
        f'<desc id="{own}-desc">{escape(_told(nodes, arrows, known, language))}</desc>'
        f"{f'<style>{_STYLE}</style>' if standalone else ''}{lines}{boxes}</svg>"
    )


def _check(nodes: Sequence[Node], arrows: Sequence[Arrow]) -> None:
    keys = [node.key for node in nodes]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise OptionError(N_("Two boxes have the key “{key}”."), key=twice[0])
    for arrow in arrows:
        for end in (arrow.source, arrow.target):
            if end not in keys:
                raise OptionError(N_("An arrow needs the box “{key}”, which is not there."), key=end)


def _told(nodes: Sequence[Node], arrows: Sequence[Arrow], known: Mapping[str, Node], language: str) -> str:
    told = [phrase(_ABOUT, language, boxes=len(nodes), arrows=len(arrows))]
    for arrow in arrows[:_LIMIT]:
        ends = {"source": known[arrow.source].name, "target": known[arrow.target].name}
        told.append(phrase(_LEADS, language, **ends))
    return _clean(" ".join(told))


def _clean(text: str) -> str:
    """Without what XML cannot hold."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def _line(line: Line, arrow: Arrow, known: Mapping[str, Node], language: str) -> str:
    level = arrow.evidence
    strength = level if level is not None and 0 <= level <= STRONGEST else None
    x, y = line.label
    ends = phrase(_LEADS, language, source=known[arrow.source].name, target=known[arrow.target].name)
    return (
        f'<g class="arrow e-{"none" if strength is None else strength}"><title>{escape(_clean(ends))}</title>'
        f'<path class="way" d="{line.path}"/><polygon class="head" points="{line.head}"/>'
        f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="8.5"/>'
        f'<text class="label" x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle">'
        f"{'?' if strength is None else strength}</text></g>"
    )


def _box(box: Box, node: Node, language: str, link: str | None) -> str:
    middle = box.x + box.width / 2
    top = box.y + (box.height - 17 * (len(box.lines) + 1)) / 2 + 13
    level = phrase(LEVELS[node.level], language) if node.level in LEVELS else _clean(node.level)
    lines = "".join(
        f'<text x="{middle:.1f}" y="{top + 17 * (at + 1):.1f}" text-anchor="middle">'
        f"{escape(_clean(line))}</text>"
        for at, line in enumerate(box.lines)
    )
    drawn = (
        f'<g class="node {node.level if node.level in LEVELS else "other"}">'
        f"<title>{escape(_clean(node.name))}</title>"
        f'<rect class="box" x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}"'
        f' height="{box.height:.1f}" rx="4"/>'
        f'<text class="level" x="{middle:.1f}" y="{top:.1f}" text-anchor="middle">{escape(level)}</text>'
        f"{lines}</g>"
    )
    return f"<a href={quoteattr(link)}>{drawn}</a>" if link else drawn
