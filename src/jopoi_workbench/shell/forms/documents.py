"""Writing a document, and publishing it."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.forms.editing import EditingForm
from jopoi_workbench.shell.forms.fields import offer
from jopoi_workbench.shell.models import Challenge, Claim, Document

_TIMES = ("time_sense", "time_explore", "time_test", "time_grow")
_LONGEST_SUMMARY = 280
_ALL = 100


class DocumentForm(forms.ModelForm[Document]):
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = Document
        fields = (
            "kind", "language", "title", "summary", "body", "claims", "barriers", "next_question", "because",
            *_TIMES, "challenge",
        )  # fmt: skip
        labels = {
            "kind": _("Kind"),
            "title": _("Title"),
            "summary": _("Summary"),
            "body": _("What we learned, or plan to learn"),
            "claims": _("Claims that it makes"),
            "barriers": _("What got in the way"),
            "next_question": _("What we would ask next"),
            "because": _("What happened because of this"),
            "time_sense": _("Time spent on Sense, per cent"),
            "time_explore": _("Time spent on Explore, per cent"),
            "time_test": _("Time spent on Test, per cent"),
            "time_grow": _("Time spent on Grow, per cent"),
            "challenge": _("Challenge"),
        }
        help_texts = {
            "summary": _("At most 280 characters, so that it can be passed on."),
            "body": _("Paragraphs, with an empty line between them."),
            "claims": _("Each comes with what it rests on and how strong that is."),
            "because": _("A line for each thing."),
            "time_sense": _("All four, adding to 100; or leave all four empty: not recorded."),
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "body": forms.Textarea(attrs={"rows": 12}),
            "claims": forms.CheckboxSelectMultiple(),
            "barriers": forms.Textarea(attrs={"rows": 4}),
            "next_question": forms.Textarea(attrs={"rows": 3}),
            "because": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = {
            "title": {
                "required": _("Give the document a title."),
                "max_length": _("Shorten the title to 140 characters."),
            },
            "body": {"max_length": _("Shorten this to 40,000 characters.")},
            "barriers": {"max_length": _("Shorten this to 8,000 characters.")},
            "next_question": {"max_length": _("Shorten this to 4,000 characters.")},
            "because": {"max_length": _("Shorten this to 4,000 characters.")},
            "claims": {"invalid_choice": _("Choose claims of your lab.")},
            "challenge": {"invalid_choice": _("Choose a challenge of your lab.")},
        }

    def __init__(
        self, *args: Any, challenges: QuerySet[Challenge], claims: QuerySet[Claim], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "challenge", challenges, _("none"))
        offer(self, "claims", claims)

    def clean_summary(self) -> str:
        summary: str = self.cleaned_data["summary"]
        if len(summary) > _LONGEST_SUMMARY:
            told = _("The summary has %(n)s characters. Shorten it to 280.")
            raise forms.ValidationError(told % {"n": len(summary)})
        return summary

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if any(name in self.errors for name in _TIMES):
            return cleaned
        given = [cleaned[name] for name in _TIMES if cleaned.get(name) is not None]
        if given and (len(given) < len(_TIMES) or sum(given) != _ALL):
            told = _("The four shares add to %(sum)s. Let them add to 100, or leave all four empty.")
            self.add_error("time_sense", told % {"sum": sum(given)})
        return cleaned


class EditDocumentForm(EditingForm, DocumentForm):
    class Meta(DocumentForm.Meta):
        pass


class PublishForm(forms.Form):
    visibility = forms.ChoiceField(
        label=_("For whom"),
        choices=[
            (Document.Visibility.PREPRINT.value, Document.Visibility.PREPRINT.label),
            (Document.Visibility.PUBLIC.value, Document.Visibility.PUBLIC.label),
        ],
        error_messages={"required": _("Say for whom."), "invalid_choice": _("Say for whom.")},
    )


class TakeDocumentBackForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=400,
        error_messages={
            "required": _("Say why, for whoever follows a link to it."),
            "max_length": _("Shorten this to 400 characters."),
        },
    )
