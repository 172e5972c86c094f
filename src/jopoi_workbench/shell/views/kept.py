"""New lines, changes and removals in the registers of a challenge: one way for all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from jopoi_workbench.shell import services
from jopoi_workbench.shell.access import challenge_for, kept_line_for, member_view
from jopoi_workbench.shell.forms.kept import KeptForm
from jopoi_workbench.shell.models import Challenge, Member
from jopoi_workbench.shell.models.kept import Kept
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.views.saving import saved

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Register:
    """A register of a challenge as its pages show it.

    Attributes
    ----------
    form : type of KeptForm
        What is asked for a line.
    place : str
        The name of the address where the lines stand.
    name, new, line : lazy text
        What the page of the lines and the two forms are called.
    about : lazy text
        What the register is for, in a sentence.
    given : callable, optional
        What a new line of a challenge holds besides what was asked.
    add, edit : callable, optional
        The services that write a line.
    """

    form: type[KeptForm]
    place: str
    name: "StrOrPromise"
    new: "StrOrPromise"
    line: "StrOrPromise"
    about: "StrOrPromise"
    add: Callable[..., Kept] = services.add
    edit: Callable[..., Kept] = services.edit
    given: Callable[[Challenge], dict[str, Any]] = lambda _challenge: {}

    @property
    def kind(self) -> type[Kept]:
        model: type[Kept] = self.form._meta.model
        return model

    def addresses(self, at: str) -> list[URLPattern]:
        """Where its forms stand, under the challenge."""
        noun, told, under = self.kind.noun, {"register": self}, f"challenges/<int:pk>/{at}"
        return [
            path(f"{under}/new/", new, told, name=f"{noun}-new"),
            path(f"{under}/<int:key>/", line, told, name=noun),
            path(f"{under}/<int:key>/remove/", remove, told, name=f"{noun}-remove"),
        ]


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.OPEN_CHALLENGE)
def new(request: HttpRequest, member: Member, pk: int, register: Register) -> HttpResponse:
    challenge = challenge_for(member, pk)
    sent = request.POST if request.method == "POST" else None
    form = register.form(sent, member=member, challenge=challenge)
    if sent is not None and form.is_valid():
        told = register.given(challenge) | form.values()
        register.add(actor=member, register=register.kind, challenge=challenge, at=timezone.now(), **told)
        return redirect(register.place, challenge.pk)
    return _shown(request, register, form, 422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.OPEN_CHALLENGE)
def line(request: HttpRequest, member: Member, pk: int, key: int, register: Register) -> HttpResponse:
    thing = kept_line_for(member, register.kind, pk, key)
    sent = request.POST if request.method == "POST" else None
    form = register.form(sent, instance=thing, member=member, challenge=thing.challenge)

    def write(**told: Any) -> Any:  # noqa: ANN401 - a line of any register
        return register.edit(actor=member, thing=kept_line_for(member, register.kind, pk, key), **told)

    if saved(form, write):
        return redirect(register.place, pk)
    return _shown(request, register, form, form.status)


@require_POST
@member_view(Act.OPEN_CHALLENGE)
def remove(request: HttpRequest, member: Member, pk: int, key: int, register: Register) -> HttpResponse:  # noqa: ARG001 - Django hands it over
    services.remove(actor=member, thing=kept_line_for(member, register.kind, pk, key), at=timezone.now())
    return redirect(register.place, pk)


def _shown(request: HttpRequest, register: Register, form: KeptForm, status: int) -> HttpResponse:
    facts = {
        "form": form,
        "challenge": form.challenge,
        "register": register,
        "title": register.line if form.instance.pk else register.new,
        "removal": f"{register.kind.noun}-remove" if form.instance.pk else "",
    }
    return render(request, "shell/kept_form.html", facts, status=status)
