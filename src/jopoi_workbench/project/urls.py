"""Every address: the shell's at the root, each room's under its name."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("jopoi_workbench.shell.urls")),
    *(path(f"{room}/", include(f"jopoi_workbench.{room}.urls")) for room in settings.ROOMS),
]
handler400 = "jopoi_workbench.shell.views.errors.bad_request"
handler403 = "jopoi_workbench.shell.views.errors.forbidden"
handler404 = "jopoi_workbench.shell.views.errors.not_found"
handler500 = "jopoi_workbench.shell.views.errors.server_error"
