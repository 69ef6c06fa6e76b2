"""The data for machines: JSON lists, one file for each record, CSV tables.

In: an atlas and today; for what is made of pages, the folder of these. Out: files below ``api/v1/`` of the site; their form is a
contract (DESIGN: *Data for machines*), so a field may be added and none renamed. Dates are EDTF text as in the data, with their
bounds beside them.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from atlas.cite.files import citation_files
from atlas.cite.item import csl_date, page_item
from atlas.derive.events import PlacedEvent, all_events
from atlas.derive.memberships import shared_organizations, status_on
from atlas.export.archive import packed, readme
from atlas.export.countries import alpha3, country_item, named_countries
from atlas.export.csv_text import csv_head, csv_rows, csv_text
from atlas.export.database import database
from atlas.export.datapackage import datapackage
from atlas.export.feeds import following_files
from atlas.export.json_texts import json_text, list_text, nested
from atlas.export.linked import linked_data
from atlas.export.markdown import reading_files
from atlas.export.moved import moved_documents, redirect_pages
from atlas.export.openapi import openapi
from atlas.export.output_schemas import output_schemas
from atlas.export.panel import panels
from atlas.export.plain import cited, plain_data
from atlas.export.tables import TableMaker, table_makers, tables
from atlas.export.wikidata import proposals
from atlas.language.languages import prefix
from atlas.language.messages import TEMPLATES, read_messages, read_words
from atlas.language.speech import Speech
from atlas.model.atlas import FOLDERS, Atlas
from atlas.model.beside import Source
from atlas.model.citations import cited_sources
from atlas.model.records import Departure, Event, Members, Membership, Organization, Record, Relation, Topic
from atlas.model.schemas import schemas
from atlas.observe import World
from atlas.observed_work import Remembered
from atlas.pictures.files import generated_pages, picture_files, pictures
from atlas.publication import Publication, this_publication
from atlas.remember import of_record

log = logging.getLogger("mkdocs.atlas")

API = "api/v1"
LICENSE = "CC-BY-4.0"
#: How far in the items of a list document stand: below the document, and below its list.
LIST_DEPTH = 2


def export_site(atlas: Atlas, today: date, docs: Path) -> dict[str, bytes]:
    """The data for machines, what takes long to make among them, and a copy of the YAML files, by path in the site.

    ``docs`` has the pages that were made of ``atlas``.
    """
    publication = this_publication()
    if publication.address is None:
        log.info("ATLAS_SITE_URL is not set: canonical addresses, sitemap and whole addresses in exports are left out")
    known = Remembered[Any](noting=False)
    speeches = _speeches(atlas)
    texts = export_texts(atlas, today, known)
    texts |= {f"{API}/{name}": text for name, text in citation_texts(atlas, publication).items()}
    texts |= following_files(speeches, today, publication)
    texts |= reading_files(speeches, docs, publication)
    texts |= _pictures(speeches, docs, publication)
    released = release_files(atlas, today, publication, known)
    return {name: text.encode() for name, text in texts.items()} | {
        f"{API}/{name}": content for name, content in released.items()
    }


def export_texts(atlas: Atlas, today: date, known: Remembered[Any] | None = None) -> dict[str, str]:
    """What ``serve`` has of the data for machines, by path in the site: JSON, tables, and a copy of the YAML files.

    What takes longer and only who publishes needs it goes without, and answers 404. ``known`` is what a server remembers of
    its last build.
    """
    known = Remembered(noting=False) if known is None else known
    publication = this_publication()
    known.renew(World((atlas,), atlas.watched), (today, publication, read_words(TEMPLATES)))
    texts = _Documents(atlas, today, publication, known).texts() | _tables(atlas, today, known)
    found = {f"{API}/{name}": text for name, text in texts.items()} | redirect_pages(atlas)
    # The data as it was read and checked; what else lies in the folder is nobody's to publish.
    return found | {f"data/{name}": text for name, text in atlas.files.items()}


def _tables(atlas: Atlas, today: date, known: Remembered[Any]) -> dict[str, str]:
    """The tables that are always there, as CSV."""
    return {
        name: known.make(("table", name), partial(_table, name, maker, atlas, today, known))
        for name, maker in table_makers().items()
    }


def _table(name: str, maker: TableMaker, atlas: Atlas, today: date, known: Remembered[Any]) -> str:
    """A table as CSV, of which each part is remembered."""

    def lines(part: str) -> str:
        return csv_rows(maker.rows(atlas, part, today))

    parts = [known.make(("rows", name, part), partial(lines, part)) for part in maker.parts(atlas)]
    return csv_head(maker.heading(atlas)) + "".join(parts)


def _pictures(speeches: list[Speech], docs: Path, publication: Publication) -> dict[str, str]:
    """Every figure of the generated pages below ``docs`` as SVG, by path in the site."""
    found: dict[str, str] = {}
    for speech in speeches:
        pages = generated_pages(docs / speech.language, prefix(speech.language, speech.atlas.languages))
        found |= picture_files(pictures(pages, docs / "assets/atlas.css", speech, publication), speech)
    return found


def citation_texts(atlas: Atlas, publication: Publication) -> dict[str, str]:
    """How each record's page is cited, in each language and form, by path below ``api/v1/``."""
    found = {}
    for speech in _speeches(atlas):
        for folder in FOLDERS:
            for id_, record in atlas.folder(folder).items():
                item = page_item(folder, id_, record, speech, publication.version)
                address = publication.url(item.path) if publication.address else ""
                for ending, text in citation_files(item, address).items():
                    found[f"cite/{item.file}.{ending}"] = text
    return found


def _speeches(atlas: Atlas) -> list[Speech]:
    messages = read_messages(TEMPLATES)
    return [Speech(language, atlas, messages) for language in atlas.languages]


def release_files(
    atlas: Atlas, today: date, publication: Publication, known: Remembered[Any] | None = None
) -> dict[str, bytes]:
    """The formats that take long to make, by their paths below ``api/v1/``: panels, Data Package, SQLite, ZIP, RDF.

    ``known`` is what :func:`export_texts` left in the same build.
    """
    of_years = panels(atlas, today)
    every = {**tables(atlas, today), **of_years}
    texts = _tables(atlas, today, Remembered(noting=False) if known is None else known)
    texts |= {name: csv_text(table) for name, table in of_years.items()}
    texts["datapackage.json"] = json_text(datapackage(atlas, every, today, publication))
    whole = {**texts, "README.md": readme(atlas, every, today, publication)}
    return {
        **{name: text.encode() for name, text in texts.items()},
        "atlas.sqlite": database(atlas, every, today, publication),
        "atlas.ttl": linked_data(atlas, today, publication).encode(),
        "atlas.zip": packed(whole),
        "wikidata-proposals.tsv": proposals(atlas).encode(),
    }


def documents(atlas: Atlas, today: date, publication: Publication) -> dict[str, Any]:
    """Every JSON document by its path below ``api/v1/``."""
    texts = _Documents(atlas, today, publication, Remembered(noting=False)).texts()
    return {name: json.loads(text) for name, text in texts.items()}


@dataclass(frozen=True)
class _Documents:
    """The JSON documents of one state of the data. Each part of one is work of its own, which is remembered."""

    atlas: Atlas
    today: date
    publication: Publication
    known: Remembered[Any]

    def texts(self) -> dict[str, str]:
        """Every document by its path below ``api/v1/``."""
        atlas = self.atlas
        found = {
            "version.json": json_text(version_json(self.today, self.publication)),
            "events.json": self._list(_event_item(p.event, p.folder, p.id, p.anchor) for p in all_events(atlas)),
            "sources.json": self.known.make(
                "sources", lambda: self._list(self._sources("source", source_json, LIST_DEPTH))
            ),
            "sources.csl.json": self.known.make(
                "csl", lambda: list_text(self._sources("csl", csl_source, 1), 0) + "\n"
            ),
            "countries.json": self.known.make("countries", self._countries),
            **self.known.make("schemas", self._of_the_vocabulary),
        }
        for folder in FOLDERS:
            records = {id_: self._record(folder, id_) for id_ in atlas.folder(folder)}
            found[f"{folder}.json"] = self._list(self._item(folder, id_) for id_ in records)
            found |= {f"{folder}/{id_}.json": text for id_, text in records.items()}
        return found | {name: json_text(value) for name, value in moved_documents(atlas).items()}

    def _countries(self) -> str:
        return json_text({**_head(self.today), "items": countries_json(self.atlas)})

    def _of_the_vocabulary(self) -> dict[str, str]:
        """What tells of the form of the data, and of the terms in it."""
        atlas = self.atlas
        outputs = output_schemas(atlas)
        found = {
            "vocabulary.json": {name: plain_data(terms) for name, terms in atlas.vocabulary.items()},
            **{f"schema/{kind}.json": schema for kind, schema in schemas(atlas, read_words(TEMPLATES)).items()},
            **{f"schema/output/{name}.json": schema for name, schema in outputs.items()},
            "openapi.json": openapi(atlas, outputs, self.publication),
        }
        return {name: json_text(value) for name, value in found.items()}

    def _list(self, items: Iterable[str]) -> str:
        """A list document of items that stand :data:`LIST_DEPTH` levels in."""
        head = json_text({**_head(self.today), "items": None}).removesuffix("null\n}\n")
        return f"{head}{list_text(items, LIST_DEPTH - 1)}\n}}\n"

    def _item(self, folder: str, id_: str) -> str:
        """The document of a record as an item of its list."""
        return str(self.known.make(("item", folder, id_), lambda: nested(self._record(folder, id_), LIST_DEPTH)))

    def _sources(self, name: str, make: Callable[[str, Source], Any], depth: int) -> list[str]:
        """What ``make`` makes of every source, as items ``depth`` levels in."""
        sources = self.atlas.sources

        def text(id_: str) -> str:
            return nested(json_text(make(id_, sources[id_])), depth)

        return [self.known.make((name, id_), partial(text, id_)) for id_ in sources]

    def _record(self, folder: str, id_: str) -> str:
        return str(self.known.make((folder, id_), lambda: json_text(self._record_json(folder, id_))))

    def _record_json(self, folder: str, id_: str) -> dict[str, Any]:
        record = self.atlas.folder(folder)[id_]
        if isinstance(record, Organization):
            return organization_json(self.atlas, id_, record, self.today)
        if isinstance(record, Relation):
            return relation_json(self.atlas, id_, record, self.today)
        assert isinstance(record, Topic)
        return topic_json(self.atlas, id_, record)


@of_record
def _event_item(event: Event, folder: str, id_: str, anchor: str) -> str:
    return nested(json_text(event_json(PlacedEvent(event, folder, id_, anchor))), LIST_DEPTH)


def _head(today: date) -> dict[str, Any]:
    return {"license": LICENSE, "as_of": today.isoformat()}


def version_json(today: date, publication: Publication) -> dict[str, Any]:
    """Which data these are: version, day, and the commit where git knows it."""
    return {
        "version": publication.version,
        "date": today.isoformat(),
        "commit": publication.commit,
        "license": LICENSE,
        "address": publication.address,
    }


def countries_json(atlas: Atlas) -> list[dict[str, Any]]:
    """Every country that the data name, with its codes, its names, and the relation with it where there is one."""
    relations = {relation.partner: id_ for id_, relation in atlas.relations.items()}
    return [
        {
            "id": code,
            "alpha3": alpha3(code),
            "name": {language: atlas.country_name(code, language) for language in atlas.languages},
            "relation": relations.get(code),
            "wikidata": country_item(atlas, code),
        }
        for code in named_countries(atlas)
    ]


def _departure(departure: Departure) -> dict[str, Any]:
    return cited(plain_data(departure))


def _membership(spell: Membership) -> dict[str, Any]:
    """A spell; what is not known is ``null``, since programs ask for these fields of every spell."""
    data = cited(plain_data(spell))
    return {
        "status": spell.status,
        "from": None,
        "to": None,
        "ending": None,
        "basis": None,
        "note": None,
        "first_counted": None,
        **data,
    }


def _members(members: Members | None) -> dict[str, Any]:
    """The list of members as fields of its organization; who has another status stands apart, by status."""
    if members is None:
        return {"members": [], "members_as_of": None}
    data = plain_data(members)
    names = {"countries": "members", **{name: f"members_{name}" for name in data if name not in ("countries", "left")}}
    return {new: data[name] for name, new in names.items() if name in data}


def _bibliography(atlas: Atlas, record: Record) -> dict[str, Any]:
    """The sources that a record cites, by id, so that its file is of use alone."""
    return {
        id_: _plain_source(atlas.sources[id_]) for id_ in sorted(set(cited_sources(record))) if id_ in atlas.sources
    }


@of_record
def _plain_source(source: Source) -> dict[str, Any]:
    """A source as data, which nobody changes: most are cited by several records."""
    return plain_data(source)  # type: ignore[no-any-return]


def organization_json(atlas: Atlas, id_: str, record: Organization, today: date) -> dict[str, Any]:
    """One organization as the contract has it, with more fields behind."""
    data = plain_data(record)
    data.pop("members", None)
    return {
        "id": id_,
        "name": data.pop("name"),
        "kind": data.pop("kind"),
        "status": status_on(record, today),
        "memberships": [_membership(spell) for spell in record.memberships],
        **_members(record.members),
        "members_left": [_departure(item) for item in record.members.left] if record.members else [],
        **{key: value for key, value in data.items() if key != "memberships"},
        "bibliography": _bibliography(atlas, record),
    }


def relation_json(atlas: Atlas, id_: str, record: Relation, today: date) -> dict[str, Any]:
    """One relation as the contract has it, with more fields behind."""
    data = plain_data(record)
    country = atlas.countries.get(record.partner)
    return {
        "id": id_,
        "partner": data.pop("partner"),
        "partner_alpha3": alpha3(record.partner),
        "name": {language: atlas.country_name(record.partner, language) for language in atlas.languages},
        "diplomatic_relations": {"since": None, **cited(data.pop("diplomatic_relations"))},
        "partner_independent": str(country.independent.date) if country and country.independent else None,
        "shared_organizations": shared_organizations(atlas, record.partner, today),
        "shared_organizations_as_of": today.isoformat(),
        **data,
        "bibliography": _bibliography(atlas, record),
    }


def topic_json(atlas: Atlas, id_: str, record: Topic) -> dict[str, Any]:
    """One topic with all its fields."""
    return {"id": id_, **plain_data(record), "bibliography": _bibliography(atlas, record)}


def event_json(placed: PlacedEvent) -> dict[str, Any]:
    """One event with the record in which it is written, and its place on that record's page."""
    data = cited(plain_data(placed.event))
    return {**data, "record": f"{placed.folder}/{placed.id}", "anchor": placed.anchor}


def csl_source(id_: str, source: Source) -> dict[str, Any]:
    """One source as strict CSL-JSON, for reference managers: what CSL has no variable for stands in ``custom``."""
    data = source.model_dump(mode="json", by_alias=True, exclude_none=True)
    own = {name: data.pop(name) for name in list(data) if name not in CSL_VARIABLES}
    dates: dict[str, Any] = {name: csl_date(getattr(source, name)) for name in ("issued", "accessed") if name in data}
    note = {"note": source.note.en} if source.note else {}
    return {"id": id_, **data, **dates, **note, "custom": own}


#: The names that a source shares with CSL 1.0.2 (its note is bilingual, and CSL's is one text).
CSL_VARIABLES = frozenset(
    {
        "type", "title", "author", "container-title", "publisher", "volume", "issue", "page", "number", "version",
        "issued", "accessed", "URL", "DOI", "ISBN", "archive_location", "language",
    }
)  # fmt: skip


def source_json(id_: str, source: Source) -> dict[str, Any]:
    """One source with CSL's names; ``id`` first."""
    return {"id": id_, **_plain_source(source)}
