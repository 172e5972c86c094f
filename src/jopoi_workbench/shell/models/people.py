"""Labs, the people who sign in, and what they are in a lab."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.models.edited import Edited


class Lab(Edited):
    """The tenant: a lab, a ministry, a council. Nothing of one lab is seen in another."""

    class SecondFactor(models.TextChoices):
        NOBODY = "", _("Nobody; each person decides")
        ADMINISTRATORS = "administrators", _("Administrators")
        EVERYBODY = "everybody", _("Everybody")

    name = models.CharField(max_length=120)
    slug = models.SlugField(unique=True)
    country = models.CharField(max_length=2, blank=True)
    languages = models.JSONField(default=list)
    time_zone = models.CharField(max_length=64, blank=True)  # empty: the server's
    blurb = models.TextField(max_length=1000, blank=True)  # what anyone may read of the lab
    second_factor = models.CharField(
        max_length=16, choices=SecondFactor, default=SecondFactor.NOBODY, blank=True
    )
    # The digest of the newest audit entry: without it, cutting off the end would go unseen.
    audit_head = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """Make a person; without a password they can only come in by single sign-on or a reset."""
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """Someone who signs in, by e-mail; what they may do comes from their memberships."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=8, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)  # empty: the lab's
    is_active = models.BooleanField(default=True)
    # When the person showed that the address is theirs; until then nobody else's word about it counts.
    email_confirmed_at = models.DateTimeField(null=True, blank=True)
    # Part of what a session is signed with: raising it ends every session of the person.
    sessions_ended = models.PositiveIntegerField(default=0, editable=False)
    # The labs that the person works in, where they were read together; kept for one request.
    works_in: "list[Member] | None" = None

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        key = "jopoi_workbench.shell.models.Person.session"
        told = f"{self.password}:{self.sessions_ended}"
        return salted_hmac(key, told, secret=secret, algorithm="sha256").hexdigest()


class Role(models.TextChoices):
    ANALYST = "analyst", _("Analyst")
    FACILITATOR = "facilitator", _("Facilitator")
    FRONTLINE = "frontline worker", _("Frontline worker")
    MANAGER = "programme manager", _("Programme manager")
    COMMITTEE = "committee member", _("Committee member")
    LEARNER = "learner", _("Learner")
    ADMINISTRATOR = "administrator", _("Administrator")


class Letters(models.TextChoices):
    AT_ONCE = "at_once", _("At once, each thing as it happens")
    DAILY = "daily", _("Once a day, in the morning")
    NONE = "none", _("Never")


class Member(Edited):
    """A person in a lab, with the roles they have there."""

    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    roles = models.JSONField(default=list)
    active = models.BooleanField(default=True)
    letters = models.CharField(max_length=16, choices=Letters, default=Letters.DAILY)

    class Meta:
        ordering = ["person__name"]
        constraints = [
            models.UniqueConstraint(fields=["lab", "person"], name="once_a_member_of_a_lab"),
        ]

    def __str__(self) -> str:
        return self.person.name

    @property
    def administers(self) -> bool:
        return Role.ADMINISTRATOR in self.roles
