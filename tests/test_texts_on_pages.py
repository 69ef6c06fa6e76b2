"""Every text of a record stands on its page: what contributors are asked to write, readers can read."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from accept import TODAY
from atlas.model.atlas import FOLDERS, Atlas
from atlas.model.fields import Text
from atlas.pipeline import TEMPLATES, read_and_check
from atlas.render.render import render
from everything import LANGUAGES, write_everything


def texts(value: Any, path: str = "") -> Iterator[tuple[str, Text]]:
    """Every text below a record, with its field."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name), f"{path}.{name}".lstrip("."))
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item, path)


def readable(page: str) -> str:
    """What a reader sees of a page, without spaces."""
    body = re.sub(r"<!--.*?-->|<[^>]+>", "", page.split("\n---\n", 1)[1], flags=re.DOTALL)
    return re.sub(r"\s", "", html.unescape(body))


def missing(atlas: Atlas, pages: dict[str, str]) -> list[str]:
    """The texts that are not on their pages: page and field."""
    found = []
    for folder in FOLDERS:
        for id_, record in atlas.folder(folder).items():
            for language in LANGUAGES:
                path = f"{language}/{folder}/{id_}.md"
                shown = readable(pages[path])
                for field, text in texts(record):
                    words = re.sub(r"\[@[^\]]*\]|\s", "", text.in_language(language) or "")
                    if words not in shown:
                        found.append(f"{path}: {field}")
    return found


def everything(data: Path) -> Atlas:
    """Two records of each kind with every field, in which no two texts are the same."""
    numbers = count(1)

    def fill(prose: bool, language: str) -> str:
        word = f"واژه {next(numbers)} است".translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
        text = word if language == "fa" else f"Word {next(numbers)} end"
        return f"{text}.[@the-source]" if prose else text

    write_everything(data, [fill, fill], ["IR", "CN"])
    atlas, _findings = read_and_check(data, TODAY)
    assert atlas is not None
    return atlas


def test_every_text_of_a_record_is_on_its_page_in_both_languages(tmp_path: Path) -> None:
    atlas = everything(tmp_path / "data")
    pages = render(atlas, TODAY, TEMPLATES)
    assert missing(atlas, pages) == []
    # And the test sees one that is not: the founding's note, say.
    note = atlas.organizations["the-organization-0"].founded.note.in_language("en")  # type: ignore[union-attr]
    assert note
    page = "en/organizations/the-organization-0.md"
    assert missing(atlas, {**pages, page: pages[page].replace(note, "")}) == [f"{page}: founded.note"]
