"""A member's own keys to the API."""

from django.db.models import QuerySet

from jopoi_workbench.shell.access.found import found_for
from jopoi_workbench.shell.models import ApiToken, Member


def tokens_for(member: Member) -> QuerySet[ApiToken]:
    """The member's own tokens in this lab, newest first."""
    return ApiToken.objects.filter(member=member)


def token_for(member: Member, pk: int) -> ApiToken:
    """One of the member's own tokens, or 404."""
    return found_for(member, tokens_for(member), lab="member__lab", pk=pk)
