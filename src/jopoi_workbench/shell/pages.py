"""Lists in pages."""

from django.http import HttpRequest

_LONGEST_NUMBER = 18  # as databases count


def query_of(request: HttpRequest) -> str:
    """What was asked for, to go with the links to other pages: all of the query but the page."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


def number_in(text: str) -> int:
    """The number of a thing that an address names; 0, which nothing has, if it names none."""
    return int(text) if text.isdecimal() and len(text) < _LONGEST_NUMBER else 0
