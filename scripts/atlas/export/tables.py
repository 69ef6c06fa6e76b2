"""The data as tables for spreadsheets: CSV files beside the JSON ones.

In: an atlas, today. Out: a heading and rows for each file. A table holds what fits one line for each fact; more of
each record is in the JSON files. Dates are EDTF text, with the first and last day that they may mean in columns of their
own; several values in one cell are parted by spaces. What a column means stands in ``templates/columns.yml``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from atlas.derive.counts import counts_by_year
from atlas.derive.events import PlacedEvent, all_events
from atlas.derive.memberships import first_joined, shared_organizations, status_on
from atlas.derive.relations import possible_from, relation_spells, sides_of, usual_status
from atlas.export.countries import alpha3, country_item, named_countries
from atlas.model.atlas import FOLDERS, ORGANIZATIONS, RELATIONS, TOPICS, Atlas
from atlas.model.citations import who_cites
from atlas.model.dates import FuzzyDate
from atlas.model.fields import Citation, Text
from atlas.model.records import Members, Mission, Organization, Relation, Topic

Row = tuple[object, ...]
Heading = tuple[str, ...]
Table = tuple[Heading, list[Row]]


class _Each(str):
    """The columns of a text: one for each language."""


@dataclass(frozen=True)
class TableMaker:
    """What makes one table. Its rows come in parts, so that those of a record that did not change need not be made again."""

    columns: Sequence[str]
    #: The parts in their order, and the rows of one of them.
    parts: Callable[[Atlas], Iterable[str]]
    rows: Callable[[Atlas, str, date], Iterable[Row]]

    def heading(self, atlas: Atlas) -> Heading:
        """The names of the columns."""
        return tuple(
            column for name in self.columns for column in (_each(atlas, name) if isinstance(name, _Each) else (name,))
        )

    def table(self, atlas: Atlas, today: date) -> Table:
        """The whole table."""
        return self.heading(atlas), [row for part in self.parts(atlas) for row in self.rows(atlas, part, today)]


_MAKERS: dict[str, TableMaker] = {}

#: What gives the rows of a table, and those of one record by its id.
_Rows = Callable[[Atlas, date], Iterable[Row]]
_RowsOf = Callable[[Atlas, str, Any, date], Iterable[Row]]


def table(name: str, columns: Sequence[str]) -> Callable[[_Rows], _Rows]:
    """Decorator: the function gives all rows of the table that is written to the file ``name``."""

    def register(rows: _Rows) -> _Rows:
        _MAKERS[name] = TableMaker(columns, lambda _atlas: ("",), lambda atlas, _part, today: rows(atlas, today))
        return rows

    return register


def table_of(folder: str, name: str, columns: Sequence[str]) -> Callable[[_RowsOf], _RowsOf]:
    """Decorator: the function gives the rows of one record; those of each in ``folder`` are written to the file ``name``."""

    def register(rows: _RowsOf) -> _RowsOf:
        _MAKERS[name] = TableMaker(
            columns,
            lambda atlas: atlas.folder(folder),
            lambda atlas, id_, today: rows(atlas, id_, atlas.folder(folder)[id_], today),
        )
        return rows

    return register


def table_makers() -> dict[str, TableMaker]:
    """What makes each table, by the name of its file."""
    return dict(_MAKERS)


def tables(atlas: Atlas, today: date) -> dict[str, Table]:
    """Every table by the name of its file, as heading and rows."""
    return {name: maker.table(atlas, today) for name, maker in _MAKERS.items()}


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


@table_of(ORGANIZATIONS, "organizations.csv", (
    "organization", _Each("name"), _Each("abbreviation"), "kind", "scope", "status",
    "joined", *_bounds("joined"), "founded", *_bounds("founded"), "dissolved", *_bounds("dissolved"),
    _Each("seat"), "seat_country", "website", "wikidata", "part_of", "predecessors", "successors",
    "members", "members_as_of", *_bounds("members_as_of"), "checked", "sources",
))  # fmt: skip
def _organizations(atlas: Atlas, id_: str, record: Organization, today: date) -> list[Row]:
    """One row for each organization."""
    founded, dissolved, seat, members = record.founded, record.dissolved, record.seat, record.members
    return [(
        id_, *_texts(atlas, record.name), *_texts(atlas, record.abbreviation), record.kind, record.scope, status_on(record, today),
        *_dated(first_joined(record)), *_dated(founded.date if founded else None),
        *_dated(dissolved.date if dissolved else None), *_texts(atlas, seat.city if seat else None),
        seat.country if seat else None, record.website, record.wikidata, record.part_of,
        " ".join(record.predecessors), " ".join(record.successors), len(members.countries) if members else None,
        *_dated(members.as_of if members else None), record.checked,
        _ids(citation for spell in record.memberships for citation in spell.sources),
    )]  # fmt: skip


@table_of(ORGANIZATIONS, "memberships.csv", (
    "organization", _Each("name"), "kind", "status", "from", "to", "ending", "basis", "sources",
    "first_counted", "spell", *_bounds("from", "to"), "founder", _Each("note"),
))  # fmt: skip
def _memberships(atlas: Atlas, id_: str, record: Organization, _today: date) -> list[Row]:
    """One row for each spell."""
    return [
        (
            id_, *_texts(atlas, record.name), record.kind, spell.status, spell.from_, spell.to, spell.ending,
            spell.basis, _ids(spell.sources), spell.first_counted, number,
            *_days(spell.from_), *_days(spell.to), str(spell.founder).lower(), *_texts(atlas, spell.note),
        )
        for number, spell in enumerate(record.memberships, start=1)
    ]  # fmt: skip


@table("membership-counts.csv", ("year", "certain", "possible"))
def _membership_counts(atlas: Atlas, today: date) -> Iterator[Row]:
    """One row for each year: in how many organizations the subject was at its end; of this year, today."""
    for year, count in counts_by_year(atlas, today).items():
        yield year, count.certain, count.possible


@table_of(RELATIONS, "relations.csv", (
    "relation", "partner", _Each("name"), "status", "since", "known_by", "shared_organizations", "sources",
    "partner_alpha3", *_bounds("since", "known_by"), "evidence", "groups", "missions_subject", "missions_partner",
    "checked",
))  # fmt: skip
def _relations(atlas: Atlas, id_: str, record: Relation, today: date) -> list[Row]:
    """One row for each partner."""
    diplomatic = record.diplomatic_relations
    open_missions = [side for mission in record.missions if not mission.closed for side in sides_of(mission)]
    return [(
        id_, record.partner, *_names(atlas, record.partner), diplomatic.status, diplomatic.since, diplomatic.known_by,
        len(shared_organizations(atlas, record.partner, today)), _ids(diplomatic.sources), alpha3(record.partner),
        *_days(diplomatic.since), *_days(diplomatic.known_by), diplomatic.evidence, " ".join(record.groups),
        open_missions.count("subject"), open_missions.count("partner"), record.checked,
    )]  # fmt: skip


@table_of(RELATIONS, "relation_spells.csv", (
    "relation", "spell", "partner", "partner_alpha3", "status", "from", "to", "known_by",
    *_bounds("from", "to", "known_by"),
))  # fmt: skip
def _relation_spells(atlas: Atlas, id_: str, record: Relation, _today: date) -> list[Row]:
    """One row for each interval of one state of diplomatic relations."""
    return [
        (
            id_, number, record.partner, alpha3(record.partner), spell.status, spell.start, spell.end, spell.known_by,
            *_days(spell.start), *_days(spell.end), *_days(spell.known_by),
        )
        for number, spell in enumerate(relation_spells(record, usual_status(atlas), possible_from(atlas, record)), start=1)
    ]  # fmt: skip


@table_of(RELATIONS, "missions.csv", (
    "relation", "mission", "partner", "partner_alpha3", "by", "kind", _Each("city"), "country",
    "opened", "closed", "as_of", *_bounds("opened", "closed", "as_of"), _Each("note"), "sources",
))  # fmt: skip
def _missions(atlas: Atlas, id_: str, record: Relation, _today: date) -> list[Row]:
    """One row for each mission."""
    return [
        (
            id_, number, record.partner, alpha3(record.partner), item.by, item.kind, *_texts(atlas, item.city),
            item.country or _host(atlas, record, item),
            item.opened, item.closed, item.as_of, *_days(item.opened), *_days(item.closed), *_days(item.as_of),
            *_texts(atlas, item.note), _ids(item.sources),
        )
        for number, item in enumerate(record.missions, start=1)
    ]  # fmt: skip


def _host(atlas: Atlas, record: Relation, mission: Mission) -> str | None:
    """The country of the other side; what both sides keep together may stand in either."""
    hosts = {"subject": record.partner, "partner": atlas.subject.country}
    return hosts[mission.by] if len(sides_of(mission)) == 1 else None


@table_of(RELATIONS, "agreements.csv", (
    "relation", "agreement", "partner", "partner_alpha3", _Each("title"), "signed", "in_force", "ended",
    *_bounds("signed", "in_force", "ended"), _Each("text"), "sources",
))  # fmt: skip
def _agreements(atlas: Atlas, id_: str, record: Relation, _today: date) -> list[Row]:
    """One row for each agreement with a partner."""
    return [
        (
            id_, number, record.partner, alpha3(record.partner), *_texts(atlas, item.title), item.signed, item.in_force,
            item.ended, *_days(item.signed), *_days(item.in_force), *_days(item.ended), *_texts(atlas, item.text),
            _ids(item.sources),
        )
        for number, item in enumerate(record.agreements, start=1)
    ]  # fmt: skip


_EVENT_COLUMNS = (
    "date", "kind", _Each("title"), "record", "also", "sources", "event", "organization", "relation", "topic",
    *_bounds("date"), _Each("text"),
)  # fmt: skip


def _event(atlas: Atlas, placed: PlacedEvent) -> Row:
    event, record = placed.event, f"{placed.folder}/{placed.id}"
    return (
        event.date, event.kind, *_texts(atlas, event.title), record, " ".join(event.also), _ids(event.sources),
        f"{record}#{placed.anchor}", *(placed.id if folder == placed.folder else None for folder in FOLDERS),
        *_days(event.date), *_texts(atlas, event.text),
    )  # fmt: skip


@table("events.csv", _EVENT_COLUMNS)
def _events(atlas: Atlas, _today: date) -> list[Row]:
    """One row for each event, oldest first."""
    return [_event(atlas, placed) for placed in all_events(atlas)]


@table("visits.csv", _EVENT_COLUMNS)
def _visits(atlas: Atlas, _today: date) -> list[Row]:
    """One row for each visit: the events of that kind."""
    return [_event(atlas, placed) for placed in all_events(atlas) if placed.event.kind == "visit"]


@table_of(ORGANIZATIONS, "offices.csv", (
    "organization", "office", "term", "kind", _Each("body"), _Each("post"), "from", "to",
    *_bounds("from", "to"), _Each("holder"), _Each("note"), "sources",
))  # fmt: skip
def _offices(atlas: Atlas, id_: str, record: Organization, _today: date) -> list[Row]:
    """One row for each term in an office."""
    return [
        (
            id_, office.id, number, office.kind, *_texts(atlas, office.body), *_texts(atlas, office.post), term.from_, term.to,
            *_days(term.from_), *_days(term.to), *_texts(atlas, term.holder), *_texts(atlas, term.note), _ids(term.sources),
        )
        for office in record.offices
        for number, term in enumerate(office.terms, start=1)
    ]  # fmt: skip


@table_of(ORGANIZATIONS, "members.csv", (
    "organization", "country", "country_alpha3", _Each("name"), "status", "joined", *_bounds("joined"),
    "as_of", *_bounds("as_of"), "sources",
))  # fmt: skip
def _members(atlas: Atlas, id_: str, record: Organization, _today: date) -> list[Row]:
    """One row for each country in an organization's list of members."""
    if record.members is None:
        return []
    usual = atlas.usual("membership-status")
    return [
        (
            id_, code, alpha3(code), *_names(atlas, code), status, *_dated(_joined(atlas, record, code)),
            *_dated(record.members.as_of), _ids(record.members.sources),
        )
        for code, status in _listed(record.members, usual)
    ]  # fmt: skip


def _listed(members: Members, usual: str) -> Iterator[tuple[str, str]]:
    """Every country of a list with its status, each pair once; that of full members is ``usual``."""
    pairs = [(code, usual) for code in members.countries]
    pairs += [(code, status) for status, codes in members.others.items() for code in codes]
    yield from dict.fromkeys(pairs)


def _joined(atlas: Atlas, record: Organization, code: str) -> FuzzyDate | None:
    """When a country joined: known of the subject only."""
    return first_joined(record) if code == atlas.subject.country else None


@table_of(
    RELATIONS,
    "shared-organizations.csv",
    ("relation", "partner", "organization", "members_as_of", "as_of", "partner_alpha3"),
)
def _shared(atlas: Atlas, id_: str, record: Relation, today: date) -> list[Row]:
    """One row for each partner and organization that it shares with the subject: the dots of the matrix."""
    return [
        (id_, record.partner, organization, _list_day(atlas.organizations[organization]), today, alpha3(record.partner))
        for organization in shared_organizations(atlas, record.partner, today)
    ]


def _list_day(record: Organization) -> FuzzyDate | None:
    """The day, month or year that an organization's list of members describes."""
    return record.members.as_of if record.members else None


@table_of(TOPICS, "topics.csv", ("topic", _Each("title"), "checked"))
def _topics(atlas: Atlas, id_: str, record: Topic, _today: date) -> list[Row]:
    """One row for each topic."""
    return [(id_, *_texts(atlas, record.title), record.checked)]


@table("sources.csv", (
    "source", "type", "title", "author", "container_title", "publisher", "volume", "issue", "page", "number",
    "issued", *_bounds("issued"), "accessed", "url", "doi", "isbn", "archive_location", "language", "license",
    "read", "grade", _Each("note"),
))  # fmt: skip
def _sources(atlas: Atlas, _today: date) -> list[Row]:
    """One row for each work in the bibliography."""
    return [
        (
            id_, item.type, item.title, "; ".join(map(_author, item.author)), item.container_title, item.publisher,
            item.volume, item.issue, item.page, item.number, *_dated(item.issued), item.accessed, item.url, item.doi,
            item.isbn, item.archive_location, item.language, item.license, item.read, item.grade, *_texts(atlas, item.note),
        )
        for id_, item in atlas.sources.items()
    ]  # fmt: skip


def _author(author: Any) -> str:
    return author.literal or ", ".join(filter(None, (author.family, author.given)))


@table("citations.csv", ("record", "source", "organization", "relation", "topic"))
def _citations(atlas: Atlas, _today: date) -> list[Row]:
    """One row for each record and source that it cites."""
    return [
        (f"{folder}/{id_}", source, *(id_ if folder == name else None for name in (ORGANIZATIONS, RELATIONS, TOPICS)))
        for source, records in who_cites(atlas).items()
        for folder, id_ in records
    ]


@table("countries.csv", ("country", "country_alpha3", _Each("name"), "wikidata"))
def _countries(atlas: Atlas, _today: date) -> list[Row]:
    """One row for each country that the data name."""
    return [(code, alpha3(code), *_names(atlas, code), country_item(atlas, code)) for code in named_countries(atlas)]
