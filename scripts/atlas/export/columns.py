"""What the columns of the tables hold, from ``templates/columns.yml``: types, meanings, keys, references between tables.

In: names of tables and columns. Out: descriptions. Everything that describes tables (Data Package, SQLite, read-me) is made
from this.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from atlas.language.messages import TEMPLATES
from atlas.load.yaml_file import read_yaml


@dataclass(frozen=True)
class Column:
    """One column: its name, its type in Frictionless's terms, what it means in each language, the table it refers to."""

    name: str
    type: str
    en: str
    fa: str
    reference: str | None = None


@dataclass(frozen=True)
class TableEntry:
    """One table: what it holds in each language, and the columns that tell its rows apart."""

    key: tuple[str, ...]
    en: str
    fa: str


@cache
def _words() -> dict[str, Any]:
    file, findings = read_yaml(TEMPLATES / "columns.yml", "scripts/templates/columns.yml")
    if file is None or findings:
        raise ValueError("\n".join(map(str, findings)))
    return dict(file.data)


def _described(part: str, name: str) -> dict[str, Any]:
    found: dict[str, Any] | None = _words()[part].get(name)
    if found is None:
        raise LookupError(f"{name} is not described. Add it to {part} in scripts/templates/columns.yml")
    return found


def table_entry(name: str) -> TableEntry:
    """The description of the table in the file ``name``. Raises LookupError for one that is not described."""
    entry = _described("tables", name)
    return TableEntry(tuple(entry["key"]), entry["en"], entry["fa"])


def column(name: str) -> Column:
    """The description of a column. Raises LookupError for one that is not described."""
    words = _words()
    stem, _, suffix = name.rpartition("_")
    if suffix in words["bounds"]:
        about = words["bounds"][suffix]
        return Column(name, "date", about["en"].format(column=stem), about["fa"].format(column=stem))
    entry = _described("columns", stem if stem in words["columns"] and len(suffix) == 2 else name)
    return Column(name, entry.get("type", "string"), entry["en"], entry["fa"], entry.get("reference"))


def references(table: str, heading: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Column, table and column referred to, of each reference from ``table`` to another."""
    found = ((name, column(name).reference) for name in heading)
    return [(name, other, table_entry(other).key[0]) for name, other in found if other and other != table]
