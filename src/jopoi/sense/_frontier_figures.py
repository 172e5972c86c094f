"""How the units lie below the frontier, as a histogram."""

from typing import TYPE_CHECKING

from jopoi._core import figures as fig
from jopoi.sense._efficiency_figure import histogram
from jopoi.words import N_, phrase

if TYPE_CHECKING:
    import altair as alt

    from jopoi.sense.frontier import Frontier


def figures(
    frontier: "Frontier", language: str = "en", *, theme: str = "light", narrow: bool = False
) -> "dict[str, alt.LayerChart | alt.Chart]":
    """Draw every figure that this result has."""
    look = fig.Look(language, theme, narrow)
    efficiency = frontier.sheets["units"]["efficiency"].to_numpy()
    return {"efficiency": histogram(efficiency, look, _caption(frontier, look))}


def _caption(frontier: "Frontier", look: fig.Look) -> fig.Caption:
    facts = {name: frontier.values[name] for name in ("on_frontier", "units", "median_efficiency")}
    title = phrase(N_("{on_frontier} of {units} units lie on the frontier"), look.language, **facts)
    how = phrase(N_("Half of all units reach {median_efficiency:.0%} of it or more."), look.language, **facts)
    return fig.Caption(title, how, f"{title}. {how}")
