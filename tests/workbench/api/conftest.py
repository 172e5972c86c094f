"""Programs that hold tokens."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from jopoi_workbench.shell.models import Scope
from jopoi_workbench.shell.services.tokens import create_token


def token_of(member, *scopes, days=30, at=None):
    return create_token(
        actor=member, name="notebook", scopes=scopes or Scope.values, days=days, at=at or timezone.now()
    )


class Program(Client):
    """A client that sends a token and JSON."""

    def __init__(self, text, **more):
        super().__init__(headers={"Authorization": f"Bearer {text}"}, **more)

    def send(self, method, path, data, **how):
        return getattr(self, method)(path, data, content_type="application/json", **how)


@pytest.fixture
def program(analyst):
    return Program(token_of(analyst)[1], enforce_csrf_checks=True)


YEAR = timedelta(days=365)
