"""What must stand in two places stands there alike: Python and style sheet, exports and the page that tells of them."""

from __future__ import annotations

import re

import pytest

from atlas.export.feeds import following_files
from atlas.export.markdown import llms_txt
from atlas.language.messages import read_messages
from atlas.language.speech import Speech
from atlas.model.atlas import Atlas
from atlas.pipeline import TEMPLATES
from atlas.publication import Publication
from atlas.render.pages.shared import CELL
from conftest import ROOT, TODAY

CSS = (ROOT / "docs/assets/atlas.css").read_text(encoding="utf-8")


def test_the_cells_of_the_matrix_are_as_wide_as_its_dots() -> None:
    assert re.findall(r"--atlas-cell: (\d+)px", CSS) == [str(CELL)]


def test_what_programs_are_led_to_is_told_on_the_page_on_data(mini: Atlas) -> None:
    speech = Speech("en", mini, read_messages(TEMPLATES))
    page = (ROOT / "docs/en/data/index.md").read_text(encoding="utf-8")
    files = re.findall(r"\]\((api/v1/[^)]+)\)", llms_txt([speech], Publication("1")))
    assert len(files) > 4
    for file in files:
        assert f"site:{file}" in page, file


@pytest.mark.parametrize("language", ["en", "fa"])
def test_each_feed_and_calendar_is_told_on_the_page_on_data(mini: Atlas, language: str) -> None:
    name = f"docs/{language}/data/index.md"
    page = (ROOT / name).read_text(encoding="utf-8")
    for file in following_files([Speech(language, mini, read_messages(TEMPLATES))], TODAY, Publication("1")):
        assert f"site:{file}" in page, f"Name {file} in {name}"


def test_every_class_that_a_template_writes_and_none_else_is_styled() -> None:
    """A class of ours in the style sheet is written by a template, a program, a script or the theme."""
    folders = ("scripts", "theme", "docs/assets", "docs/en", "docs/fa")
    written = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".j2", ".html", ".js", ".md") and "vendor" not in path.parts
    )
    styled = set(re.findall(r"\.(atlas-[a-z]+(?:-[a-z]+)*(?:__[a-z]+)?)(?![\w-])", CSS))
    made = {name for name in styled if f"{name.rpartition('__')[0]}__{{{{" in written}
    assert {name for name in styled - made if name not in written} == set()
