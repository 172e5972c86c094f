"""A member's own keys to the API: made, shown once, revoked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jopoi_workbench.shell.access import member_view
from jopoi_workbench.shell.access.tokens import token_for, tokens_for
from jopoi_workbench.shell.forms.tokens import TokenForm
from jopoi_workbench.shell.models import Member
from jopoi_workbench.shell.services.tokens import create_token, revoke_token

_SHOWN = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_view()
def tokens(request: HttpRequest, member: Member) -> HttpResponse:
    form = TokenForm(request.POST if request.method == "POST" else None, member=member)
    now = timezone.now()
    facts = {"form": form, "now": now}
    if request.method == "POST" and form.is_valid():
        made, secret = create_token(actor=member, at=now, **form.cleaned_data)
        facts |= {"made": made, "secret": secret, "form": TokenForm(member=member)}
    facts["tokens"] = list(tokens_for(member)[:_SHOWN])
    return render(request, "shell/tokens.html", facts, status=422 if form.errors else 200)


@require_POST
@member_view()
def revoke(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    token = token_for(member, pk)
    if revoke_token(actor=member, token=token, at=timezone.now()):
        messages.info(request, _("“%(name)s” is revoked. It opens nothing any more.") % {"name": token.name})
    return redirect("tokens")
