"""All that the data folder says, and where each part of it stands.

In: records and the entries they came from. Out: look-ups by id, by kind, by country. Knows nothing of how files are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from atlas.findings import Finding, Path
from atlas.load.yaml_file import YamlFile
from atlas.model.beside import CountryName, Gone, Source, Subject, Term, Tiles
from atlas.model.countries import territories
from atlas.model.fields import Model
from atlas.model.records import Organization, Record, Relation, Topic

ORGANIZATIONS = "organizations"


RELATIONS = "relations"


TOPICS = "topics"


#: The folders with one record in each file, and what a record in it is.
FOLDERS: Mapping[str, type[Record]] = MappingProxyType(
    {ORGANIZATIONS: Organization, RELATIONS: Relation, TOPICS: Topic}
)


@dataclass(frozen=True)
class Entry:
    """A part of the data with the file and the path in it where it stands."""

    id: str
    value: Any
    file: YamlFile
    path: Path = ()

    def finding(self, path: Path, message: str, severity: str = "error") -> Finding:
        """A finding about the field at ``path`` of this entry."""
        return self.file.finding((*self.path, *path), message, severity)


@dataclass(frozen=True)
class Atlas:
    """All that the data folder says. Mappings are from id to value, in the order of the ids."""

    subject: Subject
    vocabulary: Mapping[str, Mapping[str, Term]]
    countries: Mapping[str, CountryName]
    organizations: Mapping[str, Organization]
    relations: Mapping[str, Relation]
    topics: Mapping[str, Topic]
    sources: Mapping[str, Source]
    tiles: Tiles
    entries: tuple[Entry, ...] = field(repr=False)
    unreadable: frozenset[str] = frozenset()
    gone: Mapping[str, Gone] = field(default_factory=dict)
    #: The files of records that are not published; see atlas.derive.published.
    drafts: frozenset[str] = frozenset()

    def folder(self, name: str) -> Mapping[str, Record]:
        """The records of one folder: ``organizations``, ``relations`` or ``topics``."""
        records: Mapping[str, Record] = getattr(self, name)
        return records

    def records(self, *kinds: type[Model]) -> Iterator[Entry]:
        """The entries whose value is of one of ``kinds``; all records if none is named."""
        wanted = kinds or (Record,)
        return (entry for entry in self.entries if isinstance(entry.value, wanted))

    def country_name(self, code: str, language: str) -> str:
        """What the atlas calls a country: CLDR's name unless ``countries.yml`` has another."""
        override = self.countries.get(code)
        if override is not None and override.name is not None:
            return str(getattr(override.name, language))
        return territories(language)[code]

    def label(self, vocabulary: str, term: str, language: str) -> str:
        """The label of a vocabulary's term in ``language``."""
        label: str = getattr(self.vocabulary[vocabulary][term], language)
        return label
