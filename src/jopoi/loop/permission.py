"""Whether an experiment may run: authorised, ethical, and with a rule that stops it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from jopoi.loop.finding import Finding
from jopoi.words import N_, Fact


@dataclass(frozen=True)
class Permission:
    """What is on record about an experiment; what nobody said is empty.

    Attributes
    ----------
    authorised_by : str
        Who answers for it.
    authorised_on, authorised_until : date or None
        The days of the authorisation; it holds on its last day too.
    scope : str
        What is allowed: where, with whom, how many.
    ethics : str
        ``"approved"``, ``"exempt"``, ``"pending"`` or ``"refused"``.
    ethics_body, ethics_number, ethics_reason : str
        Who decided, under which number; for an exemption the reason.
    ethics_until : date or None
        The last day of the approval, if it has one.
    risks, mitigation, consent : str
        What could go wrong, how that is kept small, how people agree.
    watched, threshold, watcher, stopper : str
        The stop rule: what is watched, when it is too much, who looks, who stops.
    every_days : int or None
        How often somebody looks.
    """

    authorised_by: str = ""
    authorised_on: date | None = None
    authorised_until: date | None = None
    scope: str = ""
    ethics: str = "pending"
    ethics_body: str = ""
    ethics_number: str = ""
    ethics_reason: str = ""
    ethics_until: date | None = None
    risks: str = ""
    mitigation: str = ""
    consent: str = ""
    watched: str = ""
    threshold: str = ""
    watcher: str = ""
    stopper: str = ""
    every_days: int | None = None


_TEMPLATES = {
    "no_authority": N_("Nobody is named who authorised it."),
    "no_day": N_("The day of the authorisation is missing."),
    "no_until": N_("Until when it is authorised is missing."),
    "not_yet": N_("It is authorised from {day} only."),
    "lapsed": N_("The authorisation lapsed on {day}."),
    "no_scope": N_("What it allows is missing: where, with whom, how many."),
    "ethics_pending": N_("The decision on ethics is pending."),
    "ethics_refused": N_("Ethics approval was refused."),
    "no_ethics_body": N_("The body that decided on ethics is missing."),
    "no_ethics_number": N_("The number of the ethics approval is missing."),
    "no_exemption": N_("It is exempt from ethics review, but the reason is missing."),
    "ethics_lapsed": N_("The ethics approval lapsed on {day}."),
    "no_risks": N_("What could go wrong is missing."),
    "no_mitigation": N_("How the risks are kept small is missing."),
    "no_consent": N_("How people agree to take part is missing."),
    "no_watched": N_("The stop rule does not say what is watched."),
    "no_threshold": N_("The stop rule does not say when it is too much."),
    "no_watcher": N_("The stop rule names nobody who looks."),
    "no_every_days": N_("The stop rule does not say how often somebody looks."),
    "no_stopper": N_("The stop rule names nobody who stops it."),
}


def check_permission(told: Permission, *, at: date) -> tuple[Finding, ...]:
    """What stands in the way of running an experiment on a day; nothing if it may run.

    Parameters
    ----------
    told : Permission
    at : date
        The day.

    Returns
    -------
    tuple of Finding
        ``field`` is the part of `Permission`.

    Examples
    --------
    >>> told = Permission(authorised_by="Region", authorised_on=date(2026, 1, 1),
    ...                   authorised_until=date(2026, 6, 30), scope="40 teams")
    >>> check_permission(told, at=date(2026, 7, 1))[0].say()
    'The authorisation lapsed on 30 June 2026.'
    """
    return (*_authority(told, at), *_ethics(told, at), *_care(told))


def lapses_on(told: Permission) -> date | None:
    """The day on which the authorisation or the ethics approval lapses, whichever comes first.

    Examples
    --------
    >>> lapses_on(Permission(authorised_until=date(2027, 1, 31), ethics_until=date(2026, 12, 1)))
    datetime.date(2026, 12, 1)
    """
    days = [day for day in (told.authorised_until, told.ethics_until) if day is not None]
    return min(days, default=None)


def look_due(told: Permission, *, last: date) -> date | None:
    """The day by which somebody is to look at the stop rule again; none if it does not say how often.

    Examples
    --------
    >>> look_due(Permission(every_days=14), last=date(2026, 11, 20))
    datetime.date(2026, 12, 4)
    """
    return None if told.every_days is None else last + timedelta(days=told.every_days)


def _finding(name: str, part: str, **facts: Fact) -> Finding:
    return Finding(name, part, _TEMPLATES[name], facts)


def _authority(told: Permission, at: date) -> Iterator[Finding]:
    if not told.authorised_by.strip():
        yield _finding("no_authority", "authorised_by")
    if told.authorised_on is None:
        yield _finding("no_day", "authorised_on")
    elif at < told.authorised_on:
        yield _finding("not_yet", "authorised_on", day=told.authorised_on)
    if told.authorised_until is None:
        yield _finding("no_until", "authorised_until")
    elif told.authorised_until < at:
        yield _finding("lapsed", "authorised_until", day=told.authorised_until)
    if not told.scope.strip():
        yield _finding("no_scope", "scope")


def _ethics(told: Permission, at: date) -> Iterator[Finding]:
    if told.ethics not in {"approved", "exempt"}:
        yield _finding("ethics_refused" if told.ethics == "refused" else "ethics_pending", "ethics")
        return
    if not told.ethics_body.strip():
        yield _finding("no_ethics_body", "ethics_body")
    if told.ethics == "approved" and not told.ethics_number.strip():
        yield _finding("no_ethics_number", "ethics_number")
    if told.ethics == "exempt" and not told.ethics_reason.strip():
        yield _finding("no_exemption", "ethics_reason")
    if told.ethics_until is not None and told.ethics_until < at:
        yield _finding("ethics_lapsed", "ethics_until", day=told.ethics_until)


def _care(told: Permission) -> Iterator[Finding]:
    for part in ("risks", "mitigation", "consent", "watched", "threshold", "watcher", "stopper"):
        if not getattr(told, part).strip():
            yield _finding(f"no_{part}", part)
    if told.every_days is None:
        yield _finding("no_every_days", "every_days")
