"""The language of whoever reads."""

from django.utils.translation import get_language


def language() -> str:
    """The reader's language as the library knows it."""
    return (get_language() or "en").partition("-")[0]
