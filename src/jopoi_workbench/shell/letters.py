"""Letters: plain e-mails in the reader's language. By default they are files; see ``JOPOI_EMAIL_URL``."""

import logging
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation

logger = logging.getLogger(__name__)


def send_letter(*, to: str, name: str, language: str, **facts: Any) -> bool:
    """Send ``shell/letters/NAME.txt``, whose first line is the subject; false if it could not be sent.

    What cannot be sent is noted without the address, and never keeps the page from answering.
    """
    with translation.override(language):
        subject, _, body = render_to_string(f"shell/letters/{name}.txt", facts).strip().partition("\n")
    try:
        return bool(send_mail(subject, body.strip() + "\n", settings.DEFAULT_FROM_EMAIL, [to]))
    except OSError:
        logger.exception("The letter “%s” could not be sent", name)
        return False
