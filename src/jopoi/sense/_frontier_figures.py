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
    caption = _caption(frontier, look)
    units = frontier.sheets["units"]
    if "steps" in units.columns:
        title = phrase(N_("steps to the frontier (0: on it)"), language)
        return {"steps": histogram(units["steps"].to_numpy(), look, caption, title)}
    return {"efficiency": histogram(units["efficiency"].to_numpy(), look, caption)}


def _caption(frontier: "Frontier", look: fig.Look) -> fig.Caption:
    title = phrase(N_("{on_frontier} of {units} units lie on the frontier"), look.language, **frontier.values)
    half = (
        N_("Half of the others are {median_steps_below:.1f} steps from it or more.")
        if "median_steps_below" in frontier.values
        else N_("Half of all units reach {median_efficiency:.0%} of it or more.")
    )
    how = phrase(half, look.language, **frontier.values)
    return fig.Caption(title, how, f"{title}. {how}")
