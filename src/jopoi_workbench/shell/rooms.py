"""What a room tells the shell about itself, so that the shell never imports a room."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jopoi.loop.ladder import Design
from jopoi_workbench.shell.models import Dataset, Evidence, Stage

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Step:
    """Something that can be done with a described table, or with the claims of a challenge.

    Attributes
    ----------
    name : lazy text
        What the button says.
    about : lazy text
        What it is for, in a sentence.
    address : str
        The name of the address that takes the number of the dataset, or of the challenge.
    act : str
        The act (see `roles.Act`) that a member needs for it.
    needs_description : bool
        Whether unit and outcome must be named first.
    """

    name: "StrOrPromise"
    about: "StrOrPromise"
    address: str
    act: str
    needs_description: bool = True


@dataclass(frozen=True)
class Room:
    """A room as the shell knows it.

    Attributes
    ----------
    name : str
        The package, which is also the namespace of its addresses (``sense:evidence``).
    stage : Stage
        The quarter of the loop it belongs to.
    steps : tuple of Step
        What it offers for a table.
    claim_steps : tuple of Step
        What it offers beside the claims of a challenge.
    methods : mapping of str to lazy text
        Its methods and what people call them.
    told : callable, optional
        What a piece of done evidence lets one say, in a language.
    design : callable, optional
        How a piece of done evidence was found out, for its place on the ladder.
    parse : callable, optional
        A method's spec as it would be stored; a `jopoi.errors.JopoiError` if it makes no sense.
    asks : mapping of str to callable
        By method: files a run of it from ``dataset``, ``actor``, ``spec`` and ``at``, and starts it.
    replay : callable, optional
        Asks the same again, from ``evidence``, ``actor`` and ``at``.
    """

    name: str
    stage: Stage
    steps: tuple[Step, ...]
    methods: dict[str, "StrOrPromise"]
    claim_steps: tuple[Step, ...] = ()
    told: Callable[[Evidence, str], "Told"] | None = None
    design: Callable[[Evidence], Design] | None = None
    parse: Callable[[str, Mapping[str, Any]], dict[str, Any]] | None = None
    asks: Mapping[str, Callable[..., Evidence]] = field(default_factory=dict)
    replay: Callable[..., Evidence] | None = None


@dataclass(frozen=True)
class Told:
    """What may and may not be said of a result.

    Attributes
    ----------
    may_say, may_not_claim : list of str
    values : mapping
        Its main figures by name.
    groups : sequence of sequences of int
        How many are in each group that it tells apart; the groups of one row are a whole.
    picture : Picture, optional
    """

    may_say: list[str]
    may_not_claim: list[str]
    values: dict[str, Any]
    groups: Sequence[Sequence[int]] = ()
    picture: "Picture | None" = None


@dataclass(frozen=True)
class Picture:
    """A figure as inline SVG, wide and for a phone, with what it shows in words."""

    name: str
    title: str
    subtitle: str
    wide: str
    narrow: str


_ROOMS: dict[str, Room] = {}


def open_room(room: Room) -> None:
    """Make a room known; each calls this once, when its app is ready."""
    _ROOMS[room.name] = room


def steps_for(dataset: Dataset) -> list[Step]:
    """What the rooms offer for a table as it is described now."""
    steps = (step for room in _ROOMS.values() for step in room.steps)
    return [step for step in steps if dataset.described or not step.needs_description]


def claim_steps() -> list[Step]:
    """What the rooms offer beside the claims of a challenge."""
    return [step for room in _ROOMS.values() for step in room.claim_steps]


def room_of(method: str) -> Room | None:
    """The room that a method belongs to, if it is open."""
    return _ROOMS.get(method.partition(".")[0])


def told_by_room(evidence: Evidence, language: str) -> Told | None:
    """What the room of its method says of a piece of done evidence."""
    room = room_of(evidence.method)
    return room.told(evidence, language) if room and room.told else None


def methods() -> dict[str, "StrOrPromise"]:
    """The methods of all rooms, by technical name."""
    return {method: name for room in _ROOMS.values() for method, name in room.methods.items()}


def asks() -> dict[str, Callable[..., Evidence]]:
    """The methods that can be run from a spec alone, and what files them."""
    return {method: ask for room in _ROOMS.values() for method, ask in room.asks.items()}


def method_name(method: str) -> "StrOrPromise":
    """What people call a method; its technical name if no room knows it."""
    room = room_of(method)
    return room.methods.get(method, method) if room else method


@dataclass(frozen=True)
class Entry:
    """A line of the menu."""

    name: "StrOrPromise"
    href: str
    here: str  # "page", "true" (below it) or ""


_MENU = (
    (_("Home"), "home"),
    (_("Challenges"), "challenges"),
    (_("Data"), "datasets"),
    (_("Evidence"), "evidence-list"),
    (_("Documents"), "documents"),
    (_("The lab"), "the-lab"),
)


def menu(path: str) -> list[Entry]:
    """The menu as seen from a page."""
    return [Entry(name, reverse(address), _here(reverse(address), path)) for name, address in _MENU]


def _here(href: str, path: str) -> str:
    if path == href:
        return "page"
    # A room's pages sit under its own name: /sense/evidence/7/ belongs to Evidence.
    return "true" if href != "/" and href in path else ""
