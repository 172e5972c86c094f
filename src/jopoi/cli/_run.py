"""One run of a method: read the file, compute, save, show."""

import re
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

import typer

from jopoi._core.specs import Spec, parse
from jopoi.cli._ending import MISTAKE
from jopoi.cli._options import FileChoices, Given, OutputChoices
from jopoi.errors import Caution, ColumnError, JopoiError, JopoiWarning, OptionError
from jopoi.progress import listening, portion, step
from jopoi.words import N_, phrase

if TYPE_CHECKING:
    from jopoi._core.results import Result
    from jopoi.files import Reading, Scan

Method = Callable[..., "Result"]

_NUMBERS = ("outcome", "standard_error", "weight", "denominator", "exposure")
_ACCENTS = re.compile(r"`(\w+)`")


def carry_out(
    method: Method, kind: type[Spec], ask: Callable[[], Given], source: FileChoices, output: OutputChoices
) -> None:
    """Run a method on a file; say a mistake in the chosen language and leave with code 2."""
    try:
        with _progress(output):
            reading, result = _compute(method, kind, ask(), source)
            if output.folder:
                with portion(0.9, 1.0):
                    result.save(output.folder, output.language)
    except JopoiError as error:
        sys.stderr.write(mistake(error, output.language) + "\n")
        raise typer.Exit(MISTAKE) from None
    if output.as_json:
        _mutter([*reading.notes, *result.warnings], output.language)
        sys.stdout.write(result.to_json() + "\n")
        return
    from jopoi.cli._page import show  # noqa: PLC0415 - drawing a page is not needed for JSON

    show(result, reading, output)


class Calculated(Protocol):
    """What a calculation returns that reads no table."""

    def summary(self, language: str = "en") -> str:
        """All of it, in plain words."""

    def to_json(self) -> str:
        """The shape that is printed and stored."""


def calculate(
    calculation: Callable[..., Calculated], ask: Callable[[], Given], output: OutputChoices
) -> None:
    """Carry out a calculation; say a mistake in the chosen language and leave with code 2."""
    try:
        found = calculation(**ask())
    except JopoiError as error:
        sys.stderr.write(mistake(error, output.language) + "\n")
        raise typer.Exit(MISTAKE) from None
    sys.stdout.write((found.to_json() if output.as_json else found.summary(output.language)) + "\n")


def _compute(
    method: Method, kind: type[Spec], asked: Given, source: FileChoices
) -> tuple["Reading | Scan", "Result"]:
    from jopoi.files import open_table  # noqa: PLC0415 - reads no library before an option is right

    parse(kind, **asked)
    step(N_("reading the file"), 0.0)
    reading = open_table(source.path, sheet=source.sheet, missing=source.missing)
    _check_numbers(reading, asked)
    with portion(0.1, 0.9), warnings.catch_warnings():
        # The cautions stand in the result, which shows them in their place and language.
        warnings.simplefilter("ignore", JopoiWarning)
        return reading, method(reading.frame, **asked)


def _check_numbers(reading: "Reading | Scan", asked: Mapping[str, Any]) -> None:
    """Point to the file's own rows where a column of numbers holds text."""
    numbers = [asked[name] for name in _NUMBERS if name in asked] + list(asked.get("mirror", ()))
    mixed = [
        name for name in asked.get("context", ()) if name in reading.texts and not reading.texts[name].codes
    ]
    try:
        reading.check_numbers([*numbers, *mixed])
    except ColumnError as error:
        if "row" not in error.facts and "rows" not in error.facts:
            raise
        hint = N_(
            'If “{text}” means that the value is missing, add --missing "{text}"; or choose another column.'
        )
        raise ColumnError(error.what, hint, **error.facts) from error


def mistake(error: JopoiError, language: str) -> str:
    """A mistake in one line; options are spelt as on the command line."""
    text = " ".join(error.say(language).split())
    return _ACCENTS.sub(_spelt, text) if isinstance(error, OptionError) else text


def _spelt(found: re.Match[str]) -> str:
    name = found.group(1)
    return {"rng": "--seed"}.get(name, f"--{name.replace('_', '-')}")


def _mutter(cautions: Sequence[Caution], language: str) -> None:
    for caution in cautions:
        sys.stderr.write(f"{caution.say(language)}\n")


@contextmanager
def _progress(output: OutputChoices) -> Iterator[None]:
    """Show progress on standard error: a bar in a terminal, lines elsewhere if asked for."""
    terminal = sys.stderr.isatty()
    if output.progress is False or (output.progress is None and not terminal):
        yield
    elif terminal:
        with _bar(output.language) as move, listening(move):
            yield
    else:
        with listening(lambda what, share: _line(what, share, output.language)):
            yield


def _line(what: str, share: float, language: str) -> None:
    sys.stderr.write(f"{share:4.0%}  {phrase(what, language)}\n")
    sys.stderr.flush()


@contextmanager
def _bar(language: str) -> Iterator[Callable[[str, float], None]]:
    from rich.console import Console  # noqa: PLC0415 - only where there is a terminal
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn  # noqa: PLC0415 - as above

    columns = (BarColumn(bar_width=28), TaskProgressColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=1.0)

        def move(what: str, share: float) -> None:
            progress.update(task, completed=share, description=phrase(what, language))

        yield move
