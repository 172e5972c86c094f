"""Figures: fixed sizes, our colours, and SVG that a strict page may hold."""

import json
import xml.etree.ElementTree as ET

import pytest

from jopoi._core import figures as fig
from jopoi._core.palette import TOKENS, config
from jopoi._core.svg import caption_of, to_svg

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def chart():
    room = fig.Room.within(350, 100)
    marks = [
        fig.chart([{"a": 1, "b": 2}]).mark_point(style="estimate").encode(x="a:Q", y="b:Q"),
        fig.label("here", 10, 10),
        *fig.key([fig.KeyEntry((("rule", "reference"), ("circle", "estimate")), "a sign")], room, 60),
    ]
    return fig.compose(marks, room, fig.Look(), fig.Caption("What it shows", "How to read it", "In words"))


def drawn(chart, **how):
    return ET.fromstring(to_svg(chart, **how))  # noqa: S314 - our own drawing


def test_a_figure_has_the_width_that_was_asked_for(chart):
    root = drawn(chart)
    assert root.get("width") == "350"
    assert "What it shows" in "".join(root.itertext())


def test_inside_a_page_the_heading_is_the_pages_own(chart):
    inline, alone = (drawn(chart, inline=inline) for inline in (True, False))
    texts = [text.text for text in inline.iter(f"{SVG}text")]
    assert "What it shows" not in texts
    assert float(inline.get("height")) < float(alone.get("height"))
    assert caption_of(chart) == ("What it shows", "How to read it")


def test_inside_a_page_colours_follow_the_tokens(chart):
    svg = to_svg(chart, inline=True)
    assert f'"var(--est, {TOKENS["light"]["est"]})"' in svg
    assert f'"{TOKENS["light"]["est"]}"' not in svg


@pytest.mark.parametrize("inline", [True, False])
def test_svg_holds_nothing_that_a_strict_policy_refuses(chart, inline):
    root = drawn(chart, inline=inline)
    assert not {"style", "onclick", "onload"} & {name for element in root.iter() for name in element.attrib}
    assert not {f"{SVG}script", f"{SVG}style", f"{SVG}image"} & {element.tag for element in root.iter()}


def test_svg_says_what_it_shows(chart):
    root = drawn(chart, name="one")
    said = {element.get("id"): element.text for element in root if element.get("id")}
    assert root.get("role") == "img"
    assert [said[name] for name in root.get("aria-labelledby").split()] == ["What it shows", "In words"]


def test_two_figures_on_a_page_share_no_id(chart):
    ids = [
        {element.get("id") for element in drawn(chart, name=name).iter() if element.get("id")}
        for name in ("one", "two")
    ]
    assert not ids[0] & ids[1]


def test_the_key_draws_each_sign(chart):
    lines = [line for line in drawn(chart).iter(f"{SVG}line") if line.get("stroke-dasharray")]
    assert [line.get("x2") for line in lines] == ["34"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_look_is_the_one_that_was_designed(shared_folder, theme):
    designed = json.loads((shared_folder / "design" / "vega-theme.json").read_text())[theme]
    ours = config(theme)
    assert ours["background"] == designed["background"]
    assert ours["range"] == designed["range"]
    assert ours["style"]["estimate"] == designed["style"]["estimate"]
    assert ours["axis"].items() <= designed["axis"].items()


def test_the_tokens_are_those_of_the_style_sheet(shared_folder):
    css = (shared_folder / "design" / "tokens.css").read_text()
    light, dark = css.split("@media screen and", 1)
    assert [t for t, c in TOKENS["light"].items() if f"--{t}: {c};" not in light] == []
    assert [t for t, c in TOKENS["dark"].items() if f"--{t}: {c};" not in dark] == []


@pytest.mark.parametrize(
    ("low", "high", "values"),
    [(0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]), (0, 0, [0, 1]), (-0.012, 0.03, [-0.02, -0.01, 0, 0.01, 0.02, 0.03])],
)
def test_ticks_are_round_and_hold_the_values(low, high, values):
    assert fig.ticks(low, high) == values


def test_a_difference_shows_its_sign_and_no_false_precision():
    assert [fig.signed(v, 1) for v in (1.26, -0.04, 0.0)] == ["+1.3", "0.0", "0.0"]
    assert fig.signed(-1234.5, 1, "es") == "−1234,5"
