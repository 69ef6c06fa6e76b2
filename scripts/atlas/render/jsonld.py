"""What a page says about itself to search engines: JSON-LD in the terms of schema.org.

In: an edition and a page. Out: one line of JSON that the theme puts into the page's head. Addresses begin with ``site:``, as in
the templates, because the site's own is known only when it is built.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from atlas.derive.events import event_anchors
from atlas.language.markup import plain_text
from atlas.model.atlas import FOLDERS
from atlas.model.records import Organization, Record, Relation
from atlas.publication import data_version
from atlas.render.edition import Edition, Page

LICENSE = "https://creativecommons.org/licenses/by/4.0/"
SITE = "site:"
#: The files of the data set that search engines for data may point to: path below api/v1/, media type.
_DOWNLOADS = (
    ("atlas.zip", "application/zip"),
    ("atlas.sqlite", "application/vnd.sqlite3"),
    ("atlas.ttl", "text/turtle"),
    ("organizations.json", "application/json"),
    ("memberships.csv", "text/csv"),
)

Node = dict[str, Any]


def json_ld(edition: Edition, page: Page, record: Record | None) -> str:
    """The description of a page; of that of a ``record``, if it is one. Angle brackets are escaped, so that no text can end the script that holds it."""
    graph = [_web_page(edition, page, record), *_things(edition, page, record)]
    if page.path.split("/")[0] in FOLDERS:
        graph.append(_breadcrumbs(edition, page, record))
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def address(edition: Edition, path: str) -> str:
    """The address of the page that is made from the Markdown file ``path`` below the language's folder."""
    root = "" if edition.speech.language == edition.atlas.languages[0] else f"{edition.speech.language}/"
    place = path.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"{SITE}{root}{place}/" if place else f"{SITE}{root}"


def _web_page(edition: Edition, page: Page, record: Record | None) -> Node:
    url = address(edition, page.path)
    node: Node = {
        "@type": "WebPage",
        "@id": url,
        "url": url,
        "inLanguage": edition.speech.language,
        "license": LICENSE,
        "isPartOf": {"@id": f"{SITE}#dataset"},
    }
    if record is not None:
        node["name"] = edition.name(record)
        node["dateModified"] = record.checked.ends[-1].text.rstrip("~")
        if isinstance(record, Organization | Relation):
            node["mainEntity"] = {"@id": f"{SITE}{page.path.removesuffix('.md')}/#entity"}
    return node


def _breadcrumbs(edition: Edition, page: Page, record: Record | None) -> Node:
    """The way from the first page: the list, and the record below it."""
    folder = page.path.split("/")[0]
    steps = [
        (plain_text(edition.speech.say("home")), "index.md"),
        (plain_text(edition.speech.say(folder)), f"{folder}/index.md"),
    ]
    if record is not None:
        steps.append((edition.name(record), page.path))
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": address(edition, path)}
        for number, (name, path) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _things(edition: Edition, page: Page, record: Record | None) -> Iterator[Node]:
    """What the page is about."""
    if page.path == "index.md":
        yield _dataset(edition)
    elif isinstance(record, Organization):
        yield _organization(edition, page, record)
    elif isinstance(record, Relation):
        yield _country(edition, page, record)
    if record is not None:
        yield from _events(edition, page, record)


def _dataset(edition: Edition) -> Node:
    subject, speech = edition.atlas.subject, edition.speech
    return {
        "@type": "Dataset",
        "@id": f"{SITE}#dataset",
        "name": speech.of(subject.title),
        "description": speech.of(subject.tagline),
        "url": address(edition, "index.md"),
        "version": data_version(),
        "license": LICENSE,
        "isAccessibleForFree": True,
        "inLanguage": list(edition.atlas.languages),
        "creator": {
            "@type": "Organization",
            "name": plain_text(speech.say("cite_author", work=speech.of(subject.title))),
        },
        "temporalCoverage": f"{subject.independence.date.first.isoformat()}/..",
        "spatialCoverage": {"@type": "Country", "name": speech.subject, "identifier": subject.country},
        "distribution": [
            {"@type": "DataDownload", "contentUrl": f"{SITE}api/v1/{path}", "encodingFormat": media}
            for path, media in _DOWNLOADS
        ],
    }


def _entity(page: Page, kind: str, name: str) -> Node:
    return {"@type": kind, "@id": f"{SITE}{page.path.removesuffix('.md')}/#entity", "name": name}


def _organization(edition: Edition, page: Page, record: Organization) -> Node:
    speech = edition.speech
    node = _entity(page, "Organization", speech.of(record.name))
    names = [
        speech.of(record.abbreviation),
        *(record.aliases.in_language(speech.language) or ()),
        *(other.of(record.name) for other in edition.others),
    ]
    node["alternateName"] = list(dict.fromkeys(name for name in names if name))
    if record.website:
        node["url"] = record.website
    if record.wikidata:
        node["sameAs"] = f"http://www.wikidata.org/entity/{record.wikidata}"
    for key, fact in (("foundingDate", record.founded), ("dissolutionDate", record.dissolved)):
        if fact and fact.date.precision in ("year", "month", "day"):
            node[key] = fact.date.text.rstrip("~")
    if record.seat:
        place: Node = {"@type": "PostalAddress", "addressCountry": record.seat.country}
        if record.seat.city:
            place["addressLocality"] = speech.of(record.seat.city)
        node["address"] = place
    return node


def _country(edition: Edition, page: Page, record: Relation) -> Node:
    node = _entity(page, "Country", edition.speech.country(record.partner))
    names = [
        *(record.aliases.in_language(edition.speech.language) or ()),
        *(other.country(record.partner) for other in edition.others),
    ]
    node["alternateName"] = list(dict.fromkeys(names))
    node["identifier"] = {"@type": "PropertyValue", "propertyID": "ISO 3166-1 alpha-2", "value": record.partner}
    return node


def _events(edition: Edition, page: Page, record: Record) -> Iterator[Node]:
    """The events that are written in the record; one day within a span has no date that schema.org could hold."""
    for event, anchor in zip(record.events, event_anchors(record.events), strict=True):
        url = f"{address(edition, page.path)}#{anchor}"
        node: Node = {"@type": "Event", "@id": url, "url": url, "name": edition.speech.of(event.title)}
        start, end = event.date.ends
        if event.date.precision != "between":
            node["startDate"] = start.text.rstrip("~")
            if end != start:
                node["endDate"] = end.text.rstrip("~")
        yield node
