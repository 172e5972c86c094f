"""The figures of a screening: which there are, that they can be drawn, how heavy they are."""

import json
import time
import xml.etree.ElementTree as ET
from dataclasses import replace

import polars as pl
import pytest

from jopoi._core.svg import caption_of, to_svg
from jopoi.sense._screening_figures import describe

ALL = ["caterpillar", "everyone", "shrinkage", "funnel", "persistence"]
HEAVIEST = 300_000


@pytest.fixture
def confirmed(schools, ask):
    return ask(schools, confirm=sorted(schools["year"].unique())[-2:])


def many(screening, times):
    """The same result with so many times the units."""
    units = pl.concat([screening.sheets["units"]] * times)
    units = units.with_columns(unit=pl.int_range(len(units)).cast(pl.String))
    short = units.filter("selected").sort("tail_probability", descending=True)
    return replace(screening, sheets={**screening.sheets, "units": units, "shortlist": short})


def test_figures_come_by_name_the_answer_first(confirmed, schools, ask):
    assert list(confirmed.figures()) == ALL
    assert list(ask(schools).figures()) == ALL[:-1]


def test_an_empty_list_has_no_picture_of_itself(confirmed):
    units = confirmed.sheets["units"].with_columns(selected=pl.lit(value=False))
    empty = {**confirmed.sheets, "units": units, "shortlist": units.head(0)}
    assert "caterpillar" not in replace(confirmed, sheets=empty).figures()


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_figure_is_valid_and_can_be_drawn(confirmed, theme, narrow):
    for name, chart in confirmed.figures(theme=theme, narrow=narrow).items():
        chart.to_dict(validate=True)
        root = ET.fromstring(to_svg(chart, name=name))  # noqa: S314 - our own drawing
        width = 350 if narrow else 1000 if name == "caterpillar" else 580
        assert (name, float(root.get("width"))) == (name, width)
        assert "NaN" not in ET.tostring(root, encoding="unicode")


def test_where_lower_is_better_the_list_still_stands_at_the_end(schools, ask):
    turned = ask(schools.with_columns(score=-pl.col("score")), higher_is_better=False)
    layers = turned.figures()["everyone"].to_dict(validate=False)["layer"]
    rows = max((layer["data"]["values"] for layer in layers), key=len)
    assert rows[0]["middle"] > rows[-1]["middle"]


def test_a_hundred_thousand_units_stay_light_and_quick(confirmed):
    large = many(confirmed, 1250)
    start = time.perf_counter()
    specs = {name: json.dumps(chart.to_dict(validate=False)) for name, chart in large.figures().items()}
    assert {name: len(spec) for name, spec in specs.items() if len(spec) > HEAVIEST} == {}
    assert time.perf_counter() - start < 20


def test_figures_say_themselves_in_words(confirmed):
    for name, chart in confirmed.figures("es").items():
        told = describe(name, confirmed, "es")
        assert told.endswith(".")
        assert told in to_svg(chart)
        assert describe(name, confirmed) != told


def test_titles_say_what_is_shown_not_its_kind(confirmed):
    titles = [caption_of(chart)[0] for chart in confirmed.figures().values()]
    assert not [title for title in titles if "plot" in title.lower()]
    assert any("again in" in title for title in titles)


def test_who_is_not_listed_is_not_named(confirmed):
    drawn = confirmed.figures()
    svg = "".join(to_svg(drawn[name]) for name in ("everyone", "shrinkage", "funnel", "persistence"))
    assert not [unit for unit in confirmed.sheets["units"]["unit"].cast(pl.String) if f">{unit}<" in svg]


def test_hollow_dots_rest_on_few_periods(schools, ask):
    found = ask(schools)
    first = found.sheets["shortlist"]["unit"][0]
    few = schools.filter((pl.col("school") != first) | (pl.col("year") < schools["year"].min() + 2))
    spec = json.dumps(ask(few, false_share=0.5).figures()["caterpillar"].to_dict(validate=False))
    assert '"few": true' in spec
    assert "rests on" in spec
