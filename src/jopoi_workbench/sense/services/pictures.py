"""The figures of a result as inline SVG: drawn once, coloured by the page's tokens."""

from jopoi._core.results import Result
from jopoi._core.svg import caption_of, to_svg
from jopoi.progress import step
from jopoi.words import N_
from jopoi_workbench.shell.rooms import Picture


def pictures_of(result: Result, language: str) -> dict[str, Picture]:
    """Every figure of a result, by name."""
    wide, narrow = result.figures(language), result.figures(language, narrow=True)
    drawn = {}
    for done, (name, figure) in enumerate(wide.items()):
        step(N_("drawing the pictures"), done / len(wide))
        title, subtitle = caption_of(figure)
        drawn[name] = Picture(
            name=name,
            title=title,
            subtitle=subtitle,
            wide=to_svg(figure, inline=True, name=f"{name}-l", css="drawn only-l"),
            narrow=to_svg(narrow[name], inline=True, name=f"{name}-s", css="drawn only-s"),
        )
    return drawn
