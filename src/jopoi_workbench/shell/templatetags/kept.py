"""What a challenge's page tells of its registers."""

from typing import Any

from django import template
from django.utils import timezone

from jopoi_workbench.shell import partners
from jopoi_workbench.shell.access import funded_design_for, kept_for, lessons_for
from jopoi_workbench.shell.models import Partner
from jopoi_workbench.shell.money import design_of
from jopoi_workbench.shell.parts import Parts, parts_from

register = template.Library()


@register.simple_tag(takes_context=True)
def challenge_parts(context: dict[str, Any], here: str) -> Parts:
    """The parts of a challenge that the reader may open, as its sub-navigation lists them."""
    return parts_from(here, context["member"])


@register.simple_tag(takes_context=True)
def roles_today(context: dict[str, Any]) -> partners.Roles:
    """Who holds which coordinating role of the challenge."""
    return partners.roles_of(context["member"], context["challenge"], timezone.localdate())


@register.inclusion_tag("shell/partners/line.html", takes_context=True)
def partners_line(context: dict[str, Any]) -> dict[str, Any]:
    """The partners of the challenge in one line."""
    member, challenge = context["member"], context["challenge"]
    known = kept_for(member, Partner).filter(challenge=challenge)
    return {"line": partners.in_a_line(known), "challenge": challenge}


@register.inclusion_tag("shell/partners/warnings.html", takes_context=True)
def challenge_warnings(context: dict[str, Any]) -> dict[str, Any]:
    """What a challenge's page warns of, and where that can be mended."""
    member, challenge = context["member"], context["challenge"]
    roles = context["roles"].warning
    found = [(roles, "partners")] if roles else []
    design = design_of(*funded_design_for(member, challenge), timezone.localdate())
    found += [(warning, "money") for warning in design.warnings]
    return {"warnings": found, "challenge": challenge}


@register.inclusion_tag("shell/lessons/of_stage.html", takes_context=True)
def stage_lessons(context: dict[str, Any], stage: str) -> dict[str, Any]:
    """What went wrong in a stage of the challenge; asked once for all four."""
    challenge = context["challenge"]
    known = context.render_context.setdefault("lessons", None)  # type: ignore[attr-defined]
    if known is None:
        known = list(lessons_for(context["member"], challenge))
        context.render_context["lessons"] = known  # type: ignore[attr-defined]
    return {"lessons": [one for one in known if one.stage == stage], "challenge": challenge}
