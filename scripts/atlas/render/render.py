"""Renders an atlas into Markdown pages, in both languages.

In: an atlas, today, and the folder of templates. Out: the text of every page by its path below ``docs/``.
Knows nothing of MkDocs and writes nothing. A new page kind is a generator with ``@page_kind`` in a module of
:mod:`atlas.render.pages`, and a template of its own.

Links between pages are relative and end in ``.md``, so that any generator can follow them.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path as FilePath

import markdown
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from atlas.cite.item import page_item
from atlas.cite.words import citations
from atlas.derive.changes import last_changed
from atlas.language.messages import read_messages, read_words
from atlas.language.speech import Speech
from atlas.model.atlas import FOLDERS, Atlas
from atlas.model.citations import RECORD_LINK
from atlas.model.fields import LANGUAGES
from atlas.publication import data_version
from atlas.render.citing import Notes, describe, shelf
from atlas.render.edition import Edition, Page
from atlas.render.jsonld import json_ld
from atlas.render.pages import page_kinds


def render(atlas: Atlas, today: date, templates: FilePath) -> dict[str, str]:
    """The text of every generated page by its path below ``docs/``, such as ``fa/organizations/un.md``."""
    environment = _environment(templates)
    messages = read_messages(templates)
    words = read_words(templates)
    pages = {}
    for language in LANGUAGES:
        edition = Edition(atlas, Speech(language, atlas, messages), today, words)
        for kind in page_kinds():
            for page in kind(edition):
                pages[f"{language}/{page.path}"] = _render_page(environment, edition, page)
    return pages


def _environment(templates: FilePath) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(templates), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    # A JSON string is a YAML string too; front matter is no HTML.
    environment.filters["yaml"] = lambda text: Markup(json.dumps(str(text), ensure_ascii=False))
    return environment


def _render_page(environment: Environment, edition: Edition, page: Page) -> str:
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
        "shelf_of": shelf,
        "machine": _machine(environment, edition, page),
        "data_link": lambda folder, id_: f"site:api/v1/{folder}/{id_}.json",
    }
    text = environment.get_template(page.template).render({**shared, **page.context})
    return _tidy(text)


def _machine(environment: Environment, edition: Edition, page: Page) -> dict[str, Markup]:
    """What the theme puts around a page for machines and for who cites it, as lines of front matter.

    Single quotes, in which YAML knows no escapes, are read several times as fast as double ones.
    """
    found = {"json_ld": json_ld(edition, page)}
    record = page.context.get("record")
    if record is not None:
        item = page_item(page.path.split("/")[0], page.context["id"], record, edition.speech, data_version())
        template = environment.get_template("cite.html.j2")
        found["cite"] = template.render(speech=edition.speech, item=item, citations=citations(item))
        found |= {"cite_work": item.work, "cite_author": item.author, "cite_title": item.title}
        found["cite_day"] = item.checked.last.strftime("%Y/%m/%d")
    quoted = {name: value.strip().replace("\n", " ").replace("'", "''") for name, value in found.items()}
    quoted["lastmod"] = last_changed(edition.atlas, page.path.removesuffix(".md") if record else None).isoformat()
    return {name: Markup(f"'{value}'") for name, value in quoted.items()}


def _tidy(text: str) -> str:
    """``text`` without trailing spaces and without more than one empty line in a row."""
    lines: list[str] = []
    for line in text.splitlines():
        line = line.rstrip()
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip() + "\n"


class _Writer:
    """What templates do with texts, bound to one page's notes and place."""

    def __init__(self, edition: Edition, notes: Notes, root: str) -> None:
        self._edition = edition
        self._notes = notes
        self._root = root

    def prose(self, text: str) -> Markup:
        """A prose text as Markdown: citations numbered, links to records made relative."""
        linked = RECORD_LINK.sub(lambda match: f"]({self._root}{self._place(match[1])}.md)", text)
        return Markup(self._notes.in_prose(linked))

    def prose_html(self, text: str) -> Markup:
        """The same as HTML, for places inside HTML; a single paragraph loses its ``<p>``."""
        html = markdown.markdown(str(self.prose(text)))
        if html.count("<p>") == 1 and html.startswith("<p>") and html.endswith("</p>"):
            html = html[3:-4]
        return Markup(html.replace("\n", " "))

    def _place(self, id_: str) -> str:
        """``organizations/un`` for ``un``; checks have made sure that there is such a record."""
        return next(f"{folder}/{id_}" for folder in FOLDERS if id_ in self._edition.atlas.folder(folder))

    def describe(self, source_id: str) -> Markup:
        """A source's bibliographic description."""
        return describe(self._edition.atlas.sources[source_id], self._edition.speech)
