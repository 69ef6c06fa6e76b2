"""All memberships on one page: every one is there, and the printed page is one."""

from __future__ import annotations

import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest

from atlas.derive.intervals import Certainty
from atlas.derive.memberships import belonged_on
from atlas.language.messages import TEMPLATES
from atlas.model.atlas import Atlas
from atlas.release.paper import drawings, print_site, sheets
from atlas.render.render import render
from conftest import TODAY
from tools.browser import MISSING, find_chromium


def test_every_membership_is_on_the_page_and_no_other(mini: Atlas) -> None:
    pages = render(mini, TODAY, TEMPLATES)
    wanted = {
        id_
        for id_, record in mini.organizations.items()
        if record.memberships and belonged_on(record, TODAY) is not Certainty.NO
    }
    for language in ("en", "fa"):
        page = pages[f"{language}/summary/index.md"]
        assert set(re.findall(r'href="\.\./organizations/([\w-]+)\.md"', page)) == wanted


def test_a_bound_is_told_as_a_bound(mini: Atlas) -> None:
    pages = render(mini, TODAY, TEMPLATES)
    assert "<span>1947</span>" in pages["en/summary/index.md"]
    assert re.search(r"<span>by \d{4}</span>", pages["en/summary/index.md"])
    assert re.search(r"<span>تا [۰-۹]{4}</span>", pages["fa/summary/index.md"])


@pytest.mark.browser
def test_a_release_prints_one_page_of_a4_and_draws_every_figure(mini_site: Path, tmp_path: Path) -> None:
    program = find_chromium()
    if program is None:
        pytest.skip(MISSING)
    site = shutil.copytree(mini_site, tmp_path / "site")
    # In a thread of its own: the browser of the other tests holds the loop of this one.
    with ThreadPoolExecutor(1) as threads:
        made = threads.submit(lambda: set(print_site(site, program))).result()
    assert len(sheets(site)) == 2
    assert len(drawings(site)) > 10
    for drawing in drawings(site):
        assert drawing.with_suffix(".png").read_bytes().startswith(b"\x89PNG")
        assert drawing.with_suffix(".png") in made
    for sheet in sheets(site):
        with pypdfium2.PdfDocument(sheet.parent / "memberships.pdf") as document:
            assert len(document) == 1
            assert tuple(map(round, document[0].get_size())) == (595, 842)
