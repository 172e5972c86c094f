"""Days as people say them."""

from datetime import date
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

_SOON = 13  # days ahead for which the weekday is said


def day_words(due: date | None, today: date) -> dict[str, Any]:
    """What the column says: ``{"late", "bold", "small"}``."""
    if due is None:
        return {"late": False, "bold": "", "small": _("no date")}
    days = (due - today).days
    if days < 0:
        late = ngettext("%(n)s day late", "%(n)s days late", -days) % {"n": -days}
        return {"late": True, "bold": late, "small": _("was %(day)s") % {"day": long_day(due, today)}}
    if days <= 1:
        bold = pgettext("due", "today") if days == 0 else pgettext("due", "tomorrow")
        return {"late": False, "bold": bold, "small": f"{_weekday(due)} {formats.date_format(due, 'j')}"}
    if days <= _SOON:
        bold = f"{_weekday(due)} {formats.date_format(due, 'j')}"
        return {"late": False, "bold": bold, "small": formats.date_format(due, "F")}
    month = formats.date_format(due, "F" if due.year == today.year else "F Y")
    return {"late": False, "bold": str(due.day), "small": month}


def _weekday(day: date) -> str:
    name = formats.date_format(day, "D")
    # Translators: "capital" if weekdays begin with a capital within a sentence, "small" if not.
    return name if _("weekday: capital") == "weekday: capital" else name.lower()


def long_day(day: date, today: date | None = None) -> str:
    """A day with its month, and with the year if it is another year's."""
    today = today or timezone.localdate()
    # Translators: a day within the year, in the format letters of Django.
    within, full = pgettext("day format", "j F"), pgettext("day format", "j F Y")
    return formats.date_format(day, within if day.year == today.year else full)
