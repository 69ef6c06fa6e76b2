"""The one list of the site's parts, and everything that must agree with it."""

from __future__ import annotations

from atlas.language.languages import TABLE, language
from atlas.language.messages import read_messages
from atlas.model.atlas import Atlas
from atlas.pipeline import TEMPLATES
from atlas.render.pages.home import QUESTIONS
from atlas.render.render import render
from atlas.render.sections import ENTRANCES, GENERATED_FILES, GENERATED_FOLDERS, all_sections
from atlas.search.files import dialog_words, search_files
from atlas.search.index import build_index
from conftest import ROOT, TODAY

MESSAGES = read_messages(TEMPLATES)


def test_every_generated_page_lies_in_a_section_and_every_section_has_its_first_page(mini: Atlas) -> None:
    pages = [name.removeprefix("en/") for name in render(mini, TODAY, TEMPLATES) if name.startswith("en/")]
    parts = {page.split("/")[0] for page in pages}
    assert parts == {*GENERATED_FOLDERS, *GENERATED_FILES}, (
        "Each folder of pages is a Section of scripts/atlas/render/sections.py, and each Section has pages"
    )
    missing = {section.path for section in all_sections() if not section.written} - set(pages)
    assert missing == set(), "A Section has a first page, to which the menu leads: make these with @page"


def test_pages_written_by_hand_are_there_in_every_language(atlas: Atlas) -> None:
    for code in atlas.subject.languages:
        written = {path.parent.name for path in (ROOT / "docs" / code).glob("*/index.md")} - set(GENERATED_FOLDERS)
        assert written == {section.folder for section in all_sections() if section.written}, code


def test_git_ignores_what_is_generated_and_nothing_else_of_the_pages(atlas: Atlas) -> None:
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    ignored = {line for line in lines if line.startswith("/docs/")}
    expected = {f"/docs/*/{folder}/" for folder in GENERATED_FOLDERS} | {f"/docs/*/{file}" for file in GENERATED_FILES}
    assert ignored == expected, "Write the folders of sections.py into .gitignore, and no others"


def test_every_section_has_a_word_in_the_menu() -> None:
    for section in all_sections():
        assert set(MESSAGES[section.word]) >= {"en", "fa"}, section


def test_the_questions_of_the_home_page_lead_to_sections() -> None:
    assert {target for _question, target in QUESTIONS} <= {section.path for section in all_sections()}


def test_the_search_says_what_the_pages_say() -> None:
    own = read_messages(ROOT / "scripts/atlas/search")
    assert set(own) & set(MESSAGES) == set()
    words = dialog_words("fa", "en")
    assert words["kind_relation"] == MESSAGES["relations"]["fa"]
    assert words["separator"] == language("fa").comma
    index = search_files(build_index([]), "fa")["fa/index.js"]
    for section in ENTRANCES:
        assert f'["{section.address}","{MESSAGES[section.word]["fa"]}"]' in index


def test_the_configuration_repeats_nothing_that_the_data_says(atlas: Atlas) -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for code in TABLE:
        title = atlas.subject.title.in_language(code)
        assert title is None or title not in text
    assert "nav:\n  -" not in text
