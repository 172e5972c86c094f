"""The first sentences of the home page: how much waits, how much of it is late, what the lab is at."""

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jopoi_workbench.shell.waiting import Queue


def title(queue: Queue) -> str:
    """How many things wait, for a heading."""
    if not queue.total:
        return _("Nothing waits for you")
    several = ngettext("One thing waits for you", "%(n)s things wait for you", queue.total)
    return str(capfirst(several % {"n": apnumber(queue.total)}))


def pressing(queue: Queue) -> str:
    """How many are late or due tomorrow, in a sentence; empty if none is."""
    late = ngettext("one is late", "%(n)s are late", queue.late) % {"n": apnumber(queue.late)}
    due = ngettext("one is due tomorrow", "%(n)s are due tomorrow", queue.tomorrow)
    due %= {"n": apnumber(queue.tomorrow)}
    said = [words for words, n in ((late, queue.late), (due, queue.tomorrow)) if n]
    return str(capfirst(", ".join(said))) + "." if said else ""


def state_of_lab(challenges: int, people: int) -> str:
    """How many challenges are open, and how many people were at work since Monday."""
    if not challenges:
        return _("The lab has no challenge open yet.")
    opened = ngettext("The lab has one challenge open", "The lab has %(n)s challenges open", challenges)
    opened %= {"n": apnumber(challenges)}
    if not people:
        return f"{opened}."
    took = ngettext("one person took part since Monday", "%(n)s people took part since Monday", people)
    return _("%(open)s, and %(people)s.") % {"open": opened, "people": took % {"n": apnumber(people)}}
