"""What is asked about money and about planned steps."""

from decimal import Decimal
from typing import Any

from babel import Locale
from babel.numbers import get_currency_name, get_currency_precision, list_currencies
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from jopoi.errors import OptionError
from jopoi.loop import place
from jopoi_workbench.shell.forms.kept import KeptForm, day_field
from jopoi_workbench.shell.models import Grant, Member, PlannedStep
from jopoi_workbench.shell.models.money import MOST
from jopoi_workbench.shell.money import as_step

# The currencies that labs use first; all others follow by code.
_FIRST = ("PYG", "USD", "EUR", "BRL", "ARS", "UYU", "BOB", "GBP", "KHR")


def currencies() -> list[tuple[str, str]]:
    """Each currency with its name in the reader's language."""
    locale = Locale.parse((get_language() or "en").replace("-", "_"))
    known = list_currencies(locale)
    codes = [code for code in _FIRST if code in known] + sorted(known - set(_FIRST))
    return [(code, f"{code} – {get_currency_name(code, locale=locale)}") for code in codes]


def amount_field(**options: Any) -> forms.DecimalField:
    """An amount as people write it; `GrantForm` turns it into minor units."""
    told = {
        "invalid": _("Write an amount in digits, like 28000000 or 1250.50."),
        "min_value": _("An amount is not below zero."),
        "max_digits": _("That amount has too many digits."),
        "max_whole_digits": _("That amount has too many digits."),
        "max_decimal_places": _("That amount has too many decimals."),
    }
    return forms.DecimalField(min_value=0, max_digits=18, decimal_places=3, error_messages=told, **options)


class GrantForm(KeptForm):
    currency = forms.ChoiceField(label=gettext_lazy("Currency"))
    starts_on = day_field(label=gettext_lazy("From"), required=False, help_text=gettext_lazy(
        "The day from which it could be spent. Without it there is no pace to go by."))  # fmt: skip
    lapses_on = day_field(
        label=gettext_lazy("To be spent by"), help_text=gettext_lazy("The last day on which it may be spent.")
    )

    class Meta:
        model = Grant
        fields = ("source", "kind", "currency", "starts_on", "lapses_on", "conditions")
        labels = {
            "source": gettext_lazy("Source"),
            "kind": gettext_lazy("Type of money"),
            "conditions": gettext_lazy("Conditions"),
        }
        help_texts = {
            "conditions": gettext_lazy(
                "What it may be spent on, what has to be shown, what must be asked first."
            )
        }
        widgets = {"conditions": forms.Textarea(attrs={"rows": 3})}

    field_order = ("source", "kind", "currency", "amount", "spent", "starts_on", "lapses_on", "conditions")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["currency"].choices = currencies()  # type: ignore[attr-defined]
        self.fields["currency"].initial = self.instance.currency or "PYG"
        for name, label in (("amount", _("Amount")), ("spent", _("Spent so far"))):
            self.fields[name] = amount_field(label=label, required=name == "amount")
            self._say(self.fields[name])
            if self.instance.currency:
                scale = Decimal(10) ** -get_currency_precision(self.instance.currency)
                self.fields[name].initial = format(getattr(self.instance, name) * scale, "f")
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for name in ("amount", "spent"):
            if name not in self.errors:
                told[name] = self._minor(name, told.get(name) or Decimal(0))
        if not self.errors and told["amount"] == 0:
            self.add_error("amount", _("Write an amount above zero."))
        if not self.errors and told["spent"] > told["amount"]:
            self.add_error("spent", _("More is spent than there was. Correct one of the two."))
        starts, lapses = told.get("starts_on"), told.get("lapses_on")
        if starts and lapses and lapses < starts:
            self.add_error("lapses_on", _("It lapses before it begins."))
        return told

    def _minor(self, name: str, amount: Decimal) -> int:
        """An amount in whole minor units of its currency."""
        places = get_currency_precision(self.cleaned_data.get("currency") or "PYG")
        minor = amount.scaleb(places)
        if minor != minor.to_integral_value():
            self.add_error(name, _("This currency has %(n)s decimals.") % {"n": places})
        elif minor > MOST:
            self.add_error(name, _("That amount has too many digits."))
        return int(minor)


class StepForm(KeptForm):
    starts_on = day_field(
        label=gettext_lazy("Starts on"),
        required=False,
        help_text=gettext_lazy("Not before this day. Empty if it starts when another step is over."),
    )
    weeks = forms.IntegerField(label=gettext_lazy("Length in weeks"), min_value=1, max_value=260)
    done_on = day_field(
        label=gettext_lazy("Done on"), required=False, help_text=gettext_lazy("Empty until it is over.")
    )

    class Meta:
        model = PlannedStep
        fields = ("name", "stage", "starts_on", "weeks", "after", "grant", "owner", "done_on")
        labels = {
            "name": gettext_lazy("What is done"),
            "stage": gettext_lazy("Stage"),
            "after": gettext_lazy("Waits for"),
            "grant": gettext_lazy("Paid by"),
            "owner": gettext_lazy("Who sees to it"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        weeks = self.fields["weeks"]
        weeks.error_messages["invalid"] = _("Write the number of weeks in digits.")
        weeks.error_messages["min_value"] = _("A step takes at least one week.")
        weeks.error_messages["max_value"] = _("A step takes at most 260 weeks: make several of it.")
        for name, empty in (
            ("after", _("No other step")), ("grant", _("Any of the grants")), ("owner", _("Nobody yet")),
        ):  # fmt: skip
            self.fields[name].empty_label = empty  # type: ignore[attr-defined]

    def offered(self, things: QuerySet[Any], chosen: int | None) -> QuerySet[Any]:
        if things.model is Member:
            return super().offered(things, chosen)
        return things.filter(challenge=self.challenge).exclude(
            pk=self.instance.pk if things.model is PlannedStep and self.instance.pk else 0
        )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors and not told.get("starts_on") and not told.get("after"):
            self.add_error("starts_on", _("Say when it starts, or which step it waits for."))
        done = told.get("done_on")
        if done and done > timezone.localdate():
            self.add_error("done_on", _("That day is still to come."))
        if self.instance.pk and told.get("after"):
            self._no_circle(told["after"])
        return told

    def _no_circle(self, after: PlannedStep) -> None:
        steps = [as_step(step) for step in self.challenge.plannedsteps.exclude(pk=self.instance.pk)]
        circle = PlannedStep(pk=self.instance.pk, weeks=1, after=after)
        try:
            place([*steps, as_step(circle)], timezone.localdate())
        except OptionError:
            self.add_error("after", _("That step waits for this one already: it would be a circle."))
