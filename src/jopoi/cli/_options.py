"""Options of the command line, made from the fields of a spec: declared once, explained once."""

import inspect
import keyword
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from pydantic.fields import FieldInfo
from typer.core import TyperCommand

from jopoi._core.specs import Spec
from jopoi.cli._ending import Command
from jopoi.errors import OptionError
from jopoi.words import N_

Language = Literal["en", "es"]
Given = dict[str, Any]

_COLUMN_ROLES = ("column", "columns", "mirror")
_SPELT = {"rng": "--seed", "higher_is_better": "--higher-is-better/--lower-is-better"}
_FORMS: Mapping[str, tuple[Any, str]] = {
    "column": (str, "COLUMN"),
    "columns": (list[str], "COLUMN"),
    "number": (float, "NUMBER"),
    "text": (str, "TEXT"),
    "share": (float, "SHARE"),
    "count": (int, "NUMBER"),
    "bounds": (tuple[float, float], "LOW HIGH"),
    "periods": (list[str], "PERIOD"),
    "lines": (list[str], "LINE"),
    "mirror": (list[str], "COLUMN[:lower]"),
    "choice": (str, "NAME"),
}


@dataclass(frozen=True)
class FileChoices:
    """Which table is read, and how."""

    path: Path
    sheet: str | None
    missing: tuple[str, ...]


@dataclass(frozen=True)
class OutputChoices:
    """Where the result goes, and in which language."""

    folder: Path | None
    as_json: bool
    language: Language
    progress: bool | None


Carry = Callable[[Callable[[], Given], FileChoices, OutputChoices], None]
CarryPlain = Callable[[Callable[[], Given], OutputChoices], None]
_Parameters = Sequence[tuple[str, Any, Any]]

_FILE = [
    ("file", Annotated[Path, typer.Argument(metavar="FILE", help="A table as CSV, XLSX or Parquet.")], ...),
]
_READING = [
    (
        "sheet",
        Annotated[str | None, typer.Option(
            metavar="NAME", rich_help_panel="File", show_default=False,
            help="Sheet of a workbook; else the first with values.")],
        None,
    ),
    (
        "missing",
        Annotated[list[str] | None, typer.Option(
            metavar="WORD", rich_help_panel="File", show_default=False,
            help="A word that means “no value”, besides empty cells, NA, NaN and null. May be repeated.")],
        None,
    ),
]  # fmt: skip
_PROGRESS = [
    (
        "progress",
        Annotated[bool | None, typer.Option(
            "--progress/--no-progress", metavar="", rich_help_panel="Output", show_default=False,
            help="Show how far it is, on standard error; by default only in a terminal.")],
        None,
    ),
]  # fmt: skip
_OUT = [
    (
        "out",
        Annotated[Path | None, typer.Option(
            metavar="FOLDER", rich_help_panel="Output", show_default=False,
            help="Save spec, tables, figures and a report.html that opens offline.")],
        None,
    ),
]  # fmt: skip
_ANSWER = [
    (
        "json",
        Annotated[bool, typer.Option(
            "--json", metavar="", rich_help_panel="Output",
            help="Print the whole result as JSON, and nothing else, to standard output.")],
        False,
    ),
    (
        "language",
        Annotated[Language, typer.Option(
            metavar="en|es", rich_help_panel="Output", envvar="JOPOI_LANGUAGE",
            help="Language of the answer.")],
        "en",
    ),
]  # fmt: skip


def command(name: str, kind: type[Spec], carry: Carry, *, about: str, examples: str) -> TyperCommand:
    """Make the command of a method.

    Parameters
    ----------
    name : str
    kind : type of Spec
        Its fields become the options.
    carry : callable
        Carries out the request: a function that gives the options by field name, file, output.
    about, examples : str
        Shown by ``--help`` before and after the options.
    """

    def run(**given: Any) -> None:
        source = FileChoices(given["file"], given["sheet"], tuple(given["missing"] or ()))
        output = OutputChoices(given["out"], given["json"], given["language"], given["progress"])
        carry(lambda: _asked(kind, given), source, output)

    return _made(
        name, run, [*_FILE, *_of_spec(kind), *_READING, *_OUT, *_ANSWER, *_PROGRESS], about, examples
    )


def plain_command(
    name: str, kind: type[Spec], carry: CarryPlain, *, about: str, examples: str
) -> TyperCommand:
    """Make the command of a calculation, which reads no table; see `command`."""

    def run(**given: Any) -> None:
        carry(lambda: _asked(kind, given), OutputChoices(None, given["json"], given["language"], None))

    return _made(name, run, [*_of_spec(kind), *_ANSWER], about, examples)


def _made(
    name: str, run: Callable[..., None], options: _Parameters, about: str, examples: str
) -> TyperCommand:
    parameters = [_parameter(*one) for one in options]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    app = typer.Typer(add_completion=False, rich_markup_mode="rich")
    app.command(name, cls=Command, help=about, epilog=examples)(run)
    made = typer.main.get_command(app)
    if not isinstance(made, TyperCommand):
        raise TypeError(name)
    return made


def _parameter(name: str, annotation: object, default: object) -> inspect.Parameter:
    empty = inspect.Parameter.empty if default is ... else default
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=empty, annotation=annotation)


def _of_spec(kind: type[Spec]) -> Iterator[tuple[str, object, object]]:
    for name, field in kind.model_fields.items():
        yield _safe(name), *_option(name, field)


def _safe(name: str) -> str:
    return f"{name}_" if keyword.iskeyword(name) else name


def role_of(field: FieldInfo) -> str:
    """How an option is filled in."""
    extra = field.json_schema_extra
    return str(extra.get("role", "")) if isinstance(extra, dict) else ""


def _option(name: str, field: FieldInfo) -> tuple[object, object]:
    """The annotation and the default of a field's option."""
    role = role_of(field)
    kind, metavar = _FORMS.get(role, (bool, ""))
    repeated = kind == list[str]
    empty = not field.is_required() and (field.default is None or repeated)
    told = f"{field.description}{' May be repeated.' if repeated else ''}"
    option = typer.Option(
        _SPELT.get(name, f"--{name.replace('_', '-')}"),
        metavar=metavar,
        help=told,
        show_default=not empty and role != "flag",
        rich_help_panel="Columns" if role in _COLUMN_ROLES else "Choices",
    )
    if field.is_required():
        return Annotated[kind, option], ...
    return (Annotated[kind | None, option], None) if empty else (Annotated[kind, option], field.default)


def _asked(kind: type[Spec], given: Mapping[str, Any]) -> Given:
    """The options that were given, by field name, as the method wants them."""
    asked = {}
    for name, field in kind.model_fields.items():
        value = given[_safe(name)]
        if value is None or (isinstance(value, list) and not value):
            continue
        asked[name] = mirrors(value) if role_of(field) == "mirror" else value
    return asked


def mirrors(texts: Sequence[str]) -> dict[str, str]:
    """Read ``COLUMN`` or ``COLUMN:lower``; a colon inside a name is kept.

    Examples
    --------
    >>> mirrors(["drop_out:lower", "passed"])
    {'drop_out': 'lower', 'passed': 'higher'}
    """
    return dict(_mirror(text) for text in texts)


def _mirror(text: str) -> tuple[str, str]:
    column, colon, better = text.rpartition(":")
    if not colon:
        return text, "higher"
    if better not in ("higher", "lower"):
        raise OptionError(
            N_("`mirror` says “{better}” after the colon of “{text}”."),
            N_("Write “lower” or “higher” there, for what is better."),
            better=better,
            text=text,
        )
    return column, better
