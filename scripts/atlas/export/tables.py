"""The data as tables for spreadsheets: CSV files beside the JSON ones.

In: an atlas, today. Out: a heading and rows for each file. A table holds what fits one line for each fact; more of
each record is in the JSON files. Dates are EDTF text; several values in one cell are parted by spaces.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import date

from atlas.derive.events import all_events
from atlas.derive.memberships import shared_organizations
from atlas.model.atlas import Atlas
from atlas.model.dates import FuzzyDate
from atlas.model.fields import Citation, Text
from atlas.model.records import Organization, Relation

Table = tuple[tuple[str, ...], list[tuple[object, ...]]]


def tables(atlas: Atlas, today: date) -> dict[str, Table]:
    """Every table by the name of its file, as heading and rows."""
    return {
        "memberships.csv": _memberships(atlas),
        "relations.csv": _relations(atlas, today),
        "events.csv": _events(atlas),
        "shared-organizations.csv": _shared(atlas, today),
    }


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


def text_of(cell: str) -> str:
    """The text that stands in a cell: the reverse of :func:`cell`, as the page for users of the data describes it."""
    return cell.removeprefix("'")


def _ids(sources: Iterable[Citation]) -> str:
    return " ".join(dict.fromkeys(citation.source for citation in sources))


def _in_each_language(atlas: Atlas, text: Text) -> Iterable[str | None]:
    return (text.in_language(code) for code in atlas.languages)


def _memberships(atlas: Atlas) -> Table:
    """One row for each spell."""
    heading = (
        "organization", *(f"name_{code}" for code in atlas.languages),
        "kind", "status", "from", "to", "ending", "basis", "sources", "first_counted",
    )  # fmt: skip
    rows: list[tuple[object, ...]] = [
        (
            id_, *_in_each_language(atlas, record.name), record.kind, spell.status, spell.from_, spell.to, spell.ending,
            spell.basis, _ids(spell.sources), spell.first_counted,
        )
        for id_, record in atlas.organizations.items()
        for spell in record.memberships
    ]  # fmt: skip
    return heading, rows


def _relations(atlas: Atlas, today: date) -> Table:
    """One row for each partner."""
    heading = (
        "relation",
        "partner",
        *(f"name_{code}" for code in atlas.languages),
        "status",
        "since",
        "known_by",
        "shared_organizations",
        "sources",
    )
    return heading, [_relation(atlas, id_, record, today) for id_, record in atlas.relations.items()]


def _relation(atlas: Atlas, id_: str, record: Relation, today: date) -> tuple[object, ...]:
    diplomatic = record.diplomatic_relations
    return (
        id_, record.partner, *(atlas.country_name(record.partner, code) for code in atlas.languages),
        diplomatic.status, diplomatic.since, diplomatic.known_by, len(shared_organizations(atlas, record.partner, today)),
        _ids(diplomatic.sources),
    )  # fmt: skip


def _events(atlas: Atlas) -> Table:
    """One row for each event, oldest first."""
    heading = ("date", "kind", *(f"title_{code}" for code in atlas.languages), "record", "also", "sources")
    rows: list[tuple[object, ...]] = [
        (
            placed.event.date, placed.event.kind, *_in_each_language(atlas, placed.event.title),
            f"{placed.folder}/{placed.id}", " ".join(placed.event.also), _ids(placed.event.sources),
        )
        for placed in all_events(atlas)
    ]  # fmt: skip
    return heading, rows


def _shared(atlas: Atlas, today: date) -> Table:
    """One row for each partner and organization that it shares with the subject: the dots of the matrix."""
    rows: list[tuple[object, ...]] = [
        (id_, record.partner, organization, _list_day(atlas.organizations[organization]), today)
        for id_, record in atlas.relations.items()
        for organization in shared_organizations(atlas, record.partner, today)
    ]
    return ("relation", "partner", "organization", "members_as_of", "as_of"), rows


def _list_day(record: Organization) -> FuzzyDate | None:
    """The day, month or year that an organization's list of members describes."""
    return record.members.as_of if record.members else None
