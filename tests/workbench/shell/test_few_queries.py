"""The home and a challenge's page ask little of the database, with something in every register."""

from django.utils import timezone

from jopoi_workbench.project import worked_example
from jopoi_workbench.shell.models import Role
from tests.workbench.conftest import signed_in

_MOST = 20  # what every page promises
ROLES = (Role.ANALYST, Role.MANAGER, Role.FACILITATOR, Role.FRONTLINE)


def test_the_first_pages_ask_few_questions(db, django_assert_max_num_queries):
    example = worked_example.load(timezone.now())
    for role in ROLES:
        member = next(one for one in example.lab.members.all() if role in one.roles)
        browser = signed_in(member)
        for path in ("/", example.challenge.get_absolute_url()):
            browser.get(path)
            with django_assert_max_num_queries(_MOST):
                assert browser.get(path).status_code == 200
