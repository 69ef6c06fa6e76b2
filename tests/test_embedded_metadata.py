"""What Zotero's “Embedded Metadata” translator reads of a page, after its published rules.

Source of the rules: ``Embedded Metadata.js`` in github.com/zotero/translators (at 0180a14): ``HIGHWIRE_MAPPINGS`` names the
field that each ``citation_…`` fills, and ``citation_book_title`` makes the item a section of a book: without one it would be taken
for an article in a journal.
"""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

#: Highwire names and the fields of Zotero to which they go.
FIELDS = {
    "citation_title": "title",
    "citation_author": "creators",
    "citation_book_title": "bookTitle",
    "citation_publication_date": "date",
    "citation_language": "language",
    "citation_public_url": "url",
}


class Metadata(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        name = FIELDS.get(values.get("name") or "")
        if tag == "meta" and name:
            self.fields[name] = values.get("content") or ""


def item_of(path: Path) -> dict[str, str]:
    reader = Metadata()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.fields


@pytest.mark.parametrize(
    ("page", "title", "work", "language"),
    [
        ("organizations/eco", "Economic Cooperation Organization", "Pakistan in the World", "en"),
        ("fa/organizations/eco", "سازمان همکاری اقتصادی", "پاکستان در جهان", "fa"),
    ],
)
def test_zotero_finds_every_field_of_a_record(mini_site: Path, page: str, title: str, work: str, language: str) -> None:
    found = item_of(mini_site / page / "index.html")
    assert set(found) == set(FIELDS.values())
    assert found["title"] == title
    assert found["bookTitle"] == work
    assert found["language"] == language
    assert found["date"] == "2026/11/19"
    assert found["url"] == f"http://atlas.test/project/{page}/"


def test_a_page_that_is_no_record_says_nothing_of_the_kind(mini_site: Path) -> None:
    assert item_of(mini_site / "organizations/index.html") == {}
