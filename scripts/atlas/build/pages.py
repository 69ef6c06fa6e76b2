"""Converts and lays out the pages of one language: what is remembered is reused, the rest is done side by side.

In: MkDocs' files, navigation, templates. Out: for each page its content and its file in the site. A page's content is
remembered by its Markdown, by the code, and by every file that it looked for while its links were resolved; its file
by its content, the navigation, and its neighbours. A page's ``read_source`` and ``render`` are replaced, and so is what
answers for its template: tests/test_generator.py holds that MkDocs calls them.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from atlas.build.generator import (
    alternates,
    extra_is_kept,
    lay_out_only,
    set_title_in_text,
    title_in_text,
    write_page,
)
from atlas.build.side_by_side import side_by_side
from atlas.build.stash import anchors, restore, stash
from atlas.memory import Memory, digest

#: Makes of a page's HTML what else is wanted of it, to be remembered with it: any value that JSON can hold.
Extract = Callable[[str, Page], Any]
#: Of each page that stands in a server's site, by its path: its content, and what else its file was made from.
LaidOut = dict[str, tuple[dict[str, Any], Any]]


@dataclass
class PageBuilder:
    """One language of one build. ``base`` is a digest of everything that every page depends on but the day.

    A server that goes on hands over ``last``, what its site holds: files in it that would be the same are left alone.
    """

    base: str
    day: str
    config: MkDocsConfig
    memory: Memory
    last_site: Path
    extract: Extract
    last: LaidOut | None = None
    contents: dict[str, dict[str, Any]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    built: dict[str, str] = field(default_factory=dict)
    nav: Navigation | None = None
    #: How many pages were laid out anew.
    laid_out: int = 0
    #: What a server's site holds when this build is in it; and the files in it that are left as they are.
    now: LaidOut = field(default_factory=dict)
    left: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.contents)

    def convert(self, files: Files, nav: Navigation) -> None:
        """Have the content of every page at hand, remembered or new, before MkDocs asks for it."""
        self.nav = nav
        seen = _Seen(files)
        pages = [file.page or Page(None, file, self.config) for file in files.documentation_pages()]
        wanted: list[Page] = []
        for page in pages:
            name = page.file.src_uri
            key = digest(self.base, name, page.file.content_bytes)
            remembered = self.memory.get(key)
            if remembered and seen.still(remembered["looked_for"]):
                self.contents[name] = remembered
            else:
                wanted.append(page)
            self.keys[name] = key
        for page, content in zip(
            wanted, side_by_side(wanted, lambda page: self._convert(page, files, seen)), strict=True
        ):
            if not content.pop(
                "warned"
            ):  # else it would be warned of once only, and a strict build pass the second time
                self.memory.put(self.keys[page.file.src_uri], content)
            self.contents[page.file.src_uri] = content

    def _convert(self, page: Page, files: Files, seen: _Seen) -> dict[str, Any]:
        """One page with the knowledge whether MkDocs warned of anything on the way."""
        with _Warned() as warned:
            content = self._converted(page, files, seen)
        return {**content, "warned": warned.any}

    def _converted(self, page: Page, files: Files, seen: _Seen) -> dict[str, Any]:
        """One page through MkDocs' own steps, with finished HTML kept out of Markdown's way."""
        seen.start()
        events = self.config.plugins
        page.read_source(self.config)
        page.markdown = events.on_page_markdown(page.markdown or "", page=page, config=self.config, files=files)
        page.markdown, blocks = stash(page.markdown or "")
        page.render(self.config, files)
        page.content = restore(page.content or "", blocks)
        html = events.on_page_content(page.content, page=page, config=self.config, files=files) or ""
        return {
            "meta": json.dumps(page.meta, ensure_ascii=False, default=str),
            "html": html,
            "title": title_in_text(page),
            "toc": _with_foot([_plain_toc(item) for item in page.toc], page.meta),
            "anchors": sorted((page.present_anchor_ids or set()) | anchors(blocks)),
            "links": {file.src_uri: found for file, found in (page.links_to_anchors or {}).items()},
            "looked_for": seen.found,
            "extract": self.extract(html, page),
        }

    def take(self, page: Page, files: Files) -> None:
        """Give ``page`` its content when MkDocs reads and renders it."""
        content = self.contents[page.file.src_uri]

        def read_source(config: MkDocsConfig) -> None:
            page.markdown, page.meta = "", json.loads(content["meta"])

        def render(config: MkDocsConfig, files: Files) -> None:
            page.content = Finished(content["html"])
            set_title_in_text(page, content["title"])
            page.toc = _table_of_contents(content["toc"])
            page.present_anchor_ids = set(content["anchors"])
            page.links_to_anchors = {files.src_uris[name]: links for name, links in content["links"].items()}

        page.read_source = read_source  # type: ignore[method-assign]
        page.render = render  # type: ignore[method-assign]

    def lay_out(self, env: jinja2.Environment, files: Files) -> jinja2.Environment:
        """Write the file of every page that is not remembered; returns templates that answer with what was written.

        To be called after :meth:`convert`.
        """
        nav = self.nav
        assert nav is not None
        doc_files = files.documentation_pages()
        outline = digest(self.base, self.day, json.dumps(_outline(nav.items), ensure_ascii=False))
        keys: dict[str, str] = {}
        if self.last is None:
            keys = {file.src_uri: self._file_key(file, outline) for file in doc_files}
            wanted = [file for file in doc_files if not self._is_remembered(file, keys[file.src_uri])]
        else:
            wanted = self._changed(files, outline, self.last)

        def work(file: File) -> str:
            assert file.page is not None
            write_page(file.page, self.config, doc_files, nav, env)
            return Path(file.abs_dest_path).read_text(encoding="utf-8")

        self.laid_out = len(wanted)
        with extra_is_kept(self.config):
            for file, output in zip(wanted, side_by_side(wanted, work), strict=True):
                self.built[file.src_uri] = output
        for name, key in keys.items():
            self.memory.put(key, digest(self.built[name]))
        for file in doc_files:
            assert file.page is not None
            file.page.content = Finished()  # it is in the file, and plugins would go through it once more
        return _Answering(env, self.built)

    def _changed(self, files: Files, outline: str, last: LaidOut) -> list[File]:
        """The pages whose files in a server's site would be others now; MkDocs hears of no other."""
        wanted: list[File] = []
        for file in files.documentation_pages():
            assert file.page is not None
            content = self.contents[file.src_uri]
            beside = (outline, file.url, file.page.title, _neighbours(file.page), alternates(file))
            before = last.get(file.src_uri)
            if before is not None and before[0] is content and before[1] == beside:
                self.left.append(file.dest_uri)
                file.page.validate_anchor_links(files=files, log_level=self.config.validation.links.anchors)
            else:
                wanted.append(file)
            self.now[file.src_uri] = (content, beside)
        lay_out_only(files, {file.src_uri for file in wanted})
        return wanted

    def _file_key(self, file: File, outline: str) -> str:
        page = file.page
        assert page is not None
        content = self.contents[file.src_uri]
        return digest(
            outline, self.keys[file.src_uri], content["html"], file.url,
            json.dumps([page.title, content["meta"], content["toc"], _neighbours(page), alternates(file)], ensure_ascii=False),
        )  # fmt: skip

    def _is_remembered(self, file: File, key: str) -> bool:
        """Whether the last site holds what was written there for the same page; then that is built."""
        expected = self.memory.get(key)
        if expected is None:
            return False
        try:
            output = (self.last_site / file.dest_uri).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return False
        if digest(output) != expected:
            return False
        self.built[file.src_uri] = output
        return True


class _Warned(logging.Handler):
    """Notes whether there was a warning while it was listening."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.any = False

    def emit(self, record: logging.LogRecord) -> None:
        self.any = True

    def __enter__(self) -> _Warned:
        logging.getLogger("mkdocs").addHandler(self)
        return self

    def __exit__(self, *_error: object) -> None:
        logging.getLogger("mkdocs").removeHandler(self)


class _Seen:
    """Notes for which files a page looks while its links are resolved, and which it found."""

    def __init__(self, files: Files) -> None:
        self._ask = files.get_file_from_path
        self._addresses: dict[str, str | None] = {}
        self._files: dict[str, File | None] = {}
        self.found: dict[str, str | None] = {}
        files.get_file_from_path = self.file  # type: ignore[method-assign]

    def start(self) -> None:
        """Begin the notes of another page."""
        self.found = {}

    def file(self, path: str) -> File | None:
        """The file at ``path``, noted."""
        self.found[path] = self._address(path)
        return self._files[path]

    def _address(self, path: str) -> str | None:
        if path not in self._files:
            self._files[path] = file = self._ask(path)
            self._addresses[path] = file.url if file else None
        return self._addresses[path]

    def still(self, looked_for: Mapping[str, str | None]) -> bool:
        """Whether a page that looked for these files would find the same today."""
        return all(self._address(path) == address for path, address in looked_for.items())


class _Answer:
    """A template that answers with a page's file."""

    def __init__(self, built: Mapping[str, str], template: jinja2.Template) -> None:
        self._built = built
        self._template = template

    def render(self, context: Any) -> str:
        """The finished page; what is no page is rendered."""
        page = context.get("page")
        return self._template.render(context) if page is None else Finished(self._built[page.file.src_uri])


class _Answering(jinja2.Environment):
    """The templates of a theme, of which those of pages answer with what was written already."""

    def __init__(self, env: jinja2.Environment, built: Mapping[str, str]) -> None:
        self.__dict__.update(env.__dict__)
        self._env = env
        self._built = built

    def get_template(self, name: Any, parent: Any = None, globals: Any = None) -> Any:
        """The template ``name``."""
        return _Answer(self._built, self._env.get_template(name, parent, globals))


class Finished(str):
    """The text of a page on which everything was done that hooks do."""

    __slots__ = ()


def _plain_toc(item: AnchorLink) -> list[Any]:
    return [item.title, item.id, item.level, [_plain_toc(child) for child in item.children]]


def _with_foot(toc: list[list[Any]], meta: Mapping[str, Any]) -> list[list[Any]]:
    """The contents of a page with what the theme puts below it: how it is cited (theme/main.html)."""
    if toc and "cite_label" in meta:
        title, anchor, level, parts = toc[0]
        return [[title, anchor, level, [*parts, [meta["cite_label"], "cite", level + 1, []]]], *toc[1:]]
    return toc


def _table_of_contents(items: Sequence[Any]) -> TableOfContents:
    toc = [_toc(item) for item in items]
    for first in toc[:1]:
        first.active = True  # type: ignore[attr-defined]  # as MkDocs marks it
    return TableOfContents(toc)


def _toc(item: Sequence[Any]) -> AnchorLink:
    link = AnchorLink(*item[:3])
    link.children = [_toc(child) for child in item[3]]
    return link


def _neighbours(page: Page) -> list[tuple[str, str] | None]:
    """Title and address of the pages before and after one in the navigation."""
    return [(other.title, other.url) if other else None for other in (page.previous_page, page.next_page)]


def _outline(items: Sequence[Any]) -> list[Any]:
    """The navigation as plain data: titles and addresses."""
    return [[item.title, getattr(item, "url", None), _outline(item.children or ())] for item in items]
