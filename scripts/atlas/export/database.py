"""The tables as one SQLite file, with foreign keys and full-text search, ready for Datasette.

In: the tables, an atlas for the texts to search. Out: the bytes of the file; the same tables give the same bytes.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from atlas.derive.events import all_events
from atlas.export.columns import column, references, table_entry
from atlas.export.datapackage import resource_name
from atlas.export.tables import Table
from atlas.model.atlas import FOLDERS, Atlas
from atlas.model.citations import plain
from atlas.model.fields import Text
from atlas.model.records import Organization, Record, Relation, Topic
from atlas.publication import Publication

_TYPES = {"integer": "INTEGER", "boolean": "INTEGER"}


def database(atlas: Atlas, tables: Mapping[str, Table], today: date, publication: Publication) -> bytes:
    """The bytes of ``atlas.sqlite``. Raises sqlite3.IntegrityError if a key does not tell rows apart or leads nowhere."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "atlas.sqlite")
        # One transaction, begun here: Python begins one where a statement is an INSERT, and where the locale is Turkish it
        # does not know that word, so that the search's index came out in other pieces.
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("BEGIN")
        for name, table in sorted(tables.items()):
            _fill(connection, name, table)
        _about(connection, today, publication)
        _search(connection, atlas)
        connection.execute("COMMIT")
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise sqlite3.IntegrityError(f"{len(broken)} foreign keys lead nowhere, first: {broken[0]}")
        connection.execute("VACUUM")
        connection.close()
        return path.read_bytes()


def sql_name(name: str) -> str:
    """A name as SQLite wants it: ``from`` and ``to`` are words of its own."""
    return f'"{name}"'


def table_name(file: str) -> str:
    """The name of the table of a CSV file: ``membership_years`` of ``membership-years.csv``."""
    return resource_name(file).replace("-", "_")


def _fill(connection: sqlite3.Connection, name: str, table: Table) -> None:
    heading, rows = table
    parts = [f"{sql_name(item)} {_TYPES.get(column(item).type, 'TEXT')}" for item in heading]
    parts.append(f"PRIMARY KEY ({', '.join(map(sql_name, table_entry(name).key))})")
    parts += [
        f"FOREIGN KEY ({sql_name(own)}) REFERENCES {sql_name(table_name(other))} ({sql_name(key)})"
        for own, other, key in references(name, heading)
    ]
    connection.execute(f"CREATE TABLE {sql_name(table_name(name))} ({', '.join(parts)})")
    marks = ", ".join("?" * len(heading))
    connection.executemany(
        f"INSERT INTO {sql_name(table_name(name))} VALUES ({marks})", (list(map(_value, row)) for row in rows)
    )


def _value(value: object) -> object:
    """A value as SQLite keeps it: empty text is nothing, truth is 1 or 0, dates are text."""
    if value is None or value == "":
        return None
    if value in ("true", "false"):
        return int(value == "true")
    return value if isinstance(value, int) else str(value)


def _about(connection: sqlite3.Connection, today: date, publication: Publication) -> None:
    connection.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT)")
    facts = {
        "version": publication.version,
        "date": today.isoformat(),
        "license": "CC-BY-4.0",
        "address": publication.address,
    }
    connection.executemany("INSERT INTO about VALUES (?, ?)", facts.items())


def _search(connection: sqlite3.Connection, atlas: Atlas) -> None:
    """A table for full-text search (FTS5) over names, titles and texts of records and events."""
    connection.execute("CREATE VIRTUAL TABLE search USING fts5(record UNINDEXED, title_en, title_fa, text_en, text_fa)")
    connection.executemany("INSERT INTO search VALUES (?, ?, ?, ?, ?)", _searchable(atlas))
    connection.execute("INSERT INTO search(search) VALUES ('optimize')")


def _searchable(atlas: Atlas) -> Iterator[tuple[str, str, str, str, str]]:
    for folder in FOLDERS:
        for id_, record in atlas.folder(folder).items():
            title = _title(atlas, record)
            texts = [text for text in (record.summary, *(section.text for section in record.sections)) if text]
            english, persian = (" ".join(plain(_words(text, lang)) for text in texts) for lang in ("en", "fa"))
            yield (f"{folder}/{id_}", *title, english, persian)
    for placed in all_events(atlas):
        event = placed.event
        title_en, title_fa = (_words(event.title, lang) for lang in ("en", "fa"))
        text_en, text_fa = (plain(_words(event.text, lang)) for lang in ("en", "fa"))
        yield (f"{placed.folder}/{placed.id}#{placed.anchor}", title_en, title_fa, text_en, text_fa)


def _words(text: Text | None, language: str) -> str:
    """A text in one language; empty where it is wanted."""
    return str(text.in_language(language) or "") if text else ""


def _title(atlas: Atlas, record: Record) -> tuple[str, str]:
    if isinstance(record, Relation):
        return atlas.country_name(record.partner, "en"), atlas.country_name(record.partner, "fa")
    assert isinstance(record, Organization | Topic)
    name: Text = record.name if isinstance(record, Organization) else record.title
    return name.en, name.fa
