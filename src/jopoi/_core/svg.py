"""From a chart to SVG: drawn offline, cleaned of what a strict page refuses, coloured by its tokens."""

import re
import xml.etree.ElementTree as ET
from copy import copy
from typing import Any

import vl_convert

from jopoi._core.figures import HEADING, AnyChart, spec_of
from jopoi._core.palette import FONT, TOKENS

SVG = "http://www.w3.org/2000/svg"
_DROPPED = (
    "class",
    "role",
    "pointer-events",
    "aria-label",
    "aria-hidden",
    "aria-roledescription",
    "font-family",
)
_PLAIN = {"opacity": "1", "fill-opacity": "1", "stroke-opacity": "1", "font-weight": "normal", "rx": "0"}
_LONG = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")
_REF = re.compile(r"url\(#([^)]+)\)")


def caption_of(chart: AnyChart | dict[str, Any]) -> tuple[str, str]:
    """The title and subtitle of a figure, for a page that sets them in its own type."""
    told = _told(_spec(chart))
    return str(told.get("title", "")), str(told.get("subtitle", ""))


def to_svg(
    chart: AnyChart | dict[str, Any], *, inline: bool = False, name: str = "figure", css: str = "drawn"
) -> str:
    """Draw a chart as SVG without scripts, styles or outside requests.

    Parameters
    ----------
    chart : altair.Chart, altair.LayerChart or its Vega-Lite
        A light one, if ``inline``.
    inline : bool
        For use inside a page: without title and ground, and with each colour written as
        ``var(--token, #hex)``, so that the page's light and dark tokens drive it.
    name : str
        What the ids inside begin with: one that no other figure of the page has.
    css : str
        Classes of the element, for the page's style sheet.

    Returns
    -------
    str
        An ``svg`` element with ``role="img"``, a title and a description.
    """
    spec = copy(_spec(chart))
    told = _told(spec)
    if inline:
        _without_heading(spec, int(told.get("head", 0)))
    root = ET.fromstring(vl_convert.vegalite_to_svg(spec))  # noqa: S314 - our own drawing
    ground = str(spec.get("config", {}).get("background", "none"))
    _clean(root, ground, name)
    _name(root, name, str(told.get("title", name)), str(spec.get("description", "")))
    root.set("class", css)
    if inline:
        root.remove(next(child for child in root if child.tag == f"{{{SVG}}}rect"))
        root.set("font-family", f"var(--font, {FONT})")
    ET.register_namespace("", SVG)
    text = ET.tostring(root, encoding="unicode")
    return _with_tokens(text) if inline else text


def _spec(chart: AnyChart | dict[str, Any]) -> dict[str, Any]:
    return chart if isinstance(chart, dict) else spec_of(chart)


def _told(spec: dict[str, Any]) -> dict[str, Any]:
    told = spec.get("usermeta", {})
    return told if isinstance(told, dict) else {}


def _without_heading(spec: dict[str, Any], head: int) -> None:
    kept = [layer for layer in spec.get("layer", []) if not layer.get("name", "").startswith(HEADING)]
    if len(kept) < len(spec.get("layer", [])):
        spec["layer"] = kept
        spec["padding"] = spec["padding"] | {"top": spec["padding"]["top"] - head}


def _clean(root: ET.Element, ground: str, name: str) -> None:
    """Keep what draws; give texts a halo in the colour of the ground, so that lines do not cut them."""
    for parent in root.iter():
        for child in list(parent):
            if _draws_nothing(child):
                parent.remove(child)
    for element in root.iter():
        for attribute in _DROPPED:
            element.attrib.pop(attribute, None)
        for attribute, usual in _PLAIN.items():
            if element.get(attribute) == usual:
                del element.attrib[attribute]
        _style_to_attributes(element)
        _round(element)
        _own_ids(element, name)
        if element.tag == f"{{{SVG}}}text":
            halo = {
                "stroke": ground,
                "stroke-width": "3",
                "stroke-linejoin": "round",
                "paint-order": "stroke",
            }
            element.attrib.update(halo)
    root.set("font-family", FONT)


def _draws_nothing(element: ET.Element) -> bool:
    if element.tag == f"{{{SVG}}}path":
        return element.get("display") == "none" or element.get("d", "") in ("", "M0,0h0v0h0Z")
    return element.tag == f"{{{SVG}}}g" and len(element) == 0


def _round(element: ET.Element) -> None:
    for attribute in ("d", "transform", "x2", "y2", "width", "height"):
        if attribute in element.attrib:
            element.set(
                attribute, _LONG.sub(lambda found: f"{float(found[0]):.2f}", element.attrib[attribute])
            )


def _style_to_attributes(element: ET.Element) -> None:
    """A strict content policy refuses ``style``; the same properties are allowed as attributes."""
    for rule in element.attrib.pop("style", "").split(";"):
        what, _, value = rule.partition(":")
        if value:
            element.set(what.strip(), value.strip())


def _own_ids(element: ET.Element, name: str) -> None:
    if "id" in element.attrib:
        element.set("id", f"{name}-{element.get('id')}")
    for attribute, value in element.attrib.items():
        if "url(#" in value:
            element.set(attribute, _REF.sub(rf"url(#{name}-\1)", value))


def _name(root: ET.Element, name: str, title: str, description: str) -> None:
    said = ET.Element(f"{{{SVG}}}title", {"id": f"{name}-title"})
    said.text = title
    root.insert(0, said)
    named = [f"{name}-title"]
    if description and description != title:
        more = ET.Element(f"{{{SVG}}}desc", {"id": f"{name}-desc"})
        more.text = description
        root.insert(1, more)
        named.append(f"{name}-desc")
    root.set("role", "img")
    root.set("aria-labelledby", " ".join(named))


def _with_tokens(text: str) -> str:
    for token, colour in TOKENS["light"].items():
        text = text.replace(f'"{colour}"', f'"var(--{token}, {colour})"')
    return text
