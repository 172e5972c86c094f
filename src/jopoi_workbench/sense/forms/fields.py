"""How each kind of option is filled in: shares as percentages, numbers with comma or point."""

import math
import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from jopoi.words import number
from jopoi_workbench.shell.forms import language

Choices = Sequence[tuple[str, str]]


class NumberField(forms.CharField):
    """A number, with a decimal comma or point; empty is none."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "w-9"}), **kwargs)

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - as Django declares it
        text = super().clean(value)
        return self.parsed(text) if text else None

    def parsed(self, text: str) -> float:
        try:
            found = float(text.replace("−", "-").replace(",", ".").replace("%", "").strip())
        except ValueError as error:
            raise forms.ValidationError(_("Give a number. Got “%(text)s”.") % {"text": text}) from error
        if not math.isfinite(found):
            raise forms.ValidationError(_("Give a number. Got “%(text)s”.") % {"text": text})
        return found


_LARGE = {
    "": 1.0,
    **dict.fromkeys(("thousand", "mil", "k"), 1e3),
    **dict.fromkeys(("million", "millions", "millón", "millon", "millones", "m"), 1e6),
    **dict.fromkeys(("billion", "billions", "bn", "mil millones"), 1e9),
    **dict.fromkeys(("trillion", "billón", "billon", "billones"), 1e12),
}
_AMOUNT = re.compile(r"([-−+]?[\d.,\s\u202f]*\d(?:e\+?\d+)?)\s*(\D*)", re.IGNORECASE)
_GROUPED = re.compile(r"[-−+]?[1-9]\d{0,2}([.,\s\u202f]\d{3})(\1|[.,\s\u202f]\d{3})*")


class MoneyField(NumberField):
    """A large number as people write it: 8 billion, 8 mil millones, 8,000,000,000, 8e9."""

    def parsed(self, text: str) -> float:
        found = _AMOUNT.fullmatch(text.strip())
        word = " ".join(found[2].lower().split()) if found else ""
        if not found or word not in _LARGE:
            raise forms.ValidationError(
                _("Give a number, with a word if you like: 8 billion, 40 million. Got “%(text)s”.")
                % {"text": text}
            )
        digits = found[1].strip()
        if _GROUPED.fullmatch(digits):
            digits = re.sub(r"[.,\s\u202f]", "", digits)
        return super().parsed(digits) * _LARGE[word]


class ShareField(NumberField):
    """A share, filled in as a percentage and handed on as a part of one."""

    def __init__(self, *, most: float, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 - as Django declares it
        return number(100 * value, language()) if isinstance(value, float) else value

    def parsed(self, text: str) -> float:
        percent = super().parsed(text)
        most = round(100 * self.most)
        if 1 <= percent <= most:
            return percent / 100
        told = {"most": most, "text": text, "meant": number(100 * percent, language())}
        if 0 < percent < 1 and 1 <= 100 * percent <= most:
            raise forms.ValidationError(
                _("Give a number between 1 and %(most)s. You gave %(text)s; did you mean %(meant)s?") % told
            )
        raise forms.ValidationError(_("Give a number between 1 and %(most)s. You gave %(text)s.") % told)


class CountField(NumberField):
    """A whole number; empty is none."""

    def __init__(self, *, least: int, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least, self.most = least, most
        self.widget.attrs["inputmode"] = "numeric"

    def parsed(self, text: str) -> int:
        found = super().parsed(text)
        if not found.is_integer():
            raise forms.ValidationError(_("Give a whole number. You gave %(text)s.") % {"text": text})
        if not self.least <= found <= self.most:
            told = {"least": number(self.least, language()), "most": number(self.most, language())}
            raise forms.ValidationError(_("Give a whole number from %(least)s to %(most)s.") % told)
        return int(found)


class Boxes(forms.CheckboxSelectMultiple):
    """Checkboxes in a group that has its own name and explanation."""

    use_fieldset = True


class LinesField(forms.CharField):
    """Several texts, a line each."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 5}), required=False, **kwargs)

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - as Django declares it
        lines = (line.strip() for line in super().clean(value).splitlines())
        return tuple(line for line in lines if line)


class PickOne(forms.ChoiceField):
    """One of a few, as a list to open."""

    def __init__(self, *, choices: Choices, **kwargs: Any) -> None:
        super().__init__(choices=choices, widget=forms.Select(attrs={"class": "w-26"}), **kwargs)


class PickSome(forms.MultipleChoiceField):
    """Any of a few, as checkboxes."""

    def __init__(self, *, choices: Choices, **kwargs: Any) -> None:
        super().__init__(choices=choices, widget=Boxes(), required=False, **kwargs)
