"""Renders an atlas into Markdown pages, in both languages.

In: an atlas, today, and the folder of templates. Out: the text of every page by its path below ``docs/``.
Knows nothing of MkDocs and writes nothing. A new page kind is a generator with ``@page_kind`` below
that yields pages, and a template of its own.

Links between pages are relative and end in ``.md``, so that any generator can follow them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

import markdown
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from . import figures
from .citing import Notes, describe
from .derive import (
    all_events,
    events_of,
    first_joined,
    is_former,
    is_participation,
    shared_organizations,
    spell_on,
    who_cites,
)
from .load import KINDS, ORGANIZATIONS, RELATIONS, TOPICS, Atlas
from .model import Citation, Organization, Record, Relation, Text, Topic
from .prose import RECORD_LINK, plain
from .speech import Messages, Speech
from .yaml_file import read_yaml

LANGUAGES = ("en", "fa")
DESCRIPTION_LENGTH = 160
MOST_SHARING = 12
LATEST_EVENTS = 6

#: Citations of the founding documents, by the first letters of a claim's number.
FOUNDING_DOCUMENTS = {"fa": "founding-document-fa", "en": "founding-document-en"}


@dataclass(frozen=True)
class Page:
    """A page to be rendered: its path below the language's folder, its template, what the template needs."""

    path: str
    template: str
    context: dict[str, Any]


@dataclass(frozen=True)
class Edition:
    """The atlas in one language on one day: what every page of that language has in common."""

    atlas: Atlas
    speech: Speech
    today: date

    @cached_property
    def names(self) -> dict[str, dict[str, str]]:
        """The name of every record, by folder and id."""
        return {
            folder: {id_: self.name(record) for id_, record in self.atlas.folder(folder).items()} for folder in KINDS
        }

    def name(self, record: Record) -> str:
        """What a record is called in lists and links."""
        if isinstance(record, Organization):
            return self.speech.of(record.name)
        if isinstance(record, Relation):
            return self.speech.country(record.partner)
        assert isinstance(record, Topic)
        return self.speech.of(record.title)

    def alphabetical(self, folder: str) -> list[str]:
        """The ids of a folder's records in this language's order of their names."""
        return sorted(self.names[folder], key=lambda id_: self.speech.sort_key(self.names[folder][id_]))

    @cached_property
    def relation_of(self) -> dict[str, str]:
        """The id of the relation with each partner, by country code."""
        return {relation.partner: id_ for id_, relation in self.atlas.relations.items()}

    @cached_property
    def other(self) -> Speech:
        """The other language."""
        code = next(code for code in LANGUAGES if code != self.speech.language)
        return Speech(code, self.atlas, self.speech.messages)


PageKind = Callable[[Edition], Iterator[Page]]
PAGE_KINDS: list[PageKind] = []


def page_kind(function: PageKind) -> PageKind:
    """Decorator: ``function`` yields the pages of one kind."""
    PAGE_KINDS.append(function)
    return function


def read_messages(templates: FilePath) -> Messages:
    """The words of the templates. Raises ValueError with the findings if they cannot be read."""
    file, findings = read_yaml(templates / "messages.yml", "scripts/templates/messages.yml")
    if file is None or findings:
        raise ValueError("\n".join(map(str, findings)))
    return dict(file.data)


def render(atlas: Atlas, today: date, templates: FilePath) -> dict[str, str]:
    """The text of every generated page by its path below ``docs/``, such as ``fa/organizations/un.md``."""
    environment = _environment(templates)
    messages = read_messages(templates)
    pages = {}
    for language in LANGUAGES:
        edition = Edition(atlas, Speech(language, atlas, messages), today)
        for kind in PAGE_KINDS:
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
        "founding": writer.founding,
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
        return next(f"{folder}/{id_}" for folder in KINDS if id_ in self._edition.atlas.folder(folder))

    def describe(self, source_id: str) -> Markup:
        """A source's bibliographic description."""
        return describe(self._edition.atlas.sources[source_id], self._edition.speech)

    def founding(self, claim: str) -> list[Citation]:
        """The citation of the founding document in which ``claim`` stands."""
        return [Citation(source=FOUNDING_DOCUMENTS[claim[:2]])]


def _description(edition: Edition, text: Text | None, fallback: str) -> str:
    """A page's description for search results: the beginning of its summary, cut at a word."""
    words = plain(edition.speech.of(text)) if text else plain(fallback)
    if len(words) <= DESCRIPTION_LENGTH:
        return words
    return words[:DESCRIPTION_LENGTH].rsplit(" ", 1)[0].rstrip("،,؛;:") + "…"


def _aliases(edition: Edition, record: Record, *more: str) -> list[str]:
    """Names under which a page is found besides its title: those of both languages."""
    names = [*more]
    for speech in (edition.speech, edition.other):
        names += getattr(record.aliases, speech.language)
        if isinstance(record, Organization):
            names += [speech.of(record.name), speech.of(record.abbreviation)]
        elif isinstance(record, Relation):
            names += [speech.country(record.partner)]
        elif isinstance(record, Topic):
            names += [speech.of(record.title)]
    return [name for name in dict.fromkeys(names) if name and name != edition.name(record)]


def _badge(term: str, label: object) -> Markup:
    return Markup('<span class="atlas-badge atlas-badge--{}">{}</span>').format(term, label)


def _status_badge(edition: Edition, record: Organization) -> Markup:
    """The status today as a badge, for current, former, other and no members."""
    speech = edition.speech
    spell = spell_on(record, edition.today)
    if spell is not None:
        return _badge(spell.status, speech.label("membership-status", spell.status))
    if record.memberships:
        last = speech.label("membership-status", record.memberships[-1].status)
        return _badge("former", speech.say("status_former_of", status=last))
    if record.participations:
        return _badge("participation", speech.say("status_participation"))
    return _badge("none", speech.say("status_none"))


def _in_other_language(edition: Edition, name: str) -> Markup:
    other = edition.other
    return Markup('<span lang="{}" dir="{}">{}</span>').format(other.language, other.direction, name)


def _wikidata(number: str | None) -> Markup:
    return Markup(
        '<a href="https://www.wikidata.org/wiki/{0}" rel="external"><bdi lang="en" dir="ltr">{0}</bdi></a>'
    ).format(number)


@page_kind
def organization_pages(edition: Edition) -> Iterator[Page]:
    """One page for each organization."""
    atlas, speech = edition.atlas, edition.speech
    for id_, record in atlas.organizations.items():
        yield Page(
            f"organizations/{id_}.md",
            "organization.md.j2",
            {
                "id": id_,
                "record": record,
                "file": f"data/organizations/{id_}.yml",
                "description": _description(edition, record.summary, speech.of(record.name)),
                "aliases": _aliases(edition, record),
                "short_name": speech.of(record.abbreviation) or speech.of(record.name),
                "status_badge": _status_badge(edition, record),
                "spell": spell_on(record, edition.today),
                "joined": first_joined(record),
                "seat": _seat(edition, record),
                "website": _website(record),
                "wikidata": _wikidata(record.wikidata),
                "other_name": _in_other_language(edition, edition.other.of(record.name)),
                "figure": figures.membership_strip(record, speech, edition.today),
                "events": events_of(atlas, ORGANIZATIONS, id_),
                "members": _member_rows(edition, record.members.countries) if record.members else [],
                "other_members": _other_members(edition, record),
                "shared": _most_sharing(edition, record),
            },
        )


def _seat(edition: Edition, record: Organization) -> str:
    if record.seat is None:
        return ""
    place = [edition.speech.of(record.seat.city), edition.speech.country(record.seat.country)]
    return str(edition.speech.say("list_separator")).join(filter(None, place))


def _website(record: Organization) -> Markup:
    address = (record.website or "").split("://")[-1].rstrip("/")
    return Markup('<a href="{}" rel="external"><bdi lang="en" dir="ltr">{}</bdi></a>').format(record.website, address)


def _member_rows(edition: Edition, codes: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Code, name and link of each country, in alphabetical order; no link where there is no record."""
    rows = []
    for code in codes:
        relation = edition.relation_of.get(code)
        rows.append((code, edition.speech.country(code), f"../relations/{relation}.md" if relation else ""))
    return sorted(rows, key=lambda row: edition.speech.sort_key(row[1]))


def _other_members(edition: Edition, record: Organization) -> list[tuple[str, list[tuple[str, str, str]]]]:
    if record.members is None:
        return []
    return [(status, _member_rows(edition, codes)) for status, codes in record.members.others.items()]


def _most_sharing(edition: Edition, record: Organization) -> list[tuple[str, int]]:
    """The partners among the members that share most organizations with the subject, and how many."""
    if record.members is None:
        return []
    counts = {
        edition.relation_of[code]: edition_counts[code]
        for edition_counts in [shared_counts(edition.atlas, edition.today)]
        for code in record.members.countries
        if code in edition.relation_of and edition_counts[code] > 0
    }
    ordered = sorted(counts.items(), key=lambda item: (-item[1], edition.names[RELATIONS][item[0]]))
    return ordered[:MOST_SHARING]


def shared_counts(atlas: Atlas, today: date) -> Counter[str]:
    """For each partner's code, how many organizations it shares with the subject."""
    return Counter(
        {
            relation.partner: len(shared_organizations(atlas, relation.partner, today))
            for relation in atlas.relations.values()
        }
    )


@page_kind
def relation_pages(edition: Edition) -> Iterator[Page]:
    """One page for each relation."""
    atlas, speech = edition.atlas, edition.speech
    for id_, record in atlas.relations.items():
        partner = speech.country_in_sentence(record.partner)
        title = str(speech.say("pair", subject=speech.subject, partner=partner))
        yield Page(
            f"relations/{id_}.md",
            "relation.md.j2",
            {
                "id": id_,
                "record": record,
                "title": title,
                "partner": partner,
                "relations": record.diplomatic_relations,
                "file": f"data/relations/{id_}.yml",
                "description": _description(edition, record.summary, plain(Markup(_lead(edition, record)).striptags())),
                "aliases": _aliases(edition, record, speech.country(record.partner)),
                "lead": _lead(edition, record),
                "groups": speech.enumerate(speech.label("relation-group", group) for group in record.groups),
                "other_name": _in_other_language(edition, edition.other.country(record.partner)),
                "wikidata": _wikidata(record.wikidata),
                "missions": _missions(record),
                "events": events_of(atlas, RELATIONS, id_),
                "shared": shared_organizations(atlas, record.partner, edition.today),
            },
        )


def _lead(edition: Edition, record: Relation) -> Markup:
    """The sentence on diplomatic relations that the data alone can make."""
    relations = record.diplomatic_relations
    kind = relations.status
    if kind == "established":
        kind = "since" if relations.since else "undated"
    return edition.speech.say(
        f"relations_lead_{kind}",
        subject=edition.speech.subject,
        partner=edition.speech.country_in_sentence(record.partner),
        date=edition.speech.date(relations.since),
    )


def _missions(record: Relation) -> list[tuple[str, list[Any]]]:
    """The missions of each side that has any."""
    sides = (
        ("subject", [m for m in record.missions if m.by == "subject"]),
        ("partner", [m for m in record.missions if m.by == "partner"]),
    )
    return [(side, items) for side, items in sides if items]


@page_kind
def topic_pages(edition: Edition) -> Iterator[Page]:
    """One page for each topic."""
    atlas = edition.atlas
    for id_, record in atlas.topics.items():
        yield Page(
            f"topics/{id_}.md",
            "topic.md.j2",
            {
                "id": id_,
                "record": record,
                "file": f"data/topics/{id_}.yml",
                "description": _description(edition, record.summary, edition.speech.of(record.title)),
                "aliases": _aliases(edition, record),
                "events": events_of(atlas, TOPICS, id_),
                "related": [
                    (folder, other) for other in record.related for folder in KINDS if other in atlas.folder(folder)
                ],
            },
        )


@page_kind
def organization_list(edition: Edition) -> Iterator[Page]:
    """The list of organizations: current by kind, former, other participation, none."""
    atlas, today = edition.atlas, edition.today
    groups: dict[str, list[str]] = {"current": [], "former": [], "participation": [], "not": []}
    for id_ in edition.alphabetical(ORGANIZATIONS):
        record = atlas.organizations[id_]
        if is_participation(record):
            groups["participation"].append(id_)
        elif not record.memberships:
            groups["not"].append(id_)
        else:
            groups["former" if is_former(record, today) else "current"].append(id_)
    yield Page(
        "organizations/index.md",
        "organizations.md.j2",
        {
            "groups": groups,
            "records": atlas.organizations,
            "badges": {id_: _status_badge(edition, record) for id_, record in atlas.organizations.items()},
            "joined": {id_: first_joined(record) for id_, record in atlas.organizations.items()},
            "figure": figures.membership_timeline(edition),
        },
    )


@page_kind
def relation_list(edition: Edition) -> Iterator[Page]:
    """The list of relations."""
    yield Page(
        "relations/index.md",
        "relations.md.j2",
        {
            "ids": edition.alphabetical(RELATIONS),
            "records": edition.atlas.relations,
            "shared": shared_counts(edition.atlas, edition.today),
        },
    )


@page_kind
def topic_list(edition: Edition) -> Iterator[Page]:
    """The list of topics, in their own order."""
    topics = edition.atlas.topics
    yield Page(
        "topics/index.md",
        "topics.md.j2",
        {"ids": sorted(topics, key=lambda id_: (topics[id_].order, id_)), "records": topics, "plain": plain},
    )


@page_kind
def timeline(edition: Edition) -> Iterator[Page]:
    """All events of all records by decade."""
    decades: dict[int, list[Any]] = {}
    for placed in all_events(edition.atlas):
        decades.setdefault(placed.event.date.first.year // 10 * 10, []).append(placed)
    yield Page(
        "timeline/index.md",
        "timeline.md.j2",
        {"decades": sorted(decades.items()), "total": sum(map(len, decades.values()))},
    )


@page_kind
def bibliography(edition: Edition) -> Iterator[Page]:
    """All sources, by the alphabet of their ids, with the records that cite them."""
    yield Page("sources/index.md", "sources.md.j2", {"cited_by": who_cites(edition.atlas)})


@page_kind
def home(edition: Edition) -> Iterator[Page]:
    """The home page."""
    atlas, today = edition.atlas, edition.today
    current = [id_ for id_, o in atlas.organizations.items() if spell_on(o, today)]
    former = [id_ for id_, o in atlas.organizations.items() if is_former(o, today)]
    topics = sorted(atlas.topics, key=lambda id_: (atlas.topics[id_].order, id_))
    yield Page(
        "index.md",
        "home.md.j2",
        {
            "current": current,
            "former": former,
            "kinds": _grouped(edition, ORGANIZATIONS, "organization-kind", current, lambda record: (record.kind,)),
            "groups": _grouped(
                edition, RELATIONS, "relation-group", list(atlas.relations), lambda record: record.groups
            ),
            "topics": topics,
            "latest": all_events(atlas)[: -LATEST_EVENTS - 1 : -1],
            "events": len(all_events(atlas)),
        },
    )


def _grouped(
    edition: Edition, folder: str, vocabulary: str, ids: list[str], terms_of: Callable[[Any], tuple[str, ...]]
) -> list[tuple[str, list[str]]]:
    """``ids`` under the terms of a vocabulary, in its order; within a term by name; terms without any left out."""
    records = edition.atlas.folder(folder)
    ordered = [id_ for id_ in edition.alphabetical(folder) if id_ in ids]
    groups = [
        (term, [id_ for id_ in ordered if term in terms_of(records[id_])])
        for term in edition.atlas.vocabulary[vocabulary]
    ]
    return [(term, members) for term, members in groups if members]
