"""How the queue says days: how late, which weekday, or that there is none."""

from datetime import date
from typing import Any

from django import template
from django.utils import timezone

from jopoi_workbench.shell.days import day_words, long_day
from jopoi_workbench.shell.models import Member, Review, Task
from jopoi_workbench.shell.waiting.tasks import whom_of

register = template.Library()
register.filter(long_day)


@register.inclusion_tag("shell/parts/when.html")
def when(due: date | None) -> dict[str, Any]:
    """The day of a thing, as the queue's first column says it."""
    return day_words(due, timezone.localdate())


@register.filter
def whom(task: Task) -> str:
    """Whom a task waits for."""
    return task.whom.person.name if task.whom else whom_of(task)


@register.filter
def concerns(task: Task, member: Member) -> bool:
    return task.concerns(member)


@register.filter
def review_tone(review: Review) -> str:
    """The tone of the mark of a reading."""
    tones = {Review.Answer.AGREE: "good", Review.Answer.REMARKS: "warn", Review.Answer.DISAGREE: "bad"}
    return tones[Review.Answer(review.answer)] if review.answer else "quiet"


@register.filter
def review_sign(review: Review) -> str:
    signs = {Review.Answer.AGREE: "tick", Review.Answer.REMARKS: "care", Review.Answer.DISAGREE: "cross"}
    return signs[Review.Answer(review.answer)] if review.answer else "clock"
