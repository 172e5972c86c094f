"""Pages for what goes wrong: a sentence each, and a way on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from jopoi_workbench.shell.access import NoLabError, SecondFactorMissingError
from jopoi_workbench.shell.problems import problem, wanted_by


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django hands it over
    if wanted_by(request):
        return problem(400)
    return render(request, "shell/pages/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    if wanted_by(request):
        return problem(403)
    if isinstance(exception, SecondFactorMissingError):
        return redirect("second-factor")
    page = "shell/pages/no_lab.html" if isinstance(exception, NoLabError) else "shell/pages/403.html"
    return render(request, page, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django hands it over
    if wanted_by(request):
        return problem(404)
    return render(request, "shell/pages/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something broke, without asking the database, which may be what broke."""
    if wanted_by(request):
        return problem(500)
    return render(None, "shell/pages/500.html", status=500)
