"""What everyone sees: only what a lab shows, without its members' names, and places as known as they are."""

import re

import pytest

from jopoi_workbench.shell import services
from jopoi_workbench.shell.atlas import WIDTH, Place, borders, draw_map
from jopoi_workbench.shell.loops import for_everyone, loops_of
from jopoi_workbench.shell.ring import Quarter
from jopoi_workbench.shell.services.editing import StaleError
from jopoi_workbench.shell.services.visibility import show_challenge
from tests.workbench.conftest import AT, fresh


def shown(actor, title="Shown", **about):
    about = {"statement": "Why?", "country": "PY", "place_precision": "country"} | about
    challenge = services.create_challenge(actor=actor, title=title, at=AT, **about)
    return show_challenge(actor=actor, challenge=challenge, visibility="public", version=1, at=AT)


def circles(page):
    return re.findall(r'<circle class="(site|area)"', page)


def test_only_what_is_shown_is_there_and_nobody_is_named(client, analyst, challenge, evidence):
    public = shown(analyst, background="Told by Rosa.")
    page, one = client.get("/network/").text, client.get(f"/network/{public.pk}/").text
    assert "Shown" in page
    assert challenge.title not in page
    for text in (page, one):
        assert analyst.person.name not in re.sub(r"<[^>]*>", " ", text)
        assert "Rosa" not in text
    assert client.get(f"/network/{challenge.pk}/").status_code == 404


def test_hiding_it_again_takes_it_away(client, analyst):
    public = shown(analyst)
    show_challenge(actor=analyst, challenge=fresh(public), visibility="lab", version=2, at=AT)
    assert client.get(f"/network/{public.pk}/").status_code == 404
    assert "Shown" not in client.get("/network/").text


def test_what_is_shown_was_read_as_it_is(analyst, challenge):
    services.edit_challenge(actor=analyst, challenge=fresh(challenge), version=1, title="New", at=AT)
    with pytest.raises(StaleError):
        show_challenge(actor=analyst, challenge=challenge, visibility="public", version=1, at=AT)


def test_a_country_is_never_drawn_as_a_place(client, analyst):
    at = {"latitude": -23.2275, "longitude": -58.3984}
    for precision in ("country", "region"):
        shown(analyst, place_precision=precision, **at)
    page = client.get("/network/").text
    assert circles(page) == []
    assert "Paraguay: 2" in page
    assert "2 challenges are known only by their country or region" in page


def test_a_municipality_is_an_area_and_a_site_a_point(client, analyst):
    shown(analyst, place_precision="municipality", latitude=-26.1, longitude=-55.9)
    shown(analyst, place_precision="site", latitude=-25.56, longitude=-57.28)
    assert sorted(circles(client.get("/network/").text)) == ["area", "site"]


def test_what_has_no_place_is_counted(client, analyst):
    shown(analyst, country="")
    assert "None of these has a place" in client.get("/network/").text


def test_filters_and_weight(client, analyst):
    for n in range(30):
        shown(analyst, f"Number {n}", sdgs=["3"] if n % 2 else ["16"], themes=["salud"])
    page = client.get("/network/?sdgs=3&themes=Salud&country=PY").text
    assert "15 challenges that labs show" in page
    assert len(re.sub(r"(?s)<svg.*?</svg>", "", client.get("/network/").text)) < 150_000
    assert client.get("/network/?page=2&sdgs=3").status_code == 200
    assert client.get("/network/?stage=test").text.count("network-challenge") == 0
    assert client.get("/network/?country=%00").status_code == 422


@pytest.mark.parametrize("code", ["PY", "RU", "US", "FJ", "VA", "AQ", "CL"])
def test_each_country_is_drawn_inside_its_map(code):
    drawn = draw_map({code: 3}, [])
    land = next(land for land in drawn.lands if land.code == code)
    assert land.n == 3
    assert 0 <= land.x <= drawn.width == WIDTH
    assert 0 <= land.y <= drawn.height <= WIDTH


def test_places_at_the_ends_of_the_earth():
    for latitude, longitude in ((90, 180), (-90, -180), (0, 0)):
        drawn = draw_map({}, [Place(latitude, longitude, name="x", href="#", site=True)])
        assert len(drawn.marks) == 1


def test_a_place_lies_in_its_country():
    (mark,) = draw_map({"PY": 1}, [Place(-25.28, -57.63, name="Asunción", href="#", site=True)]).marks
    assert 0 < mark.x < WIDTH
    assert len(borders()) > 200


@pytest.mark.parametrize("where", ["/network/", "/network/{}/", "/challenges/{}/visibility/"])
def test_addresses_and_telephones_are_masked(client, ana, analyst, where):
    written = "Ask ana@lab.example or +595 21 611 980."
    about = dict.fromkeys(("statement", "summary", "place"), written) | {"themes": ["a@b.example"]}
    where_it_is = {"place_precision": "site", "latitude": -25.56, "longitude": -57.28}
    public = shown(analyst, written, **about, **where_it_is)
    page = (ana if "visibility" in where else client).get(where.format(public.pk)).text
    assert "Ask [e-mail] or [telephone]." in page
    for kept_back in ("ana@lab.example", "611 980", "a@b.example"):
        assert kept_back not in page
    assert fresh(public).statement == written


def test_masked_in_what_it_grew_from_and_into(client, analyst):
    parent, child = shown(analyst, "Parent of ana@lab.example"), shown(analyst, "Child of ana@lab.example")
    type(child).objects.filter(pk=child.pk).update(grown_from=parent)
    for one in (parent, child):
        page = client.get(f"/network/{one.pk}/").text
        assert "Parent of [e-mail]" in page
        assert "Child of [e-mail]" in page
        assert "ana@lab.example" not in page


def test_fewer_than_five_people_are_not_counted_before_everyone(client, analyst, challenge, evidence):
    public = show_challenge(actor=analyst, challenge=fresh(challenge), visibility="public", version=1, at=AT)
    (inside,) = loops_of([public], [])
    assert "1 person took part" in inside.words
    for page in ("/network/", f"/network/{public.pk}/"):
        text = client.get(page).text
        assert "fewer than five people took part" in text
        assert "1 person" not in text
    (outside,) = for_everyone([inside])
    assert outside.facts["sense"].people == 0


def test_five_people_are_counted(challenge):
    (loop,) = loops_of([challenge], [])
    loop.facts["sense"] = Quarter(done=2, people=5)
    assert "5 people took part" in for_everyone([loop])[0].words
