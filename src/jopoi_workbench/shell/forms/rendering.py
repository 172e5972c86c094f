"""How fields are drawn: as Django draws them, but for long lists to choose from, which it draws slowly."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString


class Drawn(DjangoTemplates):
    """A template for each field; a list of a thousand challenges without a template for each of them."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        if template_name == "django/forms/widgets/select.html":
            return _select(context["widget"])
        return super().render(template_name, context, request)


def _select(widget: Mapping[str, Any]) -> SafeString:
    drawn = (part for name, options, _index in widget["optgroups"] for part in _group(name, options))
    return format_html(
        '<select name="{}"{}>\n{}</select>',
        widget["name"], flatatt(widget["attrs"]), SafeString("".join(drawn)),
    )  # fmt: skip


def _group(name: str | None, options: Iterable[Mapping[str, Any]]) -> Iterator[SafeString]:
    if name:
        yield format_html('  <optgroup label="{}">\n', name)
    for option in options:
        attributes = flatatt(option["attrs"]) if option["attrs"] else ""
        yield format_html(
            '  <option value="{}"{}>{}</option>\n', option["value"], attributes, option["label"]
        )
    if name:
        yield SafeString("  </optgroup>\n")
