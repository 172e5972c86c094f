"""The API is what its description says, whoever asks and whatever is sent: Schemathesis tries."""

import json

import pytest
import schemathesis
from django.core.serializers.json import DjangoJSONEncoder
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi import checks

from jopoi_workbench.shell.api import api
from tests.workbench.api.conftest import token_of
from tests.workbench.conftest import one_connection

pytestmark = pytest.mark.django_db
EXAMPLES = 6
CHECKS = (
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.unsupported_method,
    checks.ignored_auth,
)
bounded = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # without the hundreds of near misses: the whole takes under a minute
    suppress_health_check=list(HealthCheck),
)


def closing(application):
    """The application behind a server that closes each answer, and the files that came in with it."""

    def serve(environ, start):
        with one_connection():
            answer = application(environ, start)
            try:
                return [b"".join(answer)]
            finally:
                answer.close()

    return serve


def described():
    """The description as a program reads it, before there is a database to count its reader in."""
    told = json.loads(json.dumps(api.get_openapi_schema(), cls=DjangoJSONEncoder))
    schema = schemathesis.openapi.from_dict(told)
    schema.app = closing(get_wsgi_application())
    return schema


everything = described()


@everything.parametrize()
@bounded
def test_with_a_full_token_it_is_what_it_says(case, analyst, challenge):
    headers = {"Authorization": f"Bearer {token_of(analyst)[1]}", "Accept-Encoding": "identity"}
    case.call_and_validate(headers=headers, checks=CHECKS)


@everything.parametrize()
@bounded
def test_nobody_is_told_to_bring_a_token(case):
    response = case.call()
    case.validate_response(response, checks=CHECKS[:4])
    assert response.status_code in {401, 404, 405}
