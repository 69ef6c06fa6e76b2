"""Messages stand in groups, one for each page; what says them knows them by one key."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from atlas import checking
from atlas.checking import read_and_check
from atlas.checks.words import missing_words
from atlas.language.messages import DIALOG, messages_in, read_messages
from atlas.language.words import words_findings
from atlas.model.atlas import Atlas
from atlas.model.beside import Subject
from atlas.pipeline import TEMPLATES
from conftest import MINI, TODAY

HOME = {"en": "Home", "fa": "خانه"}
COUNT = {"en": {"one": "one", "other": "{count}"}, "fa": {"other": "{count}"}}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"home": HOME}, [(("home",), "home", HOME)]),
        ({"state": {"intro": HOME}}, [(("state", "intro"), "state_intro", HOME)]),
        ({"state": {"itself": HOME}}, [(("state", "itself"), "state", HOME)]),
        ({"state": {"count": COUNT}}, [(("state", "count"), "state_count", COUNT)]),
        ({"count": COUNT}, [(("count",), "count", COUNT)]),
        # "to" is the code of Tongan, and a name all the same.
        ({"column": {"to": HOME}}, [(("column", "to"), "column_to", HOME)]),
        ({"home": {}}, [(("home",), "home", {})]),
        ({"home": "Home"}, [(("home",), "home", "Home")]),
    ],
)
def test_a_message_is_found_in_its_group_and_without_one(data: dict[str, Any], expected: list[Any]) -> None:
    assert list(messages_in(data)) == expected


def words_with(folder: Path, more: str) -> list[str]:
    """What is found of the words with ``more`` of them, and not without."""
    shutil.copytree(TEMPLATES, folder)
    path = folder / "messages.yml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{more}", encoding="utf-8")
    before = {str(finding) for finding in words_findings(TEMPLATES)}
    return [line for line in map(str, words_findings(folder)) if line not in before]


def test_a_group_of_more_messages_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    assert (
        words_with(folder, 'some_page:\n  itself: {en: "Page", fa: "صفحه"}\n  intro: {en: "First", fa: "نخست"}\n') == []
    )
    found = read_messages(folder)
    assert (found["some_page"]["en"], found["some_page_intro"]["fa"]) == ("Page", "نخست")
    assert "some_page_itself" not in found


def test_a_key_is_said_in_one_place(tmp_path: Path) -> None:
    more = 'some: {page_intro: {en: "A", fa: "ب"}}\nsome_page:\n  intro: {en: "First", fa: "نخست"}\n'
    (line,) = words_with(tmp_path / "templates", more)
    assert line.endswith("some_page.intro: some_page_intro is said by some.page_intro already. Keep one of the two")


def test_a_language_without_words_for_the_fields_is_told_where_to_write_them(mini: Atlas) -> None:
    subject = Subject.model_construct(**{**dict(mini.subject), "languages": ("en", "sw")})
    found = [str(finding) for finding in missing_words(replace(mini, subject=subject), TEMPLATES, DIALOG)]
    assert found[-1].startswith(
        "scripts/templates/fields.sw.yml:1:1: error: there is no description of the fields in Swahili. "
    )
    assert len(found) == 3
    assert re.search(r"scripts/templates/messages\.yml:\d+:\d+: error: .*: (\d+) of \1 have no sw: ", found[0])
    assert "search/messages.yml" in found[1]


def test_the_words_of_pages_are_looked_at_with_all_files_and_not_with_one(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(checking, "missing_words", lambda *_of: asked.append("missing") or [])

    def check(only: set[str] | None) -> None:
        read_and_check(MINI / "data", TODAY, words=lambda _templates: asked.append("wrong") or [], only=only)

    check({"data/subject.yml"})
    assert asked == []
    check(None)
    assert asked == ["wrong", "missing"]


def test_a_message_in_a_group_is_looked_at_as_others_are(tmp_path: Path) -> None:
    (line,) = words_with(tmp_path / "templates", 'some_page:\n  intro: {en: "{a}", fa: "{b}"}\n')
    assert line.endswith("some_page.intro.fa: it has other places for values than en ({a}). Write the same ones")
