"""The colours of pages and figures, by the names that the style sheets give them."""

from typing import Any, Literal

Theme = Literal["light", "dark"]

FONT = "Atkinson Hyperlegible Next, system-ui, Segoe UI, Roboto, Noto Sans, sans-serif"

# Data colours 1 to 6 stay apart under the three kinds of colour blindness.
_LIGHT = {
    "paper": "#fbfaf7", "surface": "#ffffff", "sunk": "#f3f1ec", "line": "#dfdbd2", "line-2": "#8b8797",
    "ink": "#1c1b33", "ink-2": "#595769", "act": "#2f2a8c", "act-wash": "#eceaf7", "est": "#2a2380",
    "est-soft": "#a8a5d6", "test": "#9c5314", "grid": "#e6e3db", "good": "#075c39",
    "d1": "#282682", "d2": "#b58936", "d3": "#007148", "d4": "#da3092", "d5": "#3784d2", "d6": "#60210a",
    "seq-1": "#e6efe6", "seq-2": "#bcd9c4", "seq-3": "#86bb9b",
    "seq-4": "#4b9671", "seq-5": "#136b4a", "seq-6": "#053d2a",
    "div-1": "#7a3206", "div-2": "#bd6d2b", "div-3": "#e6bd92", "div-4": "#eeece6",
    "div-5": "#b3b5e0", "div-6": "#6f70bf",
}  # fmt: skip
_DARK = {
    "paper": "#14152a", "surface": "#1c1e38", "sunk": "#0f1021", "line": "#33355a", "line-2": "#8183a8",
    "ink": "#eeedf4", "ink-2": "#b4b3c8", "act": "#b3b0ff", "act-wash": "#2a2b52", "est": "#b3b0ff",
    "est-soft": "#5f5fa6", "test": "#f5b062", "grid": "#2b2d4d", "good": "#6fd6b4",
    "d1": "#796ed9", "d2": "#f0d06b", "d3": "#21ad82", "d4": "#ff82cd", "d5": "#c3e1fb", "d6": "#ad5b2f",
    "seq-1": "#1d3a35", "seq-2": "#23564a", "seq-3": "#2d7a62",
    "seq-4": "#49a280", "seq-5": "#86c9a6", "seq-6": "#d3efdc",
    "div-1": "#f7b878", "div-2": "#c98443", "div-3": "#7d5630", "div-4": "#3a3b55",
    "div-5": "#5557a0", "div-6": "#8482dd",
}  # fmt: skip
TOKENS: dict[str, dict[str, str]] = {"light": _LIGHT, "dark": _DARK}
_DIVERGING_END = {"light": "#2a2380", "dark": "#c2c0ff"}


def config(theme: str = "light", language: str = "en") -> dict[str, Any]:
    """The Vega-Lite configuration that makes a figure look like the rest of Jopói."""
    at = TOKENS[theme]
    return {
        "background": at["paper"],
        "font": FONT,
        "locale": _locale(language),
        "view": {"stroke": None},
        "axis": _axis(at),
        "axisY": {"domain": False, "ticks": False},
        "axisX": {"grid": False},
        "axisXQuantitative": {"grid": True},
        "axisBand": {"grid": False, "domain": False, "ticks": False, "labelColor": at["ink"]},
        "legend": _legend(at),
        "mark": {"color": at["est"]},
        "point": {"filled": True, "size": 70, "opacity": 0.9},
        "line": {"strokeWidth": 2},
        "tick": {"color": at["line-2"], "thickness": 2},
        "area": {"color": at["est-soft"], "fillOpacity": 0.45, "line": False},
        "geoshape": {"fill": at["surface"], "stroke": at["line-2"], "strokeWidth": 0.8},
        "range": _ranges(at, theme),
        "style": _styles(at),
    }


def _axis(at: dict[str, str]) -> dict[str, Any]:
    return {
        "labelColor": at["ink-2"],
        "titleColor": at["ink-2"],
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "domainColor": at["line-2"],
        "tickColor": at["line-2"],
        "gridColor": at["grid"],
        "tickSize": 4,
        "labelPadding": 6,
        "titlePadding": 8,
    }


def _legend(at: dict[str, str]) -> dict[str, Any]:
    return {
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": 600,
        "labelColor": at["ink"],
        "titleColor": at["ink-2"],
        "symbolSize": 90,
        "symbolStrokeWidth": 2,
        "orient": "top",
        "offset": 8,
        "rowPadding": 4,
    }


def _ranges(at: dict[str, str], theme: str) -> dict[str, Any]:
    sequential = [at[f"seq-{n}"] for n in range(1, 7)]
    return {
        "category": [at[f"d{n}"] for n in range(1, 7)],
        "ordinal": sequential,
        "ramp": sequential,
        "heatmap": sequential,
        "diverging": [*(at[f"div-{n}"] for n in range(1, 7)), _DIVERGING_END[theme]],
        "symbol": ["circle", "diamond", "square", "triangle-up", "cross", "triangle-down"],
    }


def _styles(at: dict[str, str]) -> dict[str, Any]:
    """What a mark means, then how it looks: hollow and dashed is weak, filled and solid is firm."""
    hollow = {"filled": False, "color": at["est"], "fill": at["paper"], "strokeWidth": 2, "opacity": 1}
    firm = {"color": at["est"], "filled": True, "opacity": 1}
    return {
        "interval-outer": {"color": at["est-soft"], "strokeWidth": 2.5, "strokeOpacity": 1},
        "interval-inner": {"color": at["est"], "strokeWidth": 5},
        "estimate": firm | {"size": 90},
        "estimate-weak": hollow | {"size": 90},
        "raw-value": {"color": at["line-2"], "strokeWidth": 2},
        "reference": {"color": at["ink-2"], "stroke": at["ink-2"], "strokeWidth": 1.2, "strokeDash": [5, 4]},
        "potential": hollow | {"size": 110, "strokeDash": [3, 2.5]},
        "validated": firm | {"size": 110},
        "quiet-line": {"color": at["line-2"], "strokeWidth": 1, "strokeOpacity": 0.55},
        "zone": {"color": at["act-wash"], "fillOpacity": 1},
        "hot": {"color": at["test"], "strokeWidth": 2.4, "fillOpacity": 1, "opacity": 1},
        "hot-label": {"color": at["test"], "fontWeight": 600, "fontSize": 12},
        "strong-label": {"color": at["ink"], "fontWeight": 600, "fontSize": 12},
        "title-line": {"color": at["ink"], "fontSize": 16, "fontWeight": 600},
        "subtitle-line": {"color": at["ink-2"], "fontSize": 14},
        "note": {"color": at["ink-2"], "fontSize": 12},
        "interval-line": {"color": at["est"], "stroke": at["est"], "strokeWidth": 2},
        "other": {"color": at["line-2"], "filled": True, "size": 26, "opacity": 0.75},
        "listed-line": {"color": at["est"], "strokeWidth": 1.2, "strokeOpacity": 0.8},
        "expected-line": {"color": at["test"], "stroke": at["test"], "strokeWidth": 2},
        "limit": {"color": at["ink-2"], "stroke": at["ink-2"], "strokeWidth": 1.4},
        "limit-far": {"color": at["ink-2"], "stroke": at["ink-2"], "strokeWidth": 1.2, "strokeDash": [2, 3]},
        "listed": firm | {"size": 70},
        "listed-weak": hollow | {"size": 70},
    }


def _locale(language: str) -> dict[str, Any]:
    if language == "es":
        return {"number": {"decimal": ",", "thousands": "\u202f", "grouping": [3], "currency": ["", ""]}}
    return {"number": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", ""]}}
