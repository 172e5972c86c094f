"""What a claim of money saved implies."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jopoi_workbench.sense.forms import SavingsForm
from jopoi_workbench.shell.access import challenge_for, member_view
from jopoi_workbench.shell.models import Member


@require_safe
@member_view()
def savings(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    """Asked by address, so that the answer can be sent to a colleague; nothing is kept."""
    challenge = challenge_for(member, pk)
    form = SavingsForm(request.GET or None)
    looked = form.cleaned_data["looked"] if form.is_valid() else None
    facts = {"challenge": challenge, "form": form, "looked": looked}
    return render(request, "sense/savings.html", facts, status=422 if form.errors else 200)
