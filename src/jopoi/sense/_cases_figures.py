"""Where the cases lie among all units, without their names."""

from typing import TYPE_CHECKING

import altair as alt

from jopoi._core import figures as fig
from jopoi.words import N_, phrase

if TYPE_CHECKING:
    from jopoi.sense.cases import Cases

_FULL, _NARROW = 580, 350
_ROW = 34
_ROLES = {
    "potential": (N_("outstanding"), "listed"),
    "ordinary": (N_("ordinary"), "other"),
    "low": (N_("low"), "other"),
}


def figures(
    cases: "Cases", language: str = "en", *, theme: str = "light", narrow: bool = False
) -> "dict[str, alt.LayerChart | alt.Chart]":
    """Draw every figure that this result has."""
    if cases.sheets["key"].is_empty():
        return {}
    return {"cases": _cases(cases, fig.Look(language, theme, narrow))}


def _cases(cases: "Cases", look: fig.Look) -> alt.LayerChart:
    """One dot a visit by its shrunken effect, a line each for outstanding, ordinary and low."""
    key = cases.sheets["key"]
    full = _NARROW if look.narrow else _FULL
    names = [phrase(name, look.language) for name, _style in _ROLES.values()]
    left = max(fig.text_width(name) for name in names) + 12
    room = fig.Room.within(full, _ROW * len(_ROLES), left=left, right=18, top=8)
    every = cases.sheets["units"]["effect"]
    ticks = fig.ticks(float(every.min()), float(every.max()), about=6)  # type: ignore[arg-type]  # floats
    title = phrase(N_("shrunken difference from what is to be expected"), look.language)
    axis = fig.axis(ticks, sign=True, title=title, titleAnchor="start")
    x = alt.X("effect:Q", scale=fig.scale(ticks), axis=axis)
    layers: list[alt.Chart] = []
    for place, (role, (name, style)) in enumerate(_ROLES.items()):
        middle = _ROW * (place + 0.5)
        rows = [{"effect": float(effect)} for effect in key.filter(key["role"] == role)["effect"]]
        layers.append(fig.chart(rows).mark_point(style=style, size=46).encode(x=x, y=alt.value(middle)))
        layers.append(fig.label(phrase(name, look.language), -room.left, middle + 4))
    return fig.compose(layers, room, look, _caption(cases, look))


def _caption(cases: "Cases", look: fig.Look) -> fig.Caption:
    title = phrase(N_("The cases among all units"), look.language)
    how = phrase(N_("Each dot is a visit, without its name."), look.language)
    facts = {name: cases.values[name] for name in ("outstanding", "ordinary", "low")}
    told = phrase(
        N_("By their effect, outstanding: {outstanding}; ordinary: {ordinary}; low: {low}."),
        look.language,
        **facts,
    )
    return fig.Caption(title, how, f"{title}. {told}")
