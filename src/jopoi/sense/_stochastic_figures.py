"""How the units lie below the frontier, as a histogram."""

from typing import TYPE_CHECKING

from jopoi._core import figures as fig
from jopoi.sense._efficiency_figure import histogram
from jopoi.sense._stochastic_words import headline

if TYPE_CHECKING:
    import altair as alt

    from jopoi.sense.stochastic import Stochastic


def figures(
    found: "Stochastic", language: str = "en", *, theme: str = "light", narrow: bool = False
) -> "dict[str, alt.LayerChart | alt.Chart]":
    """Draw every figure that this result has."""
    if found.values["end"] == "no inefficiency":
        return {}
    look = fig.Look(language, theme, narrow)
    answer, doubt = headline(found, language)
    efficiency = found.sheets["units"]["efficiency"].to_numpy()
    return {"efficiency": histogram(efficiency, look, fig.Caption(answer, "", f"{answer} {doubt}"))}
