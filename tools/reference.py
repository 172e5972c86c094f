"""Write docs/reference from the code: commands, docstrings and operations.

Run by ``make docs``; a test fails when the pages are out of date.
"""

import html
import importlib
import inspect
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

from pydantic import BaseModel

HOUSE = Path(__file__).resolve().parent.parent
PAGES = HOUSE / "docs" / "reference"
SHARED = ("errors", "words", "progress", "files", "loop", "privacy")
NOTE = "<!-- Written by `make docs` from the code. -->\n\n"


def modules() -> list[ModuleType]:
    """The public modules of the library, rooms first."""
    source = HOUSE / "src" / "jopoi"
    rooms = sorted(path.parent.name for path in source.glob("[!_]*/__init__.py"))
    names = [name for name in rooms if name not in {"cli", *SHARED}]
    return [importlib.import_module(f"jopoi.{name}") for name in [*names, *SHARED]]


def python_page() -> str:
    """Every public name of every public module, with its docstring as written."""
    parts = [NOTE + "# Python\n\nEverything that is public, with what it takes, gives and raises.\n"]
    for module in modules():
        about = inspect.getdoc(module) or ""
        parts.append(f"## `{module.__name__}`\n\n{about}\n")
        parts += [_entry(module, name) for name in sorted(module.__all__)]
    return "\n".join(parts)


def _entry(module: ModuleType, name: str) -> str:
    thing = getattr(module, name)
    title = f"### `{module.__name__}.{name}`\n"
    if not (inspect.isfunction(thing) or inspect.isclass(thing)):
        return f"{title}\nA value: `{thing!r}`.\n"
    # Only what is written here: a class without a docstring would show that of its base.
    text = inspect.cleandoc(thing.__doc__ or "")
    return f"{title}\n```text\n{name}{_signature(thing)}\n\n{text}\n```\n{_options(thing)}"


def _options(thing: object) -> str:
    """The options of a spec, as the command line and the web form explain them."""
    if not (isinstance(thing, type) and issubclass(thing, BaseModel)):
        return ""
    rows = [
        f"| `{name}` | {field.title or ''} | {field.description or ''} |"
        for name, field in thing.model_fields.items()
    ]
    return "\n".join(["", "| option | | what it does |", "|---|---|---|", *rows, ""])


def _signature(thing: object) -> str:
    if isinstance(thing, type) and issubclass(thing, Warning):
        return ""
    signature = inspect.signature(thing)  # type: ignore[arg-type]
    plain = [one.replace(annotation=one.empty) for one in signature.parameters.values()]
    text = str(inspect.Signature(plain))
    return text if len(text) < 90 else text.replace(", ", ",\n    ").replace("(", "(\n    ", 1)


def cli_page() -> str:
    """Every command with its arguments and options, as ``--help`` knows them."""
    command = [sys.executable, "-m", "typer", "--app", "app", "jopoi.cli", "utils", "docs", "--name", "jopoi"]
    plain = os.environ | {"NO_COLOR": "1", "COLUMNS": "200", "TERM": "dumb", "LANG": "C.UTF-8"}
    answer = subprocess.run(command, capture_output=True, text=True, check=True, env=plain, cwd=HOUSE)
    lines = [_as_markdown(line) for line in answer.stdout.strip().splitlines()]
    return NOTE + "\n".join(["# Command line", *lines[1:]]) + "\n"


def _as_markdown(line: str) -> str:
    """A line of help with the terminal's styles as Markdown, and indented examples as code."""
    for style, mark in (("font-style: italic", "*"), ("font-weight: bold", "**"), ("[^>]*", "")):
        line = re.sub(rf'<span style="{style}">(.*?)</span>', rf"{mark}\1{mark}", line)
    return html.unescape(f"  {line}" if line.startswith("  ") else line)


def openapi_page() -> str:
    """The description of the workbench's API, as it is served."""
    code = (
        "import django, json; django.setup(); from django.core.serializers.json import DjangoJSONEncoder;"
        "from jopoi_workbench.shell.api import api;"
        "print(json.dumps(api.get_openapi_schema(), cls=DjangoJSONEncoder, indent=1, ensure_ascii=False))"
    )
    plain = os.environ | {
        "DJANGO_SETTINGS_MODULE": "jopoi_workbench.project.settings",
        "PYTHONIOENCODING": "utf-8",
    }
    plain |= {"JOPOI_SECRET_KEY": "of nothing: no page is served", "JOPOI_DEMO": "true"}
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=plain, cwd=HOUSE
    )
    return answer.stdout


PAGE_WRITERS = {"python.md": python_page, "cli.md": cli_page, "openapi.json": openapi_page}


def main() -> None:
    """Write each page."""
    for name, write in PAGE_WRITERS.items():
        (PAGES / name).write_text(write())


if __name__ == "__main__":
    main()
