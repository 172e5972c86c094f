"""The slip that a person keeps: with it they take back what they gave."""

import secrets

from blake3 import blake3

# Letters and digits that nobody confuses when reading a slip aloud.
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
_GROUPS, _LONG = 4, 4


def new_slip() -> str:
    """What stands on the slip: sixteen letters in groups of four."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_LONG)) for _ in range(_GROUPS))


def slip_digest(slip: str) -> str:
    """The digest of a slip, however it was typed."""
    typed = "".join(letter for letter in slip.lower() if letter in _LETTERS)
    return blake3(typed.encode()).hexdigest()
