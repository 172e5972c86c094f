"""What pages about people and labs say."""

import segno
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from jopoi_workbench.shell import places
from jopoi_workbench.shell.forms import language
from jopoi_workbench.shell.models import Role

register = template.Library()


@register.simple_tag
def qr(text: str, label: str) -> SafeString:
    """A picture that a phone's camera reads, dark on white in every colour scheme."""
    drawn = segno.make(text, error="m").svg_inline(
        scale=4, border=4, light="#fff", omitsize=True, svgclass=None, lineclass=None
    )
    picture = mark_safe(drawn)  # noqa: S308 - drawn by segno from modules, not from text
    return format_html('<div class="qr" role="img" aria-label="{}">{}</div>', label, picture)


@register.filter
def country(code: str) -> str:
    return places.country(code, language())


@register.filter
def spoken(codes: list[str]) -> str:
    """Languages by name, in the reader's own."""
    return ", ".join(places.language_name(code, language()) for code in codes)


@register.filter
def roles(given: list[str]) -> str:
    """Roles in words."""
    return ", ".join(str(Role(role).label) for role in given if role in Role.values)
