"""How long work says how far it is, without the method knowing who listens."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

__all__ = ["listening", "portion", "step"]

Listener = Callable[[str, float], None]
_listener: ContextVar[Listener | None] = ContextVar("jopoi_progress", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Call ``listener(what, share)`` at each step of the methods run inside.

    ``what`` is English text marked for translation, ``share`` runs from 0 to 1. An exception
    that the listener raises (a cancelled run) stops the method.

    Examples
    --------
    >>> with listening(lambda what, share: print(f"{share:.0%} {what}")):
    ...     step("reading the table", 0.25)
    25% reading the table
    """
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


@contextmanager
def portion(low: float, high: float) -> Iterator[None]:
    """Let the steps inside run from ``low`` to ``high`` of the whole, instead of from 0 to 1.

    Examples
    --------
    >>> with listening(lambda what, share: print(f"{share:.0%} {what}")), portion(0.5, 1.0):
    ...     step("drawing the pictures", 0.5)
    75% drawing the pictures
    """
    outer = _listener.get()
    if outer is None:
        yield
        return
    with listening(lambda what, share: outer(what, low + (high - low) * share)):
        yield


def step(what: str, share: float) -> None:
    """Tell the listener, if there is one, what is being done now and how far the work is."""
    listener = _listener.get()
    if listener is not None:
        listener(what, share)
