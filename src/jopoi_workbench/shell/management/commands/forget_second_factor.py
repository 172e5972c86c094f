"""``forget_second_factor``: for someone who has lost the phone and the codes on paper."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from jopoi_workbench.shell.models import Person
from jopoi_workbench.shell.services import turn_off_second_factor


class Command(BaseCommand):
    help = "Turn a person's second factor off and end their sessions, once you know that it is they who ask."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the person's e-mail address")

    def handle(self, *_: Any, email: str, **__: Any) -> None:
        person = Person.objects.filter(email=email.lower()).first()
        if person is None:
            message = f"Nobody has the address “{email}”."
            raise CommandError(message)
        turn_off_second_factor(person=person, at=timezone.now())
        self.stdout.write(f"{person.name} signs in with the password only; their labs are told.")
