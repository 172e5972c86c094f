"""No code that nobody uses: found by vulture, less what templates and frameworks use by name."""

import re

from vulture import Vulture

from tests.conftest import HOUSE

SURE = 60
# Names that Django, pydantic, pytest or Python look up by themselves.
CONVENTIONS = re.compile(
    r"""^(?:Meta|Media|DoesNotExist|app_name|urlpatterns|handler\d+|default_auto_field|model_config|objects|ready|
    verbose_name\w*|ordering|constraints|indexes|[A-Z][A-Z_]+|clean_\w+|get_\w+_display|add_arguments|handle|help|
    USERNAME_FIELD|template_name|application|fields|widgets|labels|help_texts|dispatch|form_valid|get_queryset|
    is_active|is_staff|authenticate|on_exception|login_required|csrf_exempt|field_order|chunk_size|receive_data_chunk|file_complete|upload_complete|new_file|register|
    format_field|Command|queryset|delete|bulk_update|create_user|create_superuser|get_by_natural_key|\w+Config|
    __\w+__|list_commands|default_error_messages|use_required_attribute|prepare_value|to_python|bound_data|has_changed|compress|decompress|from_db_value|value_to_string|empty_label|disabled|formatException|
    axes_locked_out|process_log_record|get_callback_url|pre_social_login|on_authentication_error|_get_session_auth_hash|_decode_id_token|
    item_attributes|latest_post_date)$""",
    re.VERBOSE,
)
# A decorator hands these to a framework.
REGISTERED = [
    "@*.command",
    "@*.command*",
    "@*.callback",
    "@*.callback*",
    "@register.*",
    "@receiver*",
    "@task*",
    "@*.get",
    "@*.post",
    "@*.put",
    "@*.patch",
    "@*.delete",
    "@*validator*",
]


def test_nothing_stands_there_unused():
    finder = Vulture(ignore_decorators=REGISTERED)
    finder.scavenge(
        [str(HOUSE / part) for part in ("src", "tests", "tools", "benchmarks")], exclude=["*/migrations/*"]
    )
    templates = "\n".join(path.read_text() for path in (HOUSE / "src").rglob("templates/**/*.*"))
    named = set(re.findall(r"\w+", templates)) | documented() | named_by_path()
    unused = [
        item.get_report()
        for item in finder.get_unused_code(min_confidence=SURE)
        if "/src/" in str(item.filename)
        and item.name not in named
        and not CONVENTIONS.match(item.name)
        # Imports and arguments are ruff's to judge: it reads annotations in quotes and abstract methods.
        and item.typ not in {"import", "variable"}
    ]
    assert not unused, "\n".join(unused)


def documented():
    """The names that the reference offers to others."""
    return set(re.findall(r"^### `[\w.]+\.(\w+)`", (HOUSE / "docs/reference/python.md").read_text(), re.M))


def named_by_path():
    """What settings, addresses and backends name as a dotted path in quotes."""
    code = "\n".join(path.read_text() for path in (HOUSE / "src").rglob("*.py"))
    return set(re.findall(r'"jopoi_workbench\.[\w.]+\.(\w+)"', code))
