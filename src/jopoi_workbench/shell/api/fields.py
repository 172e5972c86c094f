"""A form as JSON: the fields that the page has, their rules and their sentences."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.formats import localize_input
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jopoi_workbench.shell.problems import ProblemError

F = TypeVar("F", bound=forms.BaseForm)
JSON = "application/json"
BIGGEST = 2**63 - 1
_TEXT = gettext_lazy("Give a text.")
_WHOLE = gettext_lazy("Give a whole number.")
_NUMBER = gettext_lazy("Give a number.")
_YES_NO = gettext_lazy("Give true or false.")
_LIST = gettext_lazy("Give a list.")


@dataclass(frozen=True)
class Kind:
    """What a form's field is in JSON."""

    schema: dict[str, Any]
    types: tuple[type, ...]
    sentence: Any

    def holds(self, value: object) -> bool:
        if isinstance(value, bool):
            return bool in self.types
        if isinstance(value, list) and list in self.types:
            inner: type = str if self.schema["items"]["type"] == "string" else int
            return all(isinstance(one, inner) for one in value)
        return isinstance(value, self.types)


NUMBERS = {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": BIGGEST}}
_KINDS: tuple[tuple[type[forms.Field], Kind], ...] = (
    (forms.ModelMultipleChoiceField, Kind(NUMBERS, (list,), _LIST)),
    (forms.ModelChoiceField, Kind({"type": "integer", "minimum": 1, "maximum": BIGGEST}, (int,), _WHOLE)),
    (forms.MultipleChoiceField, Kind({"type": "array", "items": {"type": "string"}}, (list,), _LIST)),
    (forms.DecimalField, Kind({"type": "number"}, (int, float), _NUMBER)),
    (forms.FloatField, Kind({"type": "number"}, (int, float), _NUMBER)),
    (forms.IntegerField, Kind({"type": "integer"}, (int,), _WHOLE)),
    (forms.NullBooleanField, Kind({"type": "boolean"}, (bool,), _YES_NO)),
    (forms.BooleanField, Kind({"type": "boolean"}, (bool,), _YES_NO)),
    (forms.DateField, Kind({"type": "string", "format": "date"}, (str,), _TEXT)),
    (forms.DateTimeField, Kind({"type": "string", "format": "date-time"}, (str,), _TEXT)),
)
_STRING = Kind({"type": "string"}, (str,), _TEXT)


# The same by themselves, for bodies that are no form.
TEXT_KIND = _STRING
WHOLE_KIND = Kind({"type": "integer"}, (int,), _WHOLE)
OBJECT_KIND = Kind({"type": "object"}, (dict,), gettext_lazy("Give an object."))


def kind_of(field: forms.Field) -> Kind:
    """What a field is in JSON; a text unless known better."""
    return next((kind for known, kind in _KINDS if isinstance(field, known)), _STRING)


def shape_of(
    form: type[forms.Form] | type[forms.ModelForm[Any]],
    *,
    whole: bool = True,
    extra: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The JSON schema of what a form takes; with ``whole=False`` nothing is required."""
    fields = {name: field for name, field in form.base_fields.items() if not _hidden(field)}
    shape: dict[str, Any] = {
        "type": "object",
        "title": form.__name__.removesuffix("Form"),
        "additionalProperties": False,
        "properties": {name: _described(field) for name, field in fields.items()} | dict(extra or {}),
    }
    required = [name for name, field in fields.items() if field.required]
    return shape | ({"required": required} if whole and required else {})


def _hidden(field: forms.Field) -> bool:
    return bool(field.widget.is_hidden)


def _described(field: forms.Field) -> dict[str, Any]:
    schema = dict(kind_of(field).schema)
    choices = getattr(field, "choices", None)
    if choices is not None and not isinstance(field, forms.ModelChoiceField):
        values = [key for key, _label in choices if key != ""]
        if schema["type"] == "array":
            schema["items"] = schema["items"] | {"enum": values}
        else:
            schema["enum"] = values if field.required else [*values, "", None]
    longest = getattr(field, "max_length", None)
    if longest and schema["type"] == "string":
        schema["maxLength"] = longest
    if schema["type"] == "string" and field.required and "enum" not in schema:
        schema["minLength"] = 1
    for name, bound in (("minimum", "min_value"), ("maximum", "max_value")):
        if getattr(field, bound, None) is not None and schema["type"] in {"integer", "number"}:
            schema[name] = getattr(field, bound)
    if not field.required:
        schema["type"] = [schema["type"], "null"]
    return (
        schema | {"title": field.label or ""} | ({"description": field.help_text} if field.help_text else {})
    )


def json_of(request: HttpRequest) -> dict[str, Any]:
    """The body of a request: one JSON object.

    Raises
    ------
    ProblemError
        If it is something else.
    """
    if request.content_type != JSON:
        raise ProblemError(415, _("Send the body as application/json."))
    try:
        body = json.loads(request.body, parse_constant=_no_number)
        json.dumps(body, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise ProblemError(400, _("The body is not JSON: %(why)s.") % {"why": error}) from error
    if not isinstance(body, dict):
        raise ProblemError(422, _("The body must be an object: {“field”: value}."))
    return body


def _no_number(name: str) -> None:
    message = f"{name} is not a number"
    raise ValueError(message)


def check(form: forms.BaseForm, given: Mapping[str, Any], *, also: Mapping[str, Kind] | None = None) -> None:
    """Refuse what the form has no field for, and values of another kind."""
    known = {name: kind_of(field) for name, field in form.fields.items() if not _hidden(field)}
    check_kinds({name: value for name, value in given.items() if value is not None}, known | dict(also or {}))


def check_kinds(given: Mapping[str, Any], known: Mapping[str, Kind], *, needed: bool = False) -> None:
    """Refuse unknown fields, values of another kind and, if all are ``needed``, what is missing."""
    errors = []
    for name, value in given.items():
        if name not in known:
            errors.append({"field": name, "message": _("There is no field of this name.")})
        elif not known[name].holds(value):
            errors.append({"field": name, "message": str(known[name].sentence)})
    if needed:
        missing = [name for name in known if name not in given]
        errors += [{"field": name, "message": _("This is missing.")} for name in missing]
    if errors:
        raise ProblemError(422, _("See “errors”."), errors=errors)


def filled(form: type[F], request: HttpRequest, **choices: Any) -> F:
    """The valid form of the body of a request; ``choices`` are what the form is made with.

    Raises
    ------
    ProblemError
        If the body is no JSON, or something in it needs a change.
    """
    given = json_of(request)
    made = form(sent(given, form), **choices)
    check(made, given)
    refuse(made)
    return made


def sent(given: Mapping[str, Any], form: type[forms.BaseForm] | None = None) -> QueryDict:
    """What was given, as a page would send it: figures as ``form`` writes them in the reader's language."""
    data = QueryDict(mutable=True)
    fields: dict[str, forms.Field] = getattr(form, "base_fields", {})
    for name, value in given.items():
        if name in fields and fields[name].localize:
            data[name] = str(localize_input(value))
        elif isinstance(value, list | tuple | set):
            data.setlist(name, [str(one) for one in value])
        elif value is not None and value is not False:
            data[name] = str(value)
    return data


def refuse(form: forms.BaseForm, *, rename: Mapping[str, str] | None = None) -> None:
    """End the request with the form's own sentences if something in it needs a change."""
    names = {"__all__": ""} | dict(rename or {})
    if form.is_valid():
        return
    errors = [
        {"field": names.get(name, name), "message": one["message"]}
        for name, found in form.errors.get_json_data().items()
        for one in found
    ]
    raise ProblemError(422, _("See “errors”."), errors=errors)


def values_of(form: forms.BaseForm) -> dict[str, Any]:
    """What the fields of a form hold now."""
    return {name: _plain(form[name].value()) for name, field in form.fields.items() if not _hidden(field)}


def _plain(value: Any) -> Any:  # noqa: ANN401 - any field's value
    return [getattr(one, "pk", one) for one in value] if isinstance(value, list | tuple | set) else value
