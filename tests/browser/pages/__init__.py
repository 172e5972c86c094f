"""Every page there is, in the states that a reader meets it in: a file for each part of the workbench.

Each file holds ``PAGES`` and may hold ``NOT_PAGES``: what has an address, but is no page of its own, and
why; the journeys go through each of them.
"""

import pkgutil
from importlib import import_module

from django.urls import URLPattern, URLResolver, get_resolver

_PARTS = [
    import_module(f"{__name__}.{found.name}")
    for found in pkgutil.iter_modules(__path__)
    if found.name != "page"
]
PAGES = tuple(page for part in _PARTS for page in part.PAGES)
NOT_PAGES = {address: why for part in _PARTS for address, why in getattr(part, "NOT_PAGES", {}).items()}


def addresses():
    """The names of all addresses in the URL configuration, with their room."""
    return sorted(_names(get_resolver().url_patterns, ""))


def _names(patterns, room):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else room
            yield from _names(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{room}{pattern.name}"
