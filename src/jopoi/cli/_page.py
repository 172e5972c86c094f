"""A result as a page in the terminal: answer, doubt, cautions, table, what may not be claimed."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from jopoi._core.shown import Cell, Shown, ShownGroup
from jopoi.words import N_, phrase

if TYPE_CHECKING:
    from jopoi._core.results import Result
    from jopoi.cli._options import OutputChoices
    from jopoi.files import Reading, Scan

WIDEST = 110


def show(result: "Result", reading: "Reading | Scan", output: "OutputChoices") -> None:
    """Print the page to standard output."""
    console = Console(highlight=False, soft_wrap=False)
    console.width = min(console.width, WIDEST)
    page = _Page(console, output.language)
    answer, doubt = result.headline(output.language)
    page.say(Text(answer, style="bold"), Text(doubt))
    said = {doubt}
    told = [text for caution in result.warnings if (text := caution.say(output.language)) not in said]
    page.section(N_("Read this first"), told, "yellow")
    table = result.shown(output.language)
    if table:
        page.table(table)
    page.section(N_("What you may say"), result.may_say(output.language))
    page.section(N_("What you may not claim"), result.may_not_claim(output.language))
    page.section(N_("About the file"), [note.say(output.language) for note in reading.notes])
    page.end(result, reading, output)


class _Page:
    def __init__(self, console: Console, language: str) -> None:
        self.console, self.language = console, language

    def say(self, *texts: Text) -> None:
        """Paragraphs."""
        for text in texts:
            self.console.print(text)

    def section(self, title: str, sentences: Iterable[str], colour: str = "") -> None:
        """A heading and a list below it; nothing if the list is empty."""
        rows = list(sentences)
        if not rows:
            return
        self._heading(phrase(title, self.language), colour)
        for sentence in rows:
            grid = Table.grid(padding=(0, 1))
            grid.add_column(width=3, justify="right")
            grid.add_column()
            grid.add_row("•", Text(sentence))
            self.console.print(grid)

    def _heading(self, title: str, colour: str = "") -> None:
        self.console.print()
        self.console.print(Text(title, style=f"bold {colour}".strip()))

    def table(self, shown: Shown) -> None:
        """The table for people, group by group."""
        self._heading(shown.title)
        if shown.about:
            self.console.print(Text(shown.about))
        for group in shown.groups:
            self._group(shown, group)
        if shown.note:
            self.console.print(Text(shown.note))

    def _group(self, shown: Shown, group: ShownGroup) -> None:
        if group.title:
            title = Text(f"{group.title}  ", style="bold")
            self.console.print()
            self.console.print(title.append(group.about, style="not bold"))
        grid = Table(box=None, pad_edge=False, padding=(0, 2), header_style="dim")
        for column in shown.columns:
            grid.add_column(column.title, justify="right" if column.number else "left", overflow="fold")
        for row in group.rows:
            grid.add_row(*(_cell(cell) for cell in row))
        self.console.print(Padding(grid, (0, 0, 0, 2)))

    def end(self, result: "Result", reading: "Reading | Scan", output: "OutputChoices") -> None:
        """What was read and where the files are."""
        rows = result.values.get("rows_in_table", result.values.get("rows"))
        told = phrase(
            N_("Read from {file}: {rows} rows. Digest {digest}"),
            self.language,
            file=reading.name,
            rows=rows if isinstance(rows, int) else 0,
            digest=result.input_digest[:15] + "…",
        )
        self.console.print()
        self.console.print(Text(told, style="dim"))
        if output.folder:
            saved = phrase(
                N_("Saved in {folder}: open report.html."), self.language, folder=str(output.folder)
            )
            self.console.print(Text(saved))


def _cell(cell: Cell) -> Text:
    return Text(cell if isinstance(cell, str) else cell.words)
