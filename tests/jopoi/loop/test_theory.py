"""A theory of change: its gaps are named, and it is drawn with every box and arrow (E10)."""

import re
import xml.etree.ElementTree as ET
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jopoi.errors import OptionError
from jopoi.loop import LEVELS, Arrow, Node, check_theory, draw_theory
from jopoi.loop._placing import place

SVG = "{http://www.w3.org/2000/svg}"
# What the source S0 implies, with the levels that its evidence reaches.
BOXES = [
    Node("course", "Training of the team", "activity"),
    Node("past", "The team knows where participation comes from", "output"),
    Node("tools", "The team can use the planning tools", "output"),
    Node("plan", "Dated plan with priorities from a meeting", "outcome", "plans on file"),
    Node("trust", "Users trust the team", "impact"),
]
ARROWS = [
    Arrow("course", "past", "history was the missing piece", 1, "test after the course", "only one comes"),
    Arrow("course", "tools", "two days suffice", 1, "a plan drafted on day two", "no time to practise"),
    Arrow("tools", "plan", "the ministry takes the plan", 2, "", "plans are made for the drawer"),
    Arrow("past", "plan", "", None, "minutes", ""),
    Arrow("course", "plan", "", 0, "", ""),
    Arrow("plan", "trust", "people see their priorities done", 2, "survey", "no money"),
]


def gaps(nodes, arrows):
    return {(gap.name, gap.about) for gap in check_theory(nodes, arrows)}


def test_the_worked_example_passes_with_its_gaps_named():
    assert gaps(BOXES, ARROWS) == {
        ("no_indicator", "trust"), ("arrow_indicator", "tools>plan"), ("arrow_assumption", "past>plan"),
        ("arrow_evidence", "past>plan"), ("arrow_failure", "past>plan"), ("skips", "course>plan"),
        ("arrow_assumption", "course>plan"), ("arrow_indicator", "course>plan"),
        ("arrow_failure", "course>plan"),
    }  # fmt: skip


def full(source, target):
    return Arrow(source, target, "a", 1, "i", "f")


A, B, C, D = (Node(key, key.upper(), level, "i") for key, level in zip("abcd", LEVELS, strict=False))


@pytest.mark.parametrize(
    ("nodes", "arrows", "found"),
    [
        ([], [], {("empty", "")}),
        ([A], [], {("no_activity", ""), ("no_end", "")}),
        ([B, D], [], {("orphan", "b"), ("orphan", "d"), ("no_way", "")}),
        ([B, C, D], [full("b", "c"), full("c", "d")], set()),
        ([B, C, D], [full("b", "c")], {("orphan", "d"), ("no_way", "")}),
        ([B, D], [full("b", "d")], {("skips", "b>d")}),
        ([B, C, D], [full("b", "c"), full("c", "d"), full("d", "b")], {("backwards", "d>b"), ("cycle", "b")}),
        ([B, C, D], [full("b", "c"), full("c", "d"), full("c", "c")], {("to_itself", "c>c")}),
        ([B, C, D], [full("b", "c"), full("c", "d"), full("c", "z")], {("unknown_box", "c>z")}),
    ],
)
def test_the_shape_is_checked(nodes, arrows, found):
    assert gaps(nodes, arrows) == found


def test_of_two_outcomes_the_one_without_a_way_to_it_is_named():
    other = Node("e", "E", "outcome", "i")
    loose = Node("l", "L", "output")
    arrows = [full("b", "c"), full("c", "d"), full("l", "e")]
    assert gaps([B, C, D, other, loose], arrows) == {("comes_from_nowhere", "e")}


def test_a_circle_is_named_once_in_its_order():
    arrows = [full("b", "c"), full("c", "d"), full("d", "b")]
    (circle,) = [gap for gap in check_theory([B, C, D], arrows) if gap.name == "cycle"]
    assert circle.say() == (
        "“B”, “C” and “D” lead back to where they began. If an arrow belongs to the next turn, take it out."
    )
    assert "«B», «C» y «D»" in circle.say("es")


texts = st.text(max_size=60)
theories = st.integers(1, 9).flatmap(
    lambda n: st.tuples(
        st.lists(st.tuples(texts, st.sampled_from(list(LEVELS))), min_size=n, max_size=n),
        st.lists(
            st.tuples(st.integers(0, n - 1), st.integers(0, n - 1), st.none() | st.integers(0, 5)),
            max_size=14,
        ),
    )
)


def made(theory):
    boxes, arrows = theory
    nodes = [Node(str(at), name, level) for at, (name, level) in enumerate(boxes)]
    return nodes, [Arrow(str(a), str(b), evidence=level) for a, b, level in arrows]


@given(theories, st.sampled_from([350, 1000]))
def test_no_box_lies_on_another_and_none_outside(theory, width):
    drawing = place(*made(theory), width)
    for box in drawing.boxes:
        assert 0 <= box.x <= box.x + box.width <= width == drawing.width
        assert 0 <= box.y <= box.y + box.height <= drawing.height
    for one, other in combinations(drawing.boxes, 2):
        beside = one.x + one.width <= other.x or other.x + other.width <= one.x
        above = one.y + one.height <= other.y or other.y + other.height <= one.y
        assert beside or above


@given(theories, st.sampled_from([350, 1000]))
def test_no_arrow_runs_through_a_box_and_no_number_hides_another(theory, width):
    nodes, arrows = made(theory)
    drawing = place(nodes, arrows, width)
    for line in drawing.lines:
        x, y = line.label
        if arrows[line.number].source != arrows[line.number].target:
            assert not any(b.x < x < b.x + b.width and b.y < y < b.y + b.height for b in drawing.boxes)
        for point_x, point_y in level_stretches(line.path):
            assert not any(
                b.x + 1 < point_x < b.x + b.width - 1 and b.y + 1 < point_y < b.y + b.height - 1
                for b in drawing.boxes
            )
    labels = {
        line.label for line in drawing.lines if arrows[line.number].source != arrows[line.number].target
    }
    straight = [a for a in arrows if a.source != a.target]
    assert len(labels) == len(straight)


def level_stretches(path):
    """Points in the middle of what runs past the boxes of a column, and down a lane."""
    x, y = (float(part) for part in re.match(r"M(-?[\d.]+),(-?[\d.]+)", path).groups())
    for step, told in re.findall(r"([hHvVC])([-\d., ]+)", path):
        numbers = [float(part) for part in re.findall(r"-?[\d.]+", told)]
        before = x, y
        if step == "C":
            x, y = numbers[-2:]
            continue
        x = {"h": x + numbers[0], "H": numbers[0]}.get(step, x)
        y = {"v": y + numbers[0], "V": numbers[0]}.get(step, y)
        yield (before[0] + x) / 2, (before[1] + y) / 2


@given(theories, st.sampled_from([350, 1000]), st.sampled_from(["en", "es"]))
def test_everything_is_drawn_and_nothing_of_it_is_markup(theory, width, language):
    nodes, arrows = made(theory)
    drawn = draw_theory(nodes, arrows, width=width, language=language, standalone=True)
    root = ET.fromstring(drawn)  # noqa: S314 - our own drawing
    assert len(root.findall(f".//{SVG}rect")) == len(nodes)
    assert len(root.findall(f".//{SVG}path")) == len(arrows)
    assert {part.tag.removeprefix(SVG) for part in root.iter()} <= {
        "svg", "title", "desc", "style", "g", "path", "polygon", "circle", "text", "rect"
    }  # fmt: skip
    assert draw_theory(nodes, arrows, width=width, language=language, standalone=True) == drawn


def test_markup_in_a_name_stays_text():
    drawn = draw_theory([Node("a", "<script>alert(1)</script> & “x” \x00")], [], links={"a": '#"><b'})
    assert "<script" not in drawn
    assert "<b" not in drawn
    assert 'role="group"' in drawn


def test_evidence_is_told_by_number_and_by_line():
    drawn = draw_theory(BOXES, ARROWS)
    assert [f"e-{level}" in drawn for level in ("none", 0, 1, 2, 3)] == [True, True, True, True, False]
    assert "style=" not in drawn
    assert "<style" not in drawn


def test_a_long_name_is_wrapped_and_a_word_without_end_is_cut():
    (box,) = place([Node("a", "palabra " * 6 + "x" * 90)], [], 350).boxes
    assert len(box.lines) > 3
    (box,) = place([Node("a", "sin fin " * 400)], [], 350).boxes
    assert (len(box.lines), box.lines[-1][-1]) == (9, "…")


def test_few_arrows_cross_in_the_worked_example():
    tangled = [Node("a", "A"), Node("b", "B"), Node("x", "X", "output"), Node("y", "Y", "output")]
    boxes = {b.key: b for b in place(tangled, [Arrow("a", "y"), Arrow("b", "x")], 1000).boxes}
    assert (boxes["a"].y < boxes["b"].y) == (boxes["y"].y < boxes["x"].y)


@pytest.mark.parametrize(
    ("nodes", "arrows"), [([A, A], []), ([A], [full("a", "z")]), ([A], [full("z", "a")])]
)
def test_a_drawing_that_cannot_be_is_refused_in_words(nodes, arrows):
    with pytest.raises(OptionError, match=r"“[az]”"):
        draw_theory(nodes, arrows)
