"""A letter to whoever lost their password, written outside the request that asks for it.

The request puts the same into the queue whether or not anyone has the address, so neither what it says nor
how long it takes tells who has an account. The address waits sealed: whoever types one may not be its owner.
"""

import json
from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_tasks import task

from jopoi_workbench.shell.entering import address_of
from jopoi_workbench.shell.letters import send_letter
from jopoi_workbench.shell.second_factor import opened, sealed
from jopoi_workbench.shell.services.limits import count_use

_LETTERS, _MINUTES = 20, 60  # asked for from one address, for whomever


def too_often(request: HttpRequest, at: datetime) -> bool:
    """Count one more letter that is asked for from an address; whether these are too many."""
    place = salted_hmac("jopoi.letters", address_of(request), algorithm="sha256").hexdigest()
    return count_use(caller=f"letter:{place}", limit=_LETTERS, minutes=_MINUTES, at=at).over


def ask_for_letter(*, email: str, language: str, home: str) -> None:
    """Put the wish into the queue, or grant it here and now where there is no queue."""
    asked = sealed(json.dumps({"email": email, "language": language, "home": home}))
    if settings.RUN_IN_PLACE:
        send_link.func(asked)
    else:
        send_link.enqueue(asked)


@task()
def send_link(asked: str) -> None:
    """Send a link to whoever has the address."""
    told = json.loads(opened(asked))
    for person in PasswordResetForm().get_users(told["email"]):
        key = urlsafe_base64_encode(force_bytes(person.pk))
        path = reverse("new-password", args=[key, default_token_generator.make_token(person)])
        send_letter(to=person.email, name="lost_password", language=person.language or told["language"],
                    person=person, link=urljoin(told["home"], path))  # fmt: skip
