"""Lists in pages."""

from django.http import HttpRequest


def query_of(request: HttpRequest) -> str:
    """What was asked for, to go with the links to other pages: all of the query but the page."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
