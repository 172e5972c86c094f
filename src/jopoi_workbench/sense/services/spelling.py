"""A spec spelled out: as a call in Python, and as a command for a terminal."""

import shlex
from collections.abc import Mapping
from typing import Any

from jopoi.sense import ScreenSpec

_REPEATED = {"context", "confirm"}


def _chosen(spec: Mapping[str, Any]) -> dict[str, Any]:
    """What differs from the default, and the two shares, which everyone asks about."""
    asked = ScreenSpec(**spec)
    always = {"unit", "outcome", "top", "false_share"}
    fields = ScreenSpec.model_fields
    given = {name: getattr(asked, name) for name in fields}
    return {name: value for name, value in given.items() if name in always or value != fields[name].default}


def as_python(spec: Mapping[str, Any]) -> str:
    """The call that asks the same in Python."""
    lines = [f"    {name}={_literal(value)}," for name, value in _chosen(spec).items()]
    return "\n".join(["jopoi.sense.screen(", "    frame,", *lines, ")"])


def _literal(value: Any) -> str:  # noqa: ANN401 - any option
    if isinstance(value, tuple) and value and isinstance(value[0], str):
        value = list(value)
    if isinstance(value, Mapping):
        value = dict(value)
    return repr(value).replace("'", '"') if not isinstance(value, str) else _quoted(value)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def as_command(spec: Mapping[str, Any], file_name: str) -> str:
    """The command that asks the same in a terminal."""
    parts = [f"jopoi sense screen {shlex.quote(file_name)}"]
    for name, value in _chosen(spec).items():
        parts += _flags(name, value)
    return " \\\n    ".join(parts)


def _flags(name: str, value: Any) -> list[str]:  # noqa: ANN401 - any option
    flag = f"--{name.replace('_', '-')}"
    if name == "higher_is_better":
        return ["--lower-is-better"]
    if name == "mirror":
        return [f"{flag} {shlex.quote(f'{column}={better}')}" for column, better in value.items()]
    if name == "bounds":
        return [f"{flag} {value[0]:g} {value[1]:g}"]
    if name in _REPEATED:
        return [f"{flag} {shlex.quote(str(each))}" for each in value]
    return [f"{flag} {shlex.quote(str(value))}"]
