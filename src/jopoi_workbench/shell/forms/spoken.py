"""Texts that a lab says in each of its languages: one field a language, at least one filled."""

from typing import Any, NamedTuple

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.models import Lab


class Spoken(NamedTuple):
    """A text that is asked for in each language."""

    name: str
    label: Any
    hint: Any = ""
    most: int = 400
    rows: int = 2
    wanted: Any = ""  # the sentence that asks for it; empty if it may be left out


class SpokenForm(forms.Form):
    """Put before another form: asks first for ``spoken``, then for the fields of the form."""

    spoken: tuple[Spoken, ...] = ()
    instance: Any  # of a form that edits

    def __init__(self, *args: Any, lab: Lab | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages_of(lab or self.instance.lab)
        own = list(self.fields)
        for text in self.spoken:
            stored = self.stored(text.name)
            for language in self.languages:
                field = self._field(text, language)
                field.initial = stored.get(language, "")
                self.fields[f"{text.name}_{language}"] = field
        self.order_fields([name for name in self.fields if name not in own] + own)

    def stored(self, name: str) -> dict[str, str]:
        """The text of a name as it stands, by language; none before there is a thing."""
        thing = getattr(self, "instance", None)
        return getattr(thing, name) if thing else {}

    def _field(self, text: Spoken, language: str) -> forms.CharField:
        label = text.label
        if len(self.languages) > 1:
            label = f"{label} ({get_language_info(language)['name_local']})"
        too_long = _("Shorten it to %(most)s characters.") % {"most": text.most}
        area = forms.Textarea(attrs={"rows": text.rows, "lang": language})
        return forms.CharField(
            label=label,
            help_text=text.hint if language == self.languages[0] else "",
            required=False,
            max_length=text.most,
            widget=area,
            error_messages={"max_length": too_long},
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for text in self.spoken:
            names = [f"{text.name}_{language}" for language in self.languages]
            if text.wanted and not any(cleaned.get(name) or name in self.errors for name in names):
                self.add_error(names[0], text.wanted)
        return cleaned

    def texts(self) -> dict[str, dict[str, str]]:
        """What was written, by name and language."""
        return {
            text.name: {
                language: self.cleaned_data[f"{text.name}_{language}"]
                for language in self.languages
                if self.cleaned_data[f"{text.name}_{language}"]
            }
            for text in self.spoken
        }

    def rest(self) -> dict[str, Any]:
        """What was filled in besides the texts."""
        spoken = {f"{text.name}_{language}" for text in self.spoken for language in self.languages}
        return {name: value for name, value in self.cleaned_data.items() if name not in spoken}


def languages_of(lab: Lab) -> list[str]:
    """The languages of a lab that the workbench speaks, in the lab's order."""
    spoken = dict(settings.LANGUAGES)
    return [code for code in lab.languages if code in spoken] or [settings.LANGUAGE_CODE]
