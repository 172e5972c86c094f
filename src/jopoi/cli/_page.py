"""A result as a page in the terminal: answer, doubt, cautions, table, what may not be claimed."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from jopoi._core.shown import Cell, Drawn, Marked, Shown, ShownGroup
from jopoi.words import N_, phrase, plural

if TYPE_CHECKING:
    from jopoi._core.results import Result
    from jopoi.cli._options import OutputChoices
    from jopoi.files import Reading, Scan

WIDEST = 110
MOST_ROWS = 20


def show(result: "Result", reading: "Reading | Scan", output: "OutputChoices") -> None:
    """Print the page to standard output."""
    console = Console(highlight=False, soft_wrap=False)
    console.width = min(console.width, WIDEST)
    page = _Page(console, output.language)
    answer, doubt = result.headline(output.language)
    page.say(Text(answer, style="bold"), Text(doubt))
    told = [text for caution in result.warnings if (text := caution.say(output.language)) not in doubt]
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
        """The table for people, group by group, without what the terminal cannot draw or need not repeat."""
        self._heading(shown.title)
        if shown.about:
            self.console.print(Text(shown.about))
        kept = _telling(shown)
        for group in shown.groups:
            self._group(shown, group, kept)
        if shown.note:
            self.console.print(Text(shown.note))

    def _group(self, shown: Shown, group: ShownGroup, kept: list[int]) -> None:
        if group.title:
            title = Text(f"{group.title}  ", style="bold")
            self.console.print()
            self.console.print(title.append(group.about, style="not bold"))
        grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
        for j in kept:
            column = shown.columns[j]
            grid.add_column(column.title, justify="right" if column.number else "left", overflow="fold")
        for row in group.rows[:MOST_ROWS]:
            grid.add_row(*(Text(_words(row[j])) for j in kept))
        self.console.print(Padding(grid, (0, 0, 0, 2)))
        more = len(group.rows) - MOST_ROWS
        if more > 0:
            told = plural(
                "… and {n} more; --out saves all.", "… and {n} more; --out saves all.", more, self.language
            )
            self.console.print(Text(f"  {told}", style="dim"))

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


def _words(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell.words


def _telling(shown: Shown) -> list[int]:
    """The columns worth their room: not drawn ones, and none that only repeats its group's heading."""
    rows = [row for group in shown.groups for row in group.rows]
    return [
        j
        for j in range(len(shown.columns))
        if not any(isinstance(row[j], Drawn) for row in rows) and not _repeats(shown, j)
    ]


def _repeats(shown: Shown, j: int) -> bool:
    if j == 0:
        return False
    values = [{_words(row[j]) for row in group.rows} for group in shown.groups]
    several = sum(len(group.rows) for group in shown.groups) > 1
    marked = all(isinstance(row[j], Marked) for group in shown.groups for row in group.rows)
    named = all(group.title and len(found) == 1 and found <= set(group.title.split())
                for group, found in zip(shown.groups, values, strict=True))  # fmt: skip
    return several and (named or (marked and len(set().union(*values)) == 1))
