"""Renders an atlas into Markdown pages, in both languages.

In: an atlas, today, and the folder of templates. Out: the text of every page by its path below ``docs/``.
Knows nothing of MkDocs and writes nothing. A new page kind is a generator with ``@page_kind`` in a module of
:mod:`atlas.render.pages`, and a template of its own.

Links between pages are relative and end in ``.md``, so that any generator can follow them.
"""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from pathlib import Path as FilePath

import markdown
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from atlas.build.side_by_side import side_by_side
from atlas.language.messages import read_messages, read_words
from atlas.language.speech import Speech
from atlas.model.atlas import FOLDERS, Atlas
from atlas.model.citations import RECORD_LINK
from atlas.render.badges import term_badge
from atlas.render.citing import Notes, describe, shelf
from atlas.render.edition import Edition, Page
from atlas.render.pages import page_kinds


def render(atlas: Atlas, today: date, templates: FilePath) -> dict[str, str]:
    """The text of every generated page by its path below ``docs/``, such as ``fa/organizations/un.md``."""
    environment = _environment(templates)
    messages = read_messages(templates)
    words = read_words(templates)

    def pages_of(language: str) -> dict[str, str]:
        edition = Edition(atlas, Speech(language, atlas, messages), today, words)
        return {
            f"{language}/{page.path}": _render_page(environment, edition, page)
            for kind in page_kinds()
            for page in kind(edition)
        }

    pages: dict[str, str] = {}
    for found in side_by_side(atlas.languages, pages_of, least=2):
        pages |= found
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
        "badge": partial(term_badge, edition.speech),
        "shelf_of": shelf,
        "data_link": lambda folder, id_: f"site:api/v1/{folder}/{id_}.json",
    }
    text = environment.get_template(page.template).render({**shared, **page.context})
    return _tidy(text)


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
