"""A published document as a file: Markdown with tags for archives, JSON-LD for machines."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from jopoi_workbench.shell.models import DocumentVersion

_TYPES = {"ahead": "learningplan", "back": "learningplan"}


def as_markdown(version: DocumentVersion, content: Mapping[str, Any]) -> str:
    """The document with ``[[key:value]]`` tags, as the archives of labs exchange it."""
    with override(content["language"]):
        return "\n".join(_lines(version, content)).strip() + "\n"


def _lines(version: DocumentVersion, content: Mapping[str, Any]) -> Iterator[str]:
    yield f"# {content['title']}\n"
    tags = {
        "type": _TYPES.get(content["kind"], content["kind"]),
        "year": version.published_at.year,
        "date": version.published_at.date().isoformat(),
        "country": content["country"],
        "source": content["lab"],
    }
    yield from (f"[[{key}:{value}]]" for key, value in tags.items() if value)
    yield f"\n{content['summary']}\n"
    if content["body"] or content["claims"]:
        yield f"## {_('What we learned')}\n\n{content['body']}\n"
    for claim in content["claims"]:
        yield f"**{claim['sentence']}** {claim['doubt']}\n"
        yield f"{_('Level')} {claim['level']}: {claim['level_name']}. {claim['reason']}\n"
        for rest in claim["rests_on"]:
            if rest["text"]:
                yield f"- {rest['text']} {rest.get('doubt') or rest.get('who') or ''}".rstrip()
        yield ""
    headings = {
        "barriers": _("What got in the way"),
        "next_question": _("What we would ask next"),
        "because": _("What happened because of this"),
        "partners": _("Partners"),
    }
    for name, heading in headings.items():
        if content[name]:
            yield f"## {heading}\n\n{content[name]}\n"
    yield f"{_('Version')} {version.number}, b3:{version.digest}, {content['licence']}"


def as_json_ld(version: DocumentVersion, content: Mapping[str, Any], address: str) -> dict[str, Any]:
    """The document in the words of schema.org."""
    return {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": address,
        "name": content["title"],
        "abstract": content["summary"],
        "inLanguage": content["language"],
        "datePublished": version.published_at.date().isoformat(),
        "version": str(version.number),
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "publisher": {"@type": "Organization", "name": content["lab"]},
        "identifier": f"b3:{version.digest}",
        "hasPart": [
            {
                "@type": "Claim",
                "text": f"{claim['sentence']} {claim['doubt']}".strip(),
                "description": f"{claim['level']}: {claim['level_name']}. {claim['reason']}",
                "citation": [rest["text"] for rest in claim["rests_on"] if rest["text"]],
            }
            for claim in content["claims"]
        ],
    }
