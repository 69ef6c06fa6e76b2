"""Templates can be read: a line holds one cell of a table; what is decided is decided in Python."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from atlas.pipeline import TEMPLATES
from atlas.render.render import _tidy
from conftest import ROOT

FILES = sorted(TEMPLATES.glob("*.j2"))
THEME = sorted((ROOT / "theme").rglob("*.html"))
#: Signs in a line of a template at most: a page of an ordinary screen, with the list of files beside it.
WIDTH = 160


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_cell_stands_on_a_line_of_its_own(path: Path) -> None:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        assert len(re.findall(r"<td\b", line)) <= 1, f"{path.name}:{number}"


@pytest.mark.parametrize("path", [*FILES, *THEME], ids=lambda path: path.name)
def test_no_line_has_to_be_scrolled(path: Path) -> None:
    long = {number: len(line) for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)}
    assert {number: length for number, length in long.items() if length > WIDTH} == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_template_sorts_and_none_makes_an_anchor_of_a_message(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\| *(?:sort|replace|selectattr|rejectattr|groupby)\b", text) == []


def test_what_stands_on_indented_lines_becomes_one_row() -> None:
    row = "<tr>\n  <th>a</th>\n  <td>b\n    c</td></tr>\n"
    assert _tidy(row) == "<tr><th>a</th><td>b\n    c</td></tr>\n"
    assert _tidy("- one\n- two\n\n\n\nthree  \n") == "- one\n- two\n\nthree\n"
