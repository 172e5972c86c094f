"""What a notice says, in the language of whoever reads it."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from jopoi_workbench.shell.days import long_day
from jopoi_workbench.shell.models import Member, Notice, Role
from jopoi_workbench.shell.names import short_name

_SENTENCES = {
    "task.asked": N_("%(who)s asks %(whom)s: “%(name)s”"),
    "task.handed_over": N_("%(who)s hands over to %(whom)s: “%(name)s”"),
    "task.done": N_("%(who)s did what you asked: “%(name)s”"),
    "task.dropped": N_("%(who)s dropped what you asked: “%(name)s”"),
    "task.tomorrow": N_("Due tomorrow, %(due)s: “%(name)s”"),
    "task.late": N_("Late since %(due)s: “%(name)s”"),
    "review.asked": N_("%(who)s asks for a second pair of eyes: “%(title)s”"),
    "review.agree": N_("%(who)s read and agrees: “%(title)s”"),
    "review.remarks": N_("%(who)s read and agrees, with remarks: “%(title)s”"),
    "review.disagree": N_("%(who)s read and disagrees: “%(title)s”"),
    "evidence.filed": N_("Your run is done: “%(title)s”"),
    "evidence.failed": N_("Your run stopped: “%(title)s”"),
    "decision.taken": N_("%(who)s kept a decision: “%(name)s”"),
}


def said(notice: Notice) -> str:
    """A notice in one line."""
    facts = dict(notice.facts)
    language = (get_language() or "en").partition("-")[0]
    titles = facts.get("titles") or {}
    title = titles.get(language) or next(iter(titles.values()), "")
    whom = (
        _("any %(role)s") % {"role": str(Role(facts["role"]).label).lower()}
        if facts.get("role")
        else _("you")
    )
    due = long_day(date.fromisoformat(facts["due"])) if facts.get("due") else ""
    who = Member.objects.select_related("person").filter(pk=facts.get("who") or 0).first()
    told = {"who": short_name(who.person.name if who else ""), "whom": whom, "title": title, "due": due}
    words = _SENTENCES.get(notice.kind, "%(name)s")
    return _(words) % {**told, "name": facts.get("name") or title}
