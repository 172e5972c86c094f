"""To the other house and back. Where no house is set, there is nothing here."""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe
from requests import RequestException

from jopoi_workbench.shell.single_sign_on import HOUSE, Protocol, not_done


@require_safe
@login_not_required
def begin(request: HttpRequest) -> HttpResponse:
    if not settings.OIDC_NAME:
        raise Http404
    onward = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    try:
        answer: HttpResponse = (
            get_adapter(request).get_provider(request, HOUSE).begin(request, onward if safe else "/")
        )
    except (RequestException, KeyError):
        return not_done(request)
    return answer


@require_safe
@login_not_required
def back(request: HttpRequest) -> HttpResponse:
    if not settings.OIDC_NAME:
        raise Http404
    answer: HttpResponse
    try:
        answer = OAuth2CallbackView.adapter_view(Protocol(request, HOUSE))(request)
    except ImmediateHttpResponse as error:
        answer = error.response
    except (KeyError, TypeError, ValueError):  # the other house answered in an unexpected shape
        return not_done(request)
    return answer
