"""The data as tables for spreadsheets: CSV files beside the JSON ones.

In: an atlas, today. Out: a heading and rows for each file. A table holds what fits one line for each fact; more of
each record is in the JSON files. Dates are EDTF text, with the first and last day that they may mean in columns of their
own; several values in one cell are parted by spaces. What a column means stands in ``templates/columns.yml``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from atlas.derive.events import PlacedEvent, all_events
from atlas.derive.memberships import first_joined, shared_organizations, status_on
from atlas.derive.relations import possible_from, relation_spells, sides_of, usual_status
from atlas.export.countries import alpha3, country_item, named_countries
from atlas.model.atlas import FOLDERS, ORGANIZATIONS, RELATIONS, TOPICS, Atlas
from atlas.model.citations import who_cites
from atlas.model.dates import FuzzyDate
from atlas.model.fields import Citation, Text
from atlas.model.records import Members, Mission, Organization, Relation

Row = tuple[object, ...]
Table = tuple[tuple[str, ...], list[Row]]

TableMaker = Callable[[Atlas, date], Table]

_MAKERS: dict[str, TableMaker] = {}


def table(name: str) -> Callable[[TableMaker], TableMaker]:
    """Decorator: the function makes the table that is written to the file ``name``."""

    def register(maker: TableMaker) -> TableMaker:
        _MAKERS[name] = maker
        return maker

    return register


def table_makers() -> dict[str, TableMaker]:
    """What makes each table, by the name of its file."""
    return dict(_MAKERS)


def tables(atlas: Atlas, today: date) -> dict[str, Table]:
    """Every table by the name of its file, as heading and rows."""
    return {name: maker(atlas, today) for name, maker in _MAKERS.items()}


def csv_text(table: Table) -> str:
    """A table as CSV (RFC 4180), with the byte order mark by which spreadsheets know that Persian text is UTF-8."""
    heading, rows = table
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(heading)
    writer.writerows([cell(value) for value in row] for row in rows)
    return "\ufeff" + text.getvalue()


#: Beginnings that make a spreadsheet take a cell for a formula, also behind spaces and quotation marks; and our own mark.
_FORMULA = re.compile(r"[\s\"'\u2018-\u201f\u00ab]*[=+\-@\uff0b\uff0d\uff1d\uff20|%]|[\t\r\n']")


def cell(value: object) -> object:
    """A value as it may stand in a cell: a text that a spreadsheet would run is kept from that by an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def _ids(sources: Iterable[Citation]) -> str:
    return " ".join(dict.fromkeys(citation.source for citation in sources))


def _each(atlas: Atlas, name: str) -> tuple[str, ...]:
    """The columns of a text: one for each language."""
    return tuple(f"{name}_{code}" for code in atlas.languages)


def _texts(atlas: Atlas, text: Text | None) -> tuple[str | None, ...]:
    """A text in each language; None where it is missing."""
    return tuple(text.in_language(code) if text else None for code in atlas.languages)


def _days(when: FuzzyDate | None) -> tuple[date | None, date | None]:
    """A date in the columns ``_earliest`` and ``_latest``."""
    return (when.first, when.last) if when else (None, None)


def _dated(when: FuzzyDate | None) -> Row:
    """A date with its bounds, in three columns."""
    return (when, *_days(when))


def _names(atlas: Atlas, code: str) -> tuple[str, ...]:
    return tuple(atlas.country_name(code, language) for language in atlas.languages)


def _bounds(*names: str) -> tuple[str, ...]:
    """The columns of the bounds of dates."""
    return tuple(f"{name}_{end}" for name in names for end in ("earliest", "latest"))


@table("organizations.csv")
def _organizations(atlas: Atlas, today: date) -> Table:
    """One row for each organization."""
    heading = (
        "organization", *_each(atlas, "name"), *_each(atlas, "abbreviation"), "kind", "scope", "status",
        "joined", *_bounds("joined"), "founded", *_bounds("founded"), "dissolved", *_bounds("dissolved"),
        *_each(atlas, "seat"), "seat_country", "website", "wikidata", "part_of", "predecessors", "successors",
        "members", "members_as_of", *_bounds("members_as_of"), "checked", "sources",
    )  # fmt: skip
    return heading, [_organization(atlas, id_, record, today) for id_, record in atlas.organizations.items()]


def _organization(atlas: Atlas, id_: str, record: Organization, today: date) -> Row:
    founded, dissolved, seat, members = record.founded, record.dissolved, record.seat, record.members
    return (
        id_, *_texts(atlas, record.name), *_texts(atlas, record.abbreviation), record.kind, record.scope, status_on(record, today),
        *_dated(first_joined(record)), *_dated(founded.date if founded else None),
        *_dated(dissolved.date if dissolved else None), *_texts(atlas, seat.city if seat else None),
        seat.country if seat else None, record.website, record.wikidata, record.part_of,
        " ".join(record.predecessors), " ".join(record.successors), len(members.countries) if members else None,
        *_dated(members.as_of if members else None), record.checked,
        _ids(citation for spell in record.memberships for citation in spell.sources),
    )  # fmt: skip


@table("memberships.csv")
def _memberships(atlas: Atlas, _today: date) -> Table:
    """One row for each spell."""
    heading = (
        "organization", *_each(atlas, "name"), "kind", "status", "from", "to", "ending", "basis", "sources",
        "first_counted", "spell", *_bounds("from", "to"), "founder", *_each(atlas, "note"),
    )  # fmt: skip
    rows: list[Row] = [
        (
            id_, *_texts(atlas, record.name), record.kind, spell.status, spell.from_, spell.to, spell.ending,
            spell.basis, _ids(spell.sources), spell.first_counted, number,
            *_days(spell.from_), *_days(spell.to), str(spell.founder).lower(), *_texts(atlas, spell.note),
        )
        for id_, record in atlas.organizations.items()
        for number, spell in enumerate(record.memberships, start=1)
    ]  # fmt: skip
    return heading, rows


@table("relations.csv")
def _relations(atlas: Atlas, today: date) -> Table:
    """One row for each partner."""
    heading = (
        "relation", "partner", *_each(atlas, "name"), "status", "since", "known_by", "shared_organizations", "sources",
        "partner_alpha3", *_bounds("since", "known_by"), "evidence", "groups", "missions_subject", "missions_partner",
        "checked",
    )  # fmt: skip
    return heading, [_relation(atlas, id_, record, today) for id_, record in atlas.relations.items()]


def _relation(atlas: Atlas, id_: str, record: Relation, today: date) -> Row:
    diplomatic = record.diplomatic_relations
    open_missions = [side for mission in record.missions if not mission.closed for side in sides_of(mission)]
    return (
        id_, record.partner, *_names(atlas, record.partner), diplomatic.status, diplomatic.since, diplomatic.known_by,
        len(shared_organizations(atlas, record.partner, today)), _ids(diplomatic.sources), alpha3(record.partner),
        *_days(diplomatic.since), *_days(diplomatic.known_by), diplomatic.evidence, " ".join(record.groups),
        open_missions.count("subject"), open_missions.count("partner"), record.checked,
    )  # fmt: skip


@table("relation_spells.csv")
def _relation_spells(atlas: Atlas, _today: date) -> Table:
    """One row for each interval of one state of diplomatic relations."""
    heading = (
        "relation", "spell", "partner", "partner_alpha3", "status", "from", "to", "known_by",
        *_bounds("from", "to", "known_by"),
    )  # fmt: skip
    rows: list[Row] = [
        (
            id_, number, record.partner, alpha3(record.partner), spell.status, spell.start, spell.end, spell.known_by,
            *_days(spell.start), *_days(spell.end), *_days(spell.known_by),
        )
        for id_, record in atlas.relations.items()
        for number, spell in enumerate(relation_spells(record, usual_status(atlas), possible_from(atlas, record)), start=1)
    ]  # fmt: skip
    return heading, rows


@table("missions.csv")
def _missions(atlas: Atlas, _today: date) -> Table:
    """One row for each mission."""
    heading = (
        "relation", "mission", "partner", "partner_alpha3", "by", "kind", *_each(atlas, "city"), "country",
        "opened", "closed", "as_of", *_bounds("opened", "closed", "as_of"), *_each(atlas, "note"), "sources",
    )  # fmt: skip
    rows: list[Row] = [
        (
            id_, number, record.partner, alpha3(record.partner), item.by, item.kind, *_texts(atlas, item.city),
            item.country or _host(atlas, record, item),
            item.opened, item.closed, item.as_of, *_days(item.opened), *_days(item.closed), *_days(item.as_of),
            *_texts(atlas, item.note), _ids(item.sources),
        )
        for id_, record in atlas.relations.items()
        for number, item in enumerate(record.missions, start=1)
    ]  # fmt: skip
    return heading, rows


def _host(atlas: Atlas, record: Relation, mission: Mission) -> str | None:
    """The country of the other side; what both sides keep together may stand in either."""
    hosts = {"subject": record.partner, "partner": atlas.subject.country}
    return hosts[mission.by] if len(sides_of(mission)) == 1 else None


@table("agreements.csv")
def _agreements(atlas: Atlas, _today: date) -> Table:
    """One row for each agreement with a partner."""
    heading = (
        "relation", "agreement", "partner", "partner_alpha3", *_each(atlas, "title"), "signed", "in_force", "ended",
        *_bounds("signed", "in_force", "ended"), *_each(atlas, "text"), "sources",
    )  # fmt: skip
    rows: list[Row] = [
        (
            id_, number, record.partner, alpha3(record.partner), *_texts(atlas, item.title), item.signed, item.in_force,
            item.ended, *_days(item.signed), *_days(item.in_force), *_days(item.ended), *_texts(atlas, item.text),
            _ids(item.sources),
        )
        for id_, record in atlas.relations.items()
        for number, item in enumerate(record.agreements, start=1)
    ]  # fmt: skip
    return heading, rows


def _event_heading(atlas: Atlas) -> tuple[str, ...]:
    return (
        "date", "kind", *_each(atlas, "title"), "record", "also", "sources", "event", "organization", "relation", "topic",
        *_bounds("date"), *_each(atlas, "text"),
    )  # fmt: skip


def _event(atlas: Atlas, placed: PlacedEvent) -> Row:
    event, record = placed.event, f"{placed.folder}/{placed.id}"
    return (
        event.date, event.kind, *_texts(atlas, event.title), record, " ".join(event.also), _ids(event.sources),
        f"{record}#{placed.anchor}", *(placed.id if folder == placed.folder else None for folder in FOLDERS),
        *_days(event.date), *_texts(atlas, event.text),
    )  # fmt: skip


@table("events.csv")
def _events(atlas: Atlas, _today: date) -> Table:
    """One row for each event, oldest first."""
    return _event_heading(atlas), [_event(atlas, placed) for placed in all_events(atlas)]


@table("visits.csv")
def _visits(atlas: Atlas, _today: date) -> Table:
    """One row for each visit: the events of that kind."""
    return _event_heading(atlas), [
        _event(atlas, placed) for placed in all_events(atlas) if placed.event.kind == "visit"
    ]


@table("offices.csv")
def _offices(atlas: Atlas, _today: date) -> Table:
    """One row for each term in an office."""
    heading = (
        "organization", "office", "term", "kind", *_each(atlas, "body"), *_each(atlas, "post"), "from", "to",
        *_bounds("from", "to"), *_each(atlas, "holder"), *_each(atlas, "note"), "sources",
    )  # fmt: skip
    rows: list[Row] = [
        (
            id_, office.id, number, office.kind, *_texts(atlas, office.body), *_texts(atlas, office.post), term.from_, term.to,
            *_days(term.from_), *_days(term.to), *_texts(atlas, term.holder), *_texts(atlas, term.note), _ids(term.sources),
        )
        for id_, record in atlas.organizations.items()
        for office in record.offices
        for number, term in enumerate(office.terms, start=1)
    ]  # fmt: skip
    return heading, rows


@table("members.csv")
def _members(atlas: Atlas, _today: date) -> Table:
    """One row for each country in an organization's list of members."""
    heading = (
        "organization", "country", "country_alpha3", *_each(atlas, "name"), "status", "joined", *_bounds("joined"),
        "as_of", *_bounds("as_of"), "sources",
    )  # fmt: skip
    usual = atlas.usual("membership-status")
    rows: list[Row] = [
        (
            id_, code, alpha3(code), *_names(atlas, code), status, *_dated(_joined(atlas, record, code)),
            *_dated(record.members.as_of), _ids(record.members.sources),
        )
        for id_, record in atlas.organizations.items()
        if record.members
        for code, status in _listed(record.members, usual)
    ]  # fmt: skip
    return heading, rows


def _listed(members: Members, usual: str) -> Iterator[tuple[str, str]]:
    """Every country of a list with its status, each pair once; that of full members is ``usual``."""
    pairs = [(code, usual) for code in members.countries]
    pairs += [(code, status) for status, codes in members.others.items() for code in codes]
    yield from dict.fromkeys(pairs)


def _joined(atlas: Atlas, record: Organization, code: str) -> FuzzyDate | None:
    """When a country joined: known of the subject only."""
    return first_joined(record) if code == atlas.subject.country else None


@table("shared-organizations.csv")
def _shared(atlas: Atlas, today: date) -> Table:
    """One row for each partner and organization that it shares with the subject: the dots of the matrix."""
    rows: list[Row] = [
        (id_, record.partner, organization, _list_day(atlas.organizations[organization]), today, alpha3(record.partner))
        for id_, record in atlas.relations.items()
        for organization in shared_organizations(atlas, record.partner, today)
    ]
    return ("relation", "partner", "organization", "members_as_of", "as_of", "partner_alpha3"), rows


def _list_day(record: Organization) -> FuzzyDate | None:
    """The day, month or year that an organization's list of members describes."""
    return record.members.as_of if record.members else None


@table("topics.csv")
def _topics(atlas: Atlas, _today: date) -> Table:
    """One row for each topic."""
    rows: list[Row] = [(id_, *_texts(atlas, record.title), record.checked) for id_, record in atlas.topics.items()]
    return ("topic", *_each(atlas, "title"), "checked"), rows


@table("sources.csv")
def _sources(atlas: Atlas, _today: date) -> Table:
    """One row for each work in the bibliography."""
    heading = (
        "source", "type", "title", "author", "container_title", "publisher", "volume", "issue", "page", "number",
        "issued", *_bounds("issued"), "accessed", "url", "doi", "isbn", "archive_location", "language", "license",
        "read", "grade", *_each(atlas, "note"),
    )  # fmt: skip
    rows: list[Row] = [
        (
            id_, item.type, item.title, "; ".join(map(_author, item.author)), item.container_title, item.publisher,
            item.volume, item.issue, item.page, item.number, *_dated(item.issued), item.accessed, item.url, item.doi,
            item.isbn, item.archive_location, item.language, item.license, item.read, item.grade, *_texts(atlas, item.note),
        )
        for id_, item in atlas.sources.items()
    ]  # fmt: skip
    return heading, rows


def _author(author: Any) -> str:
    return author.literal or ", ".join(filter(None, (author.family, author.given)))


@table("citations.csv")
def _citations(atlas: Atlas, _today: date) -> Table:
    """One row for each record and source that it cites."""
    rows: list[Row] = [
        (f"{folder}/{id_}", source, *(id_ if folder == name else None for name in (ORGANIZATIONS, RELATIONS, TOPICS)))
        for source, records in who_cites(atlas).items()
        for folder, id_ in records
    ]
    return ("record", "source", "organization", "relation", "topic"), rows


@table("countries.csv")
def _countries(atlas: Atlas, _today: date) -> Table:
    """One row for each country that the data name."""
    rows: list[Row] = [
        (code, alpha3(code), *_names(atlas, code), country_item(atlas, code)) for code in named_countries(atlas)
    ]
    return ("country", "country_alpha3", *_each(atlas, "name"), "wikidata"), rows
