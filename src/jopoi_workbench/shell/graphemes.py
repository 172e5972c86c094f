"""Counting characters as a reader sees them."""

import regex


def characters(text: str) -> int:
    """How many characters a reader sees: an accented letter, a flag or a family is one.

    Examples
    --------
    >>> characters("añejo 👩‍👩‍👧 🇵🇾")
    9
    """
    return len(regex.findall(r"\X", text))
