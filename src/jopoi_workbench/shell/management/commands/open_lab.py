"""``open_lab``: the first step on a new server."""

from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.text import slugify

from jopoi_workbench.shell.models import Lab, Member, Person, Role


class Command(BaseCommand):
    help = "Make a lab and its first administrator. Run it again with the same e-mail for another lab."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the lab's name")
        parser.add_argument("--email", required=True, help="the administrator's e-mail address")
        parser.add_argument("--person", required=True, help="the administrator's name")
        parser.add_argument("--country", default="", help="two letters, such as PY")

    def handle(self, *_: Any, name: str, email: str, person: str, country: str, **__: Any) -> None:
        slug = slugify(name)[:50]
        if not slug or Lab.objects.filter(slug=slug).exists():
            message = f"A lab with the address “{slug}” exists or the name has no letters; give another."
            raise CommandError(message)
        known = Person.objects.filter(email=email.lower()).first()
        password = None if known else getpass(f"Password for {email}: ")
        with transaction.atomic():
            who = known or Person.objects.create_user(email, password, name=person)
            lab = Lab.objects.create(name=name, slug=slug, country=country, languages=["es", "en"])
            Member.objects.create(lab=lab, person=who, roles=[Role.ADMINISTRATOR, Role.ANALYST])
        self.stdout.write(f"{lab.name} is open; {who.name} signs in as {who.email}.")
