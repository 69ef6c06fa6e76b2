"""The atlas as a book for e-readers (EPUB 3), one for each language.

In: the folder of a built site, whose pages stand there as Markdown and whose figures as SVG; the subject. Out: the bytes of
the book. The same site gives the same bytes. Sources are notes at the end of each chapter, to which their marks lead.
"""

from __future__ import annotations

import posixpath
import re
import tempfile
import uuid
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from html import escape
from pathlib import Path

import markdown
from ebooklib import epub

from atlas.export.archive import packed
from atlas.language.languages import language as language_of
from atlas.language.languages import prefix
from atlas.language.messages import TEMPLATES, read_messages
from atlas.model.atlas import FOLDERS
from atlas.model.beside import Subject
from atlas.render.figures.frame import PICTURES

_HEADING = re.compile(r"\A# (.*)$", re.MULTILINE)
_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
_MARK = re.compile(r'<a class="footnote-ref" href="([^"]*)">(\d+)</a>')
_ANCHOR = re.compile(r" \{ #[\w-]+ \}$", re.MULTILINE)
_SVG_SIZE = re.compile(r'(<svg [^>]*?) width="[^"]*" height="[^"]*"')
XHTML = "http://www.w3.org/1999/xhtml"

STYLE = """
body { line-height: 1.6; }
h1, h2, h3 { line-height: 1.3; text-align: start; }
figure { margin: 1em 0; }
svg { max-width: 100%; height: auto; }
table { border-collapse: collapse; } td, th { border: 1px solid #999; padding: 0.2em 0.4em; vertical-align: top; }
.footnote { font-size: 0.85em; } sup { line-height: 0; }
"""


@dataclass(frozen=True)
class Chapter:
    """One chapter: where its page stands in the site, its title, its Markdown, the pictures that it shows."""

    place: str
    title: str
    text: str
    pictures: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """Its name in the book: of one folder, since readers' programs differ about others."""
        return f"{self.place.strip('/').replace('/', '-') or 'title'}.xhtml"


@dataclass
class _Book:
    """What every chapter of one book shares."""

    language: str
    direction: str
    files: dict[str, str] = field(default_factory=dict)


def book(site: Path, subject: Subject, language: str, version: str, today: date) -> bytes:
    """The book of ``site`` in one language, with the version and the day of its data."""
    root = site / prefix(language, subject.languages)
    parts = dict(_parts(root, language))
    chapters = [chapter for found in parts.values() for chapter in found]
    shared = _Book(language, language_of(language).direction, {f"{c.place}": c.file for c in chapters})
    title = getattr(subject.title, language)
    made = epub.EpubBook()
    made.set_identifier(uuid.uuid5(uuid.NAMESPACE_OID, f"{title}\n{language}\n{version}\n{today}").urn)
    made.set_title(title)
    made.set_language(language)
    made.set_direction(shared.direction)
    made.add_author(title)
    made.add_metadata("DC", "description", getattr(subject.tagline, language))
    made.add_metadata("DC", "rights", "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)")
    made.add_metadata("DC", "date", today.isoformat())
    style = epub.EpubItem("style", "style.css", "text/css", STYLE.encode())
    made.add_item(style)
    cover = _cover(subject, version, today, shared)
    items = {chapter.place: _item(chapter, root, shared) for chapter in chapters}
    for item in (cover, *items.values()):
        made.add_item(item)
    made.toc = [
        (epub.Section(name, href=items[found[0].place].file_name), [items[chapter.place] for chapter in found])
        if len(found) > 1
        else items[found[0].place]
        for name, found in parts.items()
    ]
    navigation = epub.EpubNav(direction=shared.direction)
    made.add_item(epub.EpubNcx())
    made.add_item(navigation)
    made.spine = [cover, navigation, *items.values()]
    return _steady(made, today)


def _parts(root: Path, language: str) -> Iterator[tuple[str, list[Chapter]]]:
    """The parts of the book by their names, each with its chapters, in the order of the site's lists."""
    about = _chapter(root, "about/", "")
    if about:
        yield about.title, [about]
    say = read_messages(TEMPLATES)
    whole = tuple(path.stem for path in sorted((root / PICTURES).glob("*.svg")))
    if whole:
        title = str(say["figures"][language])
        yield title, [Chapter("figures/", title, "", whole)]
    for folder in FOLDERS:
        listed = root / folder / "index.md"
        if listed.is_file():
            text = listed.read_text(encoding="utf-8")
            ids = re.findall(r"\]\(([\w-]+)/index\.md\)", text)
            found = [chapter for id_ in ids if (chapter := _chapter(root, f"{folder}/{id_}/", f"{folder}/{id_}"))]
            if found:
                yield _title(text), found


def _chapter(root: Path, place: str, pictures: str) -> Chapter | None:
    """The chapter of the page at ``place``, with the pictures in the folder ``pictures``; None if there is no page."""
    page = root / place / "index.md"
    if not page.is_file():
        return None
    text = page.read_text(encoding="utf-8")
    shown = sorted((root / PICTURES / pictures).glob("*.svg")) if pictures else []
    return Chapter(place, _title(text), _HEADING.sub("", text, count=1), tuple(f"{pictures}/{p.stem}" for p in shown))


def _title(text: str) -> str:
    found = _HEADING.search(text)
    return _ANCHOR.sub("", found[1]) if found else ""


def _item(chapter: Chapter, root: Path, shared: _Book) -> _Page:
    """A chapter as a document of the book."""
    text = _ANCHOR.sub("", chapter.text)
    html = _reader().convert(text)
    figures = "".join(_figure(root / PICTURES / f"{name}.svg") for name in chapter.pictures)
    body = _notes(_links(f"<h1>{escape(chapter.title)}</h1>{figures}{html}", chapter, shared), shared)
    item = _page(chapter.title, chapter.file, body, shared)
    if chapter.pictures:
        item.properties.append("svg")
    return item


def _reader() -> markdown.Markdown:
    """What makes XHTML of a page's Markdown; a text of the data is characters, never markup."""
    reader = markdown.Markdown(extensions=["footnotes", "tables", "sane_lists"], output_format="xhtml")
    reader.preprocessors.deregister("html_block")
    reader.inlinePatterns.deregister("html")
    return reader


def _figure(path: Path) -> str:
    """A picture inside the text, so that no reader's program has to find it."""
    return "<figure>{}</figure>".format(_SVG_SIZE.sub(r"\1", path.read_text(encoding="utf-8"), count=1))


def _links(html: str, chapter: Chapter, shared: _Book) -> str:
    """``html`` with links to other chapters; what leads to a page or file that is not in the book becomes its words."""

    def link(match: re.Match[str]) -> str:
        address, words = match[1], match[2]
        if address.startswith(("#", "https:", "http:")):
            return match[0]
        page, _hash, anchor = address.partition("#")
        place = posixpath.normpath(posixpath.join(chapter.place, posixpath.dirname(page))) + "/"
        if place not in shared.files or anchor:
            return words
        return f'<a href="{shared.files[place]}">{words}</a>'

    return _LINK.sub(link, html)


def _notes(html: str, shared: _Book) -> str:
    """``html`` whose notes say that they are notes, so that e-readers show them where their mark is touched."""
    digits = language_of(shared.language).digits
    html = _MARK.sub(lambda mark: f'<a epub:type="noteref" href="{mark[1]}">[{digits(mark[2])}]</a>', html)
    return html.replace('<li id="fn:', '<li epub:type="footnote" id="fn:')


def _document(title: str, body: str, shared: _Book) -> bytes:
    """An XHTML document of the book."""
    head = f'<head><title>{escape(title)}</title><link href="style.css" rel="stylesheet" type="text/css"/></head>'
    ways = f'lang="{shared.language}" xml:lang="{shared.language}" dir="{shared.direction}"'
    names = f'xmlns="{XHTML}" xmlns:epub="http://www.idpf.org/2007/ops"'
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html {names} {ways}>{head}<body>{body}</body></html>\n'.encode()


class _Page(epub.EpubHtml):  # type: ignore[misc]
    """A document that goes into the book as it is: ebooklib would read it as HTML, and SVG would lose its capitals."""

    def get_content(self, default: object = None) -> bytes:
        """The document."""
        content: bytes = self.content
        return content


def _page(title: str, file: str, body: str, shared: _Book) -> _Page:
    page = _Page(title=title, file_name=file, lang=shared.language, direction=shared.direction)
    page.content = _document(title, body, shared)
    return page


def _cover(subject: Subject, version: str, today: date, shared: _Book) -> _Page:
    """The first page: title, what it is, version, day, licence."""
    digits = language_of(shared.language).digits
    title, tagline = (escape(getattr(text, shared.language)) for text in (subject.title, subject.tagline))
    day = digits(today.isoformat())
    about = f"<p>{digits(version)} · <bdi>{day}</bdi></p><p><bdi>CC BY 4.0</bdi></p>"
    return _page(title, "title.xhtml", f"<h1>{title}</h1><p>{tagline}</p>{about}", shared)


def _steady(made: epub.EpubBook, today: date) -> bytes:
    """The book as bytes that are the same whenever it is bound."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "book.epub")
        epub.write_epub(str(target), made, {"mtime": datetime.combine(today, time())})
        with zipfile.ZipFile(target) as archive:
            files = {name: archive.read(name) for name in archive.namelist() if name != "mimetype"}
    return packed(files, first={"mimetype": b"application/epub+zip"})
