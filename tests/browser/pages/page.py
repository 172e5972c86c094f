"""A page in one of the states that a reader meets it in."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Page:
    """A page in one state.

    ``name`` is what its picture is called, ``address`` the name of its address in the URL
    configuration, ``path`` the path with the numbers of the cast in braces, ``who`` the reader
    (none: a stranger), ``status`` what the server answers, ``kind`` "list" for pages held to the
    weight of a list. ``fill`` is what is written into its form before it is sent by ``press``.
    """

    name: str
    address: str
    path: str
    who: str | None = "ana"
    status: int = 200
    kind: str = ""
    fill: Mapping[str, str] = field(default_factory=dict)
    press: str = ""

    def at(self, cast):
        return self.path.format(**cast)


SEND = "main form button[type=submit]"
