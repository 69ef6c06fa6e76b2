"""A text in one language only is welcome: it is marked, counted, warned about, and never shown as if it were there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from atlas.export.documents import documents
from atlas.findings import has_errors
from atlas.load.folder import read_atlas
from atlas.model.atlas import Atlas
from atlas.model.fields import Text, context
from atlas.pipeline import TEMPLATES, read_and_check
from atlas.publication import this_publication
from atlas.render.render import render
from conftest import MINI, TODAY, Change
from miniature import at_the_edit

IRAN = "relations/iran.yml"
SUMMARY = "  en: Iran is a neighbour.[@iran-history]\n  fa: ایران همسایه است.[@iran-history]\n"
TITLE = "{en: The Shah of Iran visited Pakistan., fa: شاه ایران از پاکستان دیدار کرد.}"


@pytest.fixture
def half(tmp_path: Path) -> tuple[Atlas, Path]:
    """The miniature with a summary in English only and an event in Persian only."""
    data = tmp_path / "data"
    shutil.copytree(MINI / "data", data)
    path = data / IRAN
    text = path.read_text(encoding="utf-8")
    assert SUMMARY in text
    assert TITLE in text
    text = text.replace(SUMMARY, "  en: Iran is a neighbour.[@iran-history]\n  wanted: fa\n")
    path.write_text(text.replace(TITLE, "{fa: شاه ایران از پاکستان دیدار کرد., wanted: en}"), encoding="utf-8")
    atlas, findings = read_atlas(data)
    assert findings == []
    assert atlas is not None
    return atlas, data


def test_it_is_a_warning_and_no_error(half: tuple[Atlas, Path]) -> None:
    _atlas, findings = read_and_check(half[1], TODAY)
    assert [str(finding) for finding in sorted(findings)] == [
        "data/relations/iran.yml:21:11: warning: summary.wanted: the text in Persian is wanted. "
        "Write it in fa, and remove wanted",
        at_the_edit(
            "data/relations/iran.yml:{at}:58: warning: events[0].title.wanted: the text in English is wanted. "
            "Write it in en, and remove wanted",
            IRAN,
            TITLE,
        ),
    ]
    assert not has_errors(findings)


def test_readers_are_told(half: tuple[Atlas, Path]) -> None:
    pages = render(half[0], TODAY, TEMPLATES)
    assert "هنوز ترجمه نشده." in pages["fa/relations/iran.md"]
    assert "Iran is a neighbour" not in pages["fa/relations/iran.md"]
    assert "Not yet translated." in pages["en/relations/iran.md"]
    assert "شاه" not in pages["en/relations/iran.md"]
    assert "description: " in pages["fa/relations/iran.md"]
    head = pages["fa/relations/iran.md"].split("---")[1]
    assert "هنوز ترجمه نشده" not in head


def test_it_is_counted(half: tuple[Atlas, Path]) -> None:
    pages = render(half[0], TODAY, TEMPLATES)
    assert "## Translations wanted { #wanted }" in pages["en/state/index.md"]
    assert '<a href="../relations/iran.md">Iran</a> <small>one text in Persian</small>' in pages["en/state/index.md"]
    assert '<a href="../relations/iran.md">ایران</a> <small>یک متن انگلیسی</small>' in pages["fa/state/index.md"]


def test_the_page_without_such_texts_has_no_such_list(mini: Atlas) -> None:
    assert "#wanted" not in render(mini, TODAY, TEMPLATES)["en/state/index.md"]


def test_the_data_says_null(half: tuple[Atlas, Path]) -> None:
    record = documents(half[0], TODAY, this_publication())["relations/iran.json"]
    assert record["summary"] == {"en": "Iran is a neighbour.[@iran-history]", "fa": None}
    assert record["events"][0]["title"] == {"en": None, "fa": "شاه ایران از پاکستان دیدار کرد."}


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (
            "{en: For a while.}",
            "data/relations/iran.yml:11:13: error: diplomatic_relations.interruptions[0].note.fa: it is missing. "
            "Write the text, or add wanted: fa if somebody else is to write it",
        ),
        (
            "{en: For a while., fa: برای مدتی., wanted: fa}",
            "data/relations/iran.yml:11:13: error: diplomatic_relations.interruptions[0].note: "
            "wanted: fa, although the text is there. Remove wanted",
        ),
        (
            "{en: For a while., wanted: en}",
            "data/relations/iran.yml:11:13: error: diplomatic_relations.interruptions[0].note.fa: it is missing. "
            "Write the text, or add wanted: fa if somebody else is to write it",
        ),
        (
            "{en: For a while., fa: wanted}",
            "data/relations/iran.yml:11:36: error: diplomatic_relations.interruptions[0].note.fa: wanted has no Persian "
            "letter. Write it in Persian",
        ),
    ],
)
def test_the_mark_is_explicit_and_true(change: Change, new: str, expected: str) -> None:
    assert expected in [str(finding) for finding in change(IRAN, "{en: For a while., fa: برای مدتی.}", new)]


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        ("{wanted: fa}", "note: the text is written in no language. Write it in one of them"),
        ("{wanted: [en, fa]}", "note: the text is written in no language. Write it in one of them"),
        ("{en: For a while., wanted: [fa, de]}", "note: wanted: de, which is no language of the atlas. Remove it"),
        ("{en: For a while., wanted: xx}", "note.wanted[0]: xx is no language that CLDR knows."),
        ("{}", "note.en: it is missing. Write the text, or add wanted: en"),
    ],
)
def test_one_language_is_written_and_those_that_are_wanted_exist(change: Change, new: str, sentence: str) -> None:
    found = [str(finding) for finding in change(IRAN, "{en: For a while., fa: برای مدتی.}", new)]
    assert [line for line in found if sentence in line], found


def test_a_label_of_a_closed_list_may_not_be_wanted(change: Change) -> None:
    found = [
        str(finding) for finding in change("vocabulary.yml", "row: {en: row, fa: ردیف}", "row: {en: row, wanted: fa}")
    ]
    assert [line for line in found if "locator-label.row.wanted: wanted is not a field here." in line], found


def test_several_languages_may_be_wanted() -> None:
    three = context(("en", "fa", "ur"))
    text = Text.model_validate({"en": "For a while.", "wanted": ["fa", "ur"]}, context=three)
    assert text.model_dump() == {"en": "For a while.", "fa": None, "ur": None}
    with pytest.raises(ValueError, match="missing"):
        Text.model_validate({"en": "For a while.", "wanted": "fa"}, context=three)


def test_an_unfinished_language_need_not_be_wanted() -> None:
    text = Text.model_validate({"en": "For a while.", "wanted": "fa"}, context=context(("en", "fa", "ur"), ("ur",)))
    assert text.wanted == ("fa",)
    assert text.in_language("ur") is None
