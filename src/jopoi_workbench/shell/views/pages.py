"""Pages that hold no data of a lab, and the two switches: language and lab."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from jopoi_workbench.shell.access import membership_for, person_of
from jopoi_workbench.shell.entering import speak
from jopoi_workbench.shell.models import Person


@require_safe
@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "shell/pages/help.html")


@require_safe
@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "shell/pages/accessibility.html")


@require_safe
@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "shell/pages/privacy.html")


@require_POST
@login_not_required
def choose_language(request: HttpRequest) -> HttpResponse:
    """Change the language and stay on the page."""
    response = HttpResponseRedirect(_page_to_stay_on(request))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        speak(response, language)
        if isinstance(request.user, Person):
            Person.objects.filter(pk=request.user.pk).update(language=language)
    return response


@require_POST
def choose_lab(request: HttpRequest) -> HttpResponse:
    """Work in another lab that the person is a member of."""
    lab = request.POST.get("lab", "")
    chosen = membership_for(person_of(request), lab)
    request.session["lab"] = chosen.lab_id
    return redirect("home")


def _page_to_stay_on(request: HttpRequest) -> str:
    page = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if safe else "/"
