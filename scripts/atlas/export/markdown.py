"""The pages as plain Markdown, for programs that read text: each record, each list, each hand-written page, and ``llms.txt``.

In: an atlas, the speech of a language, the folder of hand-written pages. Out: texts by their paths in the site, beside the HTML:
``organizations/un/index.md``. Sources are footnotes, dates are words with the EDTF text where that says more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, partial
from html import unescape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from atlas.derive.changes import last_changed
from atlas.derive.events import events_of
from atlas.derive.memberships import standing
from atlas.derive.relations import possible_from, relation_spells, usual_status
from atlas.language.messages import TEMPLATES
from atlas.language.speech import Speech
from atlas.model.atlas import FOLDERS
from atlas.model.citations import RECORD_LINK, not_cited_in, read_group
from atlas.model.fields import Citation, Text
from atlas.model.prose import CITATION
from atlas.model.records import Organization, Record, Relation, Topic
from atlas.publication import Publication
from atlas.render.citing import describe_in_text
from atlas.render.pages.tables import side_name
from atlas.render.sections import all_sections

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n+", re.DOTALL)
_SITE_LINK = re.compile(r'<a href="site:([^"]*)">(.*?)</a>')
#: What only a release has; here it is named and no more.
_OFFER = re.compile(r'<a data-released="[^"]*">(.*?)</a>')
_ANCHOR = re.compile(r" \{ #[\w-]+ \}$", re.MULTILINE)


class _Notes:
    """The sources that a page cites, as footnotes in the order of their first mention."""

    def __init__(self) -> None:
        self.cited: dict[str, None] = {}

    def marks(self, citations: Iterable[Citation]) -> str:
        """The footnote marks of ``citations``, with the place in the source where one is given."""
        marks = []
        for citation in citations:
            self.cited[citation.source] = None
            place = f" ({citation.label} {citation.locator})" if citation.locator else ""
            marks.append(f"[^{citation.source}]{place}")
        return "".join(marks)

    def marks_behind(self, text: str, citations: Iterable[Citation]) -> str:
        """The marks for those of ``citations`` that ``text``, which stands before them, does not make itself."""
        return self.marks(not_cited_in(text, citations))


def record_pages(speech: Speech) -> dict[str, str]:
    """The page of every record."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, trim_blocks=True)
    template = environment.get_template("plain.md.j2")
    source = cache(partial(_source, speech))
    pages = {}
    for folder in FOLDERS:
        for id_, record in speech.atlas.folder(folder).items():
            notes = _Notes()
            text = template.render(
                speech=speech,
                record=record,
                standing=standing(speech.atlas, record) if isinstance(record, Organization) else "",
                folder=folder,
                title=title(record, speech),
                changed=last_changed(speech.atlas, f"{folder}/{id_}"),
                events=events_of(speech.atlas, folder, id_),
                spells=relation_spells(record, usual_status(speech.atlas), possible_from(speech.atlas, record))
                if isinstance(record, Relation)
                else [],
                cite=notes.marks,
                cite_behind=partial(_cite_behind, speech, notes),
                side_name=partial(side_name, speech),
                prose=_prose_in(speech, notes),
                notes=notes,
                source=source,
            )
            pages[f"{speech.root}{folder}/{id_}/index.md"] = _tidy(text)
    return pages


def _cite_behind(speech: Speech, notes: _Notes, text: Text | None, citations: Iterable[Citation]) -> str:
    """The footnote marks behind a text of the data, which may be missing."""
    return notes.marks_behind(speech.of(text) if text else "", citations)


def _prose_in(speech: Speech, notes: _Notes) -> object:
    """A function that makes plain Markdown of a text of the data: footnotes for citations, links to Markdown pages."""

    def place(match: re.Match[str]) -> str:
        return f"](../../{speech.atlas.folder_of(match[1])}/{match[1]}/index.md)"

    def prose(text: str) -> str:
        text = RECORD_LINK.sub(place, text)
        return CITATION.sub(lambda group: notes.marks(read_group(group[1])), text)

    return prose


def _source(speech: Speech, id_: str) -> str:
    source = speech.atlas.sources[id_]
    return " ".join(filter(None, (describe_in_text(source, speech), source.url)))


def _tidy(text: str) -> str:
    """Without entities, which the messages contain for HTML, and without empty lines in a row."""
    text = unescape(text)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.splitlines())).strip() + "\n"


def title(record: Record, speech: Speech) -> str:
    """What a record is called."""
    if isinstance(record, Relation):
        return speech.country(record.partner)
    assert isinstance(record, Organization | Topic)
    return speech.of(record.name if isinstance(record, Organization) else record.title)


def list_pages(speech: Speech) -> dict[str, str]:
    """The list of each folder, by name."""
    pages = {}
    for folder in FOLDERS:
        lines = [f"- [{name}]({id_}/index.md)" for name, id_ in _named(speech, folder)]
        text = f"# {speech.say(folder)}\n\n" + "\n".join(lines)
        pages[f"{speech.root}{folder}/index.md"] = f"{text}\n"
    return pages


def _named(speech: Speech, folder: str) -> list[tuple[str, str]]:
    found = [(title(record, speech), id_) for id_, record in speech.atlas.folder(folder).items()]
    return sorted(found, key=lambda pair: speech.sort_key(pair[0]))


def written_pages(docs: Path, speech: Speech) -> dict[str, str]:
    """The hand-written pages of a language below ``docs``, without front matter and with ordinary links."""
    pages = {}
    for folder in (section.folder for section in all_sections() if section.written):
        path = docs / speech.language / folder / "index.md"
        if path.is_file():
            text = _FRONT_MATTER.sub("", path.read_text(encoding="utf-8"))
            up = "../" * f"{speech.root}{folder}/".count("/")
            text = _SITE_LINK.sub(lambda match, up=up: f"[{match[2]}]({up}{match[1]})", text)  # type: ignore[misc]
            pages[f"{speech.root}{folder}/index.md"] = _ANCHOR.sub("", _OFFER.sub(r"\1", text))
    return pages


def llms_txt(speeches: list[Speech], publication: Publication) -> str:
    """``llms.txt`` (llmstxt.org): what the site is, and where its text and its data are."""
    subject = speeches[0].atlas.subject
    lines = [f"# {subject.title.en}", "", f"> {subject.tagline.en}.", ""]
    lines += [
        "Every record, every list of records and every page of text is also plain Markdown: put `index.md` behind its address; "
        "the other pages are made from the tables. Facts cite sources; a date is as precise as its source.",
        "Licence: CC BY 4.0. Cite the page with its data version and the day on which it was checked.",
        "",
        "## Data",
        "",
        *_data_links(publication),
    ]
    for speech in speeches:
        root = speech.root
        for folder in FOLDERS:
            lines += ["", f"## {speech.say(folder)}", ""]
            lines += [
                f"- [{name}]({publication.url(f'{root}{folder}/{id_}/index.md')})"
                for name, id_ in _named(speech, folder)
            ]
    return "\n".join(lines) + "\n"


def _data_links(publication: Publication) -> Iterator[str]:
    for path, about in (
        ("data/index.md", "what there is, with examples"),
        ("api/v1/openapi.json", "description of the JSON files"),
        ("api/v1/organizations.json", "organizations and memberships"),
        ("api/v1/relations.json", "bilateral relations"),
        ("api/v1/sources.json", "bibliography"),
        ("api/v1/atlas.zip", "all tables as CSV"),
        ("api/v1/atlas.sqlite", "the same as SQLite"),
        ("api/v1/atlas.ttl", "linked data"),
    ):
        yield f"- [{path}]({publication.url(path)}): {about}"


def robots_txt(publication: Publication) -> str:
    """``robots.txt``: everything may be read; where the sitemap is, if the site's address is known."""
    lines = ["User-agent: *", "Allow: /"]
    if publication.address:
        lines += ["", f"Sitemap: {publication.url('sitemap.xml')}"]
    return "\n".join(lines) + "\n"


def reading_files(speeches: list[Speech], docs: Path, publication: Publication) -> dict[str, str]:
    """Everything of this module, by path in the site."""
    files = {"llms.txt": llms_txt(speeches, publication), "robots.txt": robots_txt(publication)}
    for speech in speeches:
        files |= record_pages(speech) | list_pages(speech) | written_pages(docs, speech)
    return files
