"""Who is signed in, together with the labs that they work in: one question on every page, not two."""

from django.contrib.auth.backends import ModelBackend

from jopoi_workbench.shell.access import memberships_of
from jopoi_workbench.shell.models import Person


class PeopleBackend(ModelBackend):
    """Django's own, but for how the person behind a session is read."""

    def get_user(self, user_id: int) -> Person | None:
        members = list(memberships_of(user_id))
        if not members:
            return super().get_user(user_id)  # signed in, in no lab
        person = members[0].person
        person.works_in = members
        return person if self.user_can_authenticate(person) else None
