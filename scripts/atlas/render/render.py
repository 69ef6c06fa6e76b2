"""Renders an atlas into Markdown pages, in both languages.

In: an atlas, today, and the folder of templates. Out: the text of every page by its path below ``docs/``.
Knows nothing of MkDocs and writes nothing. A new kind of page is a function with ``@page`` (or, for many pages, a generator
with ``@page_kind``) in a module of :mod:`atlas.render.pages`, and a template of its own.

Links between pages are relative and end in ``.md``, so that any generator can follow them, and says which lead nowhere. All
other addresses are final.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, lru_cache, partial
from pathlib import Path as FilePath
from types import MethodType
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.meta import find_referenced_templates
from jinja2.runtime import Context

from atlas.build.compiled import Compiled
from atlas.build.side_by_side import side_by_side
from atlas.cite.item import page_item
from atlas.cite.words import citations
from atlas.derive.changes import last_changed
from atlas.finish import site_links
from atlas.language.markup import Markup, escape, json_line, plain_text, printed
from atlas.language.messages import read_messages, read_words
from atlas.language.speech import Speech
from atlas.memory import digest
from atlas.model.atlas import Atlas
from atlas.model.citations import read_group
from atlas.model.prose import Block, Cited, Inline, Link, Paragraph, Words, parse
from atlas.model.records import Record
from atlas.observe import Watched, World
from atlas.observed_work import Remembered
from atlas.publication import data_version, this_publication
from atlas.render.badges import term_badge
from atlas.render.citing import Notes, describe, shelf
from atlas.render.edition import Edition, Page
from atlas.render.figures.frame import picture_path
from atlas.render.jsonld import json_ld
from atlas.render.pages import page_kinds
from atlas.site_addresses import page_address, relative

_COMPILED = Compiled()

#: The template of what stands around a page for who cites it, and the templates that no other names.
CITE = "cite.html.j2"
BESIDE = (CITE,)


#: The texts of the pages of each language, with what they depend on, from one build of a server to the next.
Rendered = dict[str, Remembered[str]]


def render(atlas: Atlas, today: date, templates: FilePath, rendered: Rendered | None = None) -> dict[str, str]:
    """The text of every generated page by its path below ``docs/``, such as ``fa/organizations/un.md``.

    What is ``rendered`` already, and depends on nothing that has changed since, is taken from there.
    """
    environment = _environment(templates)
    messages = read_messages(templates)
    words = read_words(templates)

    def pages_of(language: str) -> dict[str, str]:
        watched = Watched("messages", messages)
        known = Remembered[str](noting=False) if rendered is None else rendered.setdefault(language, Remembered())
        edition = Edition(atlas, Speech(language, atlas, watched), today, words, known)
        world = World((atlas, edition), (*atlas.watched, *edition.names.values(), watched))
        known.renew(world, (today, words, this_publication()))
        # What nobody comes back to needs no key that tells today's templates from tomorrow's.
        source_of = str if rendered is None else cache(partial(_source, environment))
        return {
            f"{language}/{page.path}": known.make_of(
                (page, source_of(page.template)),
                partial(page.context, edition),
                partial(_text, environment, edition, page),
            )
            for kind in page_kinds()
            for page in kind(edition)
        }

    pages: dict[str, str] = {}
    if rendered is None:
        for found in side_by_side(atlas.languages, pages_of, least=2):
            pages |= found
    else:  # what another process observed would be lost with it
        for language in atlas.languages:
            pages |= pages_of(language)
    return pages


def _source(environment: Environment, name: str) -> str:
    """A key of the text of the template ``name`` and of all that it takes in."""
    assert environment.loader is not None
    found: dict[str, str] = {}
    wanted = [name, *BESIDE]
    while wanted:
        part = wanted.pop()
        if part not in found:
            found[part] = environment.loader.get_source(environment, part)[0]
            wanted += _taken_in(found[part])
    return digest(*(text for pair in sorted(found.items()) for text in pair))


@lru_cache(maxsize=256)
def _taken_in(source: str) -> tuple[str, ...]:
    """The names of the templates that a template names."""
    names = list(find_referenced_templates(Environment().parse(source)))
    assert None not in names, "a template is named by a variable, so that nobody knows what depends on it"
    return tuple(filter(None, names))


def _text(environment: Environment, edition: Edition, page: Page, context: dict[str, Any]) -> str:
    """The finished text of a page."""
    root = edition.speech.root
    return _with_addresses(_render_page(environment, edition, page, context), page_address(page.path, root), root)


class _EscapesOnce(CodeGenerator):
    """Leaves out Jinja's own escaping of what is printed: ``finalize`` has just done it, for Markdown as well."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        assert finalize.src is not None
        self.write(f"({finalize.src}")


class _CallsAtOnce(Context):
    """Calls methods without asking first whether they want a context: those of the pages' own objects never do."""

    def call(self, __obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """What ``__obj`` gives."""
        if type(__obj) is not MethodType:
            return super().call(__obj, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return __obj(*args, **kwargs)


class _Templates(Environment):
    """The environment of the pages' templates."""

    code_generator_class = _EscapesOnce
    context_class = _CallsAtOnce


def _environment(templates: FilePath) -> Environment:
    environment = _Templates(
        loader=FileSystemLoader(templates),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        finalize=printed,
        bytecode_cache=_COMPILED,
    )
    # A JSON string is a YAML string too; front matter is no HTML.
    environment.filters["yaml"] = lambda text: Markup(json_line(plain_text(text)))
    return environment


def _render_page(environment: Environment, edition: Edition, page: Page, context: dict[str, Any]) -> str:
    notes = Notes(edition.speech)
    root = "../" * page.path.count("/")
    writer = _Writer(edition, notes, root)
    shared = {
        "atlas": edition.atlas,
        "speech": edition.speech,
        "names": edition.names,
        "today": edition.today,
        "sources": edition.atlas.sources,
        "notes": notes,
        "root": root,
        "prose": writer.prose,
        "prose_html": writer.prose_html,
        "describe": writer.describe,
        "badge": partial(term_badge, edition.speech),
        "shelf_of": shelf,
        "machine": _machine(environment, edition, page, context.get("record")),
        "picture": partial(picture_path, edition.speech),
        "data_link": lambda folder, id_: f"site:api/v1/{folder}/{id_}.json",
    }
    text = environment.get_template(page.template).render({**shared, **context})
    return _tidy(text)


#: An element on an indented line of its own, as templates write cells; in text ``<`` is never a tag.
_INDENTED = re.compile(r"\n +(?=<)")
_REPORT_LINK = re.compile(r'href="report:(?P<record>[^"]*)"')


def _with_addresses(text: str, address: str, root: str) -> str:
    """``text``, that of the page at ``address``, with the addresses that depend on where it stands.

    Errors are reported on the page for contributors; ``data-report`` says of what, for a site that has a better place.
    """
    report = relative(f"{root}contribute/", address)
    return _REPORT_LINK.sub(rf'href="{report}#report" data-report="\g<record>"', site_links(text, address))


def _machine(environment: Environment, edition: Edition, page: Page, record: Record | None) -> dict[str, Markup]:
    """What the theme puts around a page for machines and for who cites it, as lines of front matter.

    Single quotes, in which YAML knows no escapes, are read several times as fast as double ones.
    """
    found = {"json_ld": json_ld(edition, page, record)}
    if record is not None:
        folder, id_ = page.path.removesuffix(".md").split("/")
        item = page_item(folder, id_, record, edition.speech, data_version())
        template = environment.get_template(CITE)
        found["cite"] = template.render(speech=edition.speech, item=item, citations=citations(item))
        found |= {"cite_work": item.work, "cite_author": item.author, "cite_title": item.title}
        found["cite_label"] = edition.speech.say("cite_title")
        found["cite_day"] = item.checked.last.strftime("%Y/%m/%d")
    lines = {name: _INDENTED.sub("", value).strip().replace("\n", " ") for name, value in found.items()}
    quoted = {name: line.replace("'", "''") for name, line in lines.items()}
    quoted["lastmod"] = last_changed(edition.atlas, page.path.removesuffix(".md") if record else None).isoformat()
    return {name: Markup(f"'{value}'") for name, value in quoted.items()}


def _tidy(text: str) -> str:
    """``text`` with a line for each row of a table, without trailing spaces and more than one empty line in a row."""
    lines: list[str] = []
    for line in _INDENTED.sub("", text).split("\n"):
        line = line.rstrip()
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip() + "\n"


#: The tags around a stressed passage, by the number of its asterisks.
_STRESS = {
    1: (Markup("<em>"), Markup("</em>")),
    2: (Markup("<strong>"), Markup("</strong>")),
    3: (Markup("<strong><em>"), Markup("</em></strong>")),
}


class _Writer:
    """What templates do with texts, bound to one page's notes and place."""

    def __init__(self, edition: Edition, notes: Notes, root: str) -> None:
        self._edition = edition
        self._notes = notes
        self._root = root

    def prose(self, text: str) -> Markup:
        """A prose text as Markdown: citations numbered, links to records made relative, all else characters."""
        return Markup("\n\n").join(self._block(block) for block in parse(text))

    def _block(self, block: Block) -> Markup:
        if isinstance(block, Paragraph):
            return self._inline(block.content, self._markdown_link)
        mark = "1." if block.numbered else "-"
        return Markup("\n").join(
            Markup("{} {}").format(Markup(mark), self._inline(item, self._markdown_link)) for item in block.items
        )

    def prose_html(self, text: str) -> Markup:
        """The same as HTML, for places inside HTML; a single paragraph has no ``<p>``."""
        blocks = parse(text)
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
            return self._inline(blocks[0].content, self._html_link)
        return Markup(" ").join(self._html_block(block) for block in blocks)

    def _html_block(self, block: Block) -> Markup:
        if isinstance(block, Paragraph):
            return Markup("<p>{}</p>").format(self._inline(block.content, self._html_link))
        items = Markup("").join(
            Markup("<li>{}</li>").format(self._inline(item, self._html_link)) for item in block.items
        )
        return Markup("<{0}>{1}</{0}>").format("ol" if block.numbered else "ul", items)

    def _inline(self, content: Iterable[Inline], link: Callable[[Link], Markup]) -> Markup:
        """The parts of a paragraph; ``link`` writes a link."""
        html: list[Markup] = []
        for part in content:
            if isinstance(part, Words):
                html.append(escape(part.text))
            elif isinstance(part, Cited):
                html.append(self._notes.cite(read_group(part.group)))
            elif isinstance(part, Link):
                html.append(link(part))
            else:
                start, end = _STRESS[part.strength]
                html += start, self._inline(part.content, link), end
        return Markup("".join(html))

    def _markdown_link(self, link: Link) -> Markup:
        words = self._inline(link.content, self._markdown_link)
        return Markup("[{}]({})").format(words, Markup(self._address(link.record)))

    def _html_link(self, link: Link) -> Markup:
        words = self._inline(link.content, self._html_link)
        return Markup('<a href="{}">{}</a>').format(Markup(self._address(link.record)), words)

    def _address(self, id_: str) -> str:
        return f"{self._root}{self._edition.atlas.folder_of(id_)}/{id_}.md"

    def describe(self, source_id: str) -> Markup:
        """A source's bibliographic description; many pages cite the same."""
        edition = self._edition
        found: Markup = edition.remembered.make(
            source_id, lambda: describe(edition.atlas.sources[source_id], edition.speech)
        )
        return found
