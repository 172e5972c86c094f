"""Sign-in by another house (OpenID Connect), where the server's settings name one.

django-allauth speaks the protocol: state, PKCE, the exchange of the code. Here stands what this house asks
beyond that: a signed identity token made for this very attempt, an address that the other house has
verified, and a person whom a lab knows or has invited. Whoever passes comes in by `entering.enter`.
"""

import secrets
from typing import Any, NoReturn

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from jopoi_workbench.shell.entering import enter
from jopoi_workbench.shell.models import Person
from jopoi_workbench.shell.services import confirm_address, welcome_invited

HOUSE = "house"
_SIGNED_BY = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}


class Protocol(OpenIDConnectOAuth2Adapter):
    """The exchange with the other house; an identity token is asked for, and its signature checked."""

    def get_callback_url(self, request: HttpRequest, app: object) -> str:  # noqa: ARG002 - allauth hands it over
        return request.build_absolute_uri(reverse("single-sign-on-back"))

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        if not kwargs["response"].get("id_token"):
            message = "there is no identity token"
            raise OAuth2Error(message)
        return super().complete_login(request, app, token, **kwargs)

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        try:
            header = jwt.get_unverified_header(id_token)
        except jwt.PyJWTError as error:
            raise OAuth2Error from error
        if header.get("alg") not in _SIGNED_BY or "kid" not in header:
            message = "the identity token is not signed with a key of the house"
            raise OAuth2Error(message)
        return dict(
            jwtkit.verify_and_decode(
                credential=id_token,
                keys_url=self.openid_config["jwks_uri"],
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
            )
        )


class Provider(OpenIDConnectProvider):
    """The other house as allauth knows it."""

    oauth2_adapter_class = Protocol

    def begin(self, request: HttpRequest, onward: str) -> HttpResponse:
        """Lead the reader there, with a number that must come back inside the identity token."""
        nonce = secrets.token_urlsafe(24)
        answer: HttpResponse = self.redirect(
            request, process="login", next_url=onward, nonce=nonce, auth_params={"nonce": nonce}
        )
        return answer


class Rules(DefaultSocialAccountAdapter):
    """Who may come in, once the other house has answered; allauth itself signs nobody in."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> NoReturn:
        raise ImmediateHttpResponse(_receive(request, sociallogin))

    def on_authentication_error(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise ImmediateHttpResponse(not_done(request))


def not_done(request: HttpRequest) -> HttpResponse:
    """Back to the page of signing in, with a sentence."""
    return _refuse(request, _("Signing in there did not work, or took too long. Try again."))


def _refuse(request: HttpRequest, why: str) -> HttpResponse:
    messages.error(request, why, "fail")
    return redirect("sign-in")


def _receive(request: HttpRequest, sociallogin: SocialLogin) -> HttpResponse:
    told, state = sociallogin.account.extra_data, sociallogin.state
    identity, about = told["id_token"], told.get("userinfo", told["id_token"])
    same = constant_time_compare(identity.get("nonce", ""), state.get("nonce") or secrets.token_hex())
    if not same or identity["sub"] != about.get("sub"):
        return not_done(request)
    email = str(about.get("email") or "").strip().lower()
    if not email or about.get("email_verified") not in {True, "true"}:
        return _refuse(
            request, _("Your e-mail address is not verified there. Have it verified there, then sign in.")
        )
    now = timezone.now()
    person = welcome_invited(email=email, name=str(about.get("name") or email)[:120], at=now)
    if person is None:
        return _refuse(
            request, _("No lab has invited %(email)s yet. Ask the lab for an invitation.") % {"email": email}
        )
    return _come_in(request, person, state.get("next") or "/")


def _come_in(request: HttpRequest, person: Person, onward: str) -> HttpResponse:
    now = timezone.now()
    if confirm_address(person=person, at=now):
        messages.info(
            request,
            _("Your address is confirmed. A password set before no longer opens this account."),
            "done",
        )
    return enter(request, person, onward=onward, at=now)
