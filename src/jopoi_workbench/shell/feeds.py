"""What is public as an Atom feed (RFC 4287)."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks

from jopoi_workbench.shell.access.news import News

# What XML cannot hold at all, not even written as a number.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


class _Feed(Atom1Feed):
    """An entry says its own language; a feed without entries has not changed since it was asked for last."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]} if item["language"] else {}

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=_NEVER)


def as_atom(news: Iterable[News], *, title: str, address: str, page: str, here: str, language: str) -> bytes:
    """A feed of ``news``; ``page`` is what it tells of, ``here`` its own path, both below ``address``.

    The author of each entry is the lab, never a person. What an entry is called (RFC 4151) never changes:
    it is made of its path and of the day on which it began.
    """
    feed = _Feed(
        title=title, link=f"{address}{page}", description=None, language=language, author_name="Jopói",
        feed_url=f"{address}{here}", feed_guid=f"{address}{here}",
    )  # fmt: skip
    house = urlsplit(address).hostname
    for one in news:
        link = f"{address}{one.path}"
        feed.add_item(
            title=_clean(one.title),
            link=link,
            description=linebreaks(_clean(one.summary), autoescape=True),
            unique_id=f"tag:{house},{one.since.astimezone(UTC):%Y-%m-%d}:{one.path}",
            pubdate=one.since.astimezone(UTC),
            updateddate=one.changed_at.astimezone(UTC),
            author_name=_clean(one.lab),
            categories=[_clean(theme) for theme in one.themes],
            language=one.language,
        )
    return feed.writeString("utf-8").encode()


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)
