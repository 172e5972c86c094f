"""A spec spelled out: as a call in Python, and as a command for a terminal."""

import shlex
from collections.abc import Iterator, Mapping
from typing import Any

from jopoi._core import report
from jopoi_workbench.sense.services.methods import METHODS

_SPELT = {"rng": "--seed"}


def as_python(method: str, spec: Mapping[str, Any]) -> str:
    """The call that asks the same in Python."""
    return report.as_python(METHODS[method].result.spec_type(**spec))


def as_command(method: str, spec: Mapping[str, Any], file_name: str) -> str:
    """The command that asks the same in a terminal."""
    parts = [f"jopoi {method.replace('.', ' ')} {shlex.quote(file_name)}"]
    asked = METHODS[method].result.spec_type(**spec)
    for name, field in type(asked).model_fields.items():
        value = getattr(asked, name)
        if field.is_required() or value != field.get_default():
            parts += _flags(_SPELT.get(name, f"--{name.replace('_', '-')}"), value)
    return " \\\n    ".join(parts)


def _flags(flag: str, value: Any) -> Iterator[str]:  # noqa: ANN401 - any option
    if isinstance(value, bool):
        yield "--lower-is-better"
    elif isinstance(value, Mapping):
        for column, better in value.items():
            yield f"{flag} {shlex.quote(column if better == 'higher' else f'{column}:{better}')}"
    elif isinstance(value, tuple) and flag == "--bounds":
        yield f"{flag} {value[0]:g} {value[1]:g}"
    elif isinstance(value, tuple):
        yield from (f"{flag} {shlex.quote(str(each))}" for each in value)
    else:
        yield f"{flag} {shlex.quote(str(value))}"
