"""``open_lab``: the first step on a new server."""

from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from jopoi_workbench.shell.models import Lab, Member, Person, Role
from jopoi_workbench.shell.places import countries
from jopoi_workbench.shell.zones import zones


class Command(BaseCommand):
    help = "Make a lab and its first administrator. Run it again with the same e-mail for another lab."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the lab's name")
        parser.add_argument("--email", required=True, help="the administrator's e-mail address")
        parser.add_argument("--person", required=True, help="the administrator's name")
        parser.add_argument("--country", default="", help="two letters, such as PY")
        parser.add_argument("--time-zone", default="", help="such as America/Asuncion; the server's if empty")

    def handle(self, *_: Any, name: str, email: str, person: str, **about: Any) -> None:
        slug = slugify(name)[:50]
        if not slug or Lab.objects.filter(slug=slug).exists():
            message = f"A lab with the address “{slug}” exists or the name has no letters; give another."
            raise CommandError(message)
        place = self._place(about["country"], about["time_zone"])
        known = Person.objects.filter(email=email.lower()).first()
        password = None if known else self._password(email, person)
        with transaction.atomic():
            who = known or Person.objects.create_user(
                email, password, name=person, email_confirmed_at=timezone.now()
            )
            lab = Lab.objects.create(name=name, slug=slug, languages=["es", "en"], **place)
            Member.objects.create(lab=lab, person=who, roles=[Role.ADMINISTRATOR, Role.ANALYST])
        self.stdout.write(f"{lab.name} is open; {who.name} signs in as {who.email}.")

    def _place(self, country: str, time_zone: str) -> dict[str, str]:
        if country and country not in dict(countries("en")):
            message = f"“{country}” is not the code of a country; give two letters, such as PY."
            raise CommandError(message)
        if time_zone and time_zone not in zones():
            message = f"“{time_zone}” is not a time zone; give one such as America/Asuncion."
            raise CommandError(message)
        return {"country": country, "time_zone": time_zone}

    def _password(self, email: str, person: str) -> str:
        try:
            validate_email(email)
            password = getpass(f"Password for {email}: ")
            validate_password(password, Person(email=email, name=person))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        return password
