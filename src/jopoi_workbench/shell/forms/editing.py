"""Forms for what several people may edit."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext as _

from jopoi_workbench.shell.models.edited import Edited

if TYPE_CHECKING:
    from django.http import QueryDict


@dataclass(frozen=True)
class Difference:
    """A field that someone else changed meanwhile: what stands there now, and what was just written."""

    label: str
    now: str
    written: str


class EditingForm(forms.ModelForm[Any]):
    """A form that remembers which version its reader saw.

    `views.saving.saved` sends it to the service with what was written. If that raises `StaleError`,
    `outdated` lets the form be shown again: it keeps what was written, shows what changed
    (``parts/errors.html``), and can be sent again, now knowingly.
    """

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version
        self.differences: list[Difference] = []
        self.late = False

    def values(self) -> dict[str, Any]:
        """The fields to write."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    @property
    def status(self) -> int:
        """What a page with this form is answered with: 409 if someone was faster, 422 if it is wrong."""
        if self.late:
            return 409
        return 422 if self.errors else 200

    def showing(self, current: Edited) -> forms.ModelForm[Any]:
        """The same form with what stands there now."""
        return type(self)(instance=current)

    def outdated(self, current: Edited) -> None:
        """Say who changed the thing meanwhile and how; the next attempt starts from there."""
        self.late = True
        theirs = self.showing(current)
        self.differences = [
            Difference(str(field.label), _shown(theirs, name), _shown(self, name))
            for name, field in self.fields.items()
            if name != "version" and _shown(theirs, name) != _shown(self, name)
        ]
        who = current.edited_by.person.name if current.edited_by else _("Someone")
        self.add_error(
            None,
            _(
                "%(who)s changed this while you were writing. Nothing of yours is lost: compare below, "
                "change what you want, and save again."
            )
            % {"who": who},
        )
        sent = cast("QueryDict", self.data).copy()
        sent[self.add_prefix("version")] = str(current.version)
        self.data = sent


def _shown(form: forms.BaseForm, name: str) -> str:
    value = form[name].value()
    choices: Any = getattr(form.fields[name], "choices", ())
    labels = {str(key): str(label) for key, label in choices}
    values = value if isinstance(value, list | tuple) else [value]
    return ", ".join(labels.get(str(one), str(one)) for one in values if one not in {None, ""})
