"""All that the data folder says, and where each part of it stands.

In: records and the entries they came from. Out: look-ups by id, by kind, by country. Knows nothing of how files are read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from types import MappingProxyType
from typing import Any, TypeVar, cast

from atlas.findings import Finding, Path
from atlas.load.yaml_file import YamlFile
from atlas.memory import digest
from atlas.model.beside import ChangeNote, CountryName, Gone, Source, Subject, Term, Tiles
from atlas.model.countries import territories
from atlas.model.fields import Model
from atlas.model.records import Organization, Record, Relation, Topic
from atlas.model.walking import walk
from atlas.observe import Deferred, Watched, derived, part_of, watch_fields

Function = TypeVar("Function", bound=Callable[..., Any])
Kind = TypeVar("Kind")

ORGANIZATIONS = "organizations"


RELATIONS = "relations"


TOPICS = "topics"


#: The folders with one record in each file, and what a record in it is.
FOLDERS: Mapping[str, type[Record]] = MappingProxyType(
    {ORGANIZATIONS: Organization, RELATIONS: Relation, TOPICS: Topic}
)


@dataclass(frozen=True)
class Entry(Deferred):
    """A part of the data, of one kind of model, with the file and the path in it where it stands.

    ``make`` gives the value, which must be one of ``kind``.
    """

    id: str
    kind: type[Model]
    make: Callable[[], Any] = field(repr=False, compare=False)
    file: YamlFile
    path: Path = ()

    @cached_property
    def value(self) -> Any:
        """The value, made when it is first asked for."""
        return self.make()

    def now(self) -> Any:
        """The value."""
        return self.value

    @property
    def mark(self) -> str:
        """A digest of what its file says of it."""
        return _digest_of(self)

    @cached_property
    def values(self) -> tuple[tuple[Path, Any, tuple[Any, ...]], ...]:
        """Every value in it with its path and the marks of its field, as :func:`walk` finds them; remembered, since most rules ask."""
        return tuple(walk(self.value))

    def of(self, kind: type[Kind]) -> tuple[tuple[Path, Kind, tuple[Any, ...]], ...]:
        """Those of the values that are of ``kind``; remembered, too."""
        known = self._of_kind
        if kind not in known:
            # Of few types there are many values: each type is asked once.
            types = {own for own in self._by_type if issubclass(own, kind)}
            known[kind] = tuple(
                self._by_type[types.pop()]
                if len(types) == 1
                else (found for found in self.values if type(found[1]) in types)
            )
        return cast(tuple[tuple[Path, Kind, tuple[Any, ...]], ...], known[kind])

    def marked(self, kind: type[Kind]) -> tuple[tuple[Path, str, Kind], ...]:
        """The texts without languages, such as ids and terms, in fields that have a mark of ``kind``, each with that mark."""
        if kind not in self._marked:
            self._marked[kind] = tuple(
                (path, value, mark) for path, value, marks in self.of(str) for mark in marks if isinstance(mark, kind)
            )
        return cast(tuple[tuple[Path, str, Kind], ...], self._marked[kind])

    @cached_property
    def _by_type(self) -> dict[type, list[Any]]:
        found: dict[type, list[Any]] = {}
        for walked in self.values:
            found.setdefault(type(walked[1]), []).append(walked)
        return found

    @cached_property
    def _of_kind(self) -> dict[type, Any]:
        return {}

    @cached_property
    def _marked(self) -> dict[type, Any]:
        return {}

    def finding(self, path: Path, message: str, severity: str = "error", *, follows: bool = False) -> Finding:
        """A finding about the field at ``path`` of this entry; ``follows``: only from a fault reported elsewhere."""
        found = self.file.finding((*self.path, *path), message, severity)
        return replace(found, follows=follows or found.follows)


def fact(function: Function) -> Function:
    """``function`` of an entry alone, whose value, which JSON can hold, is known as long as the entry's file is the same.

    For what comparisons ask of every entry: of entries that did not change it makes no values.
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def ask(entry: Entry) -> Any:
        facts = entry.file.facts.setdefault(name, {})
        place = "/".join(map(str, entry.path))
        if place not in facts:
            facts[place] = function(entry)
        return facts[place]

    return cast(Function, ask)


@fact
def _digest_of(entry: Entry) -> str:
    data = entry.file.data
    for part in entry.path:
        data = data[part]
    return digest(json.dumps(data))


#: The fields of an atlas that are mappings, but for the vocabulary, which is one of mappings.
MAPPINGS = (ORGANIZATIONS, RELATIONS, TOPICS, "countries", "sources", "changes", "gone")


@dataclass(frozen=True, eq=False)  # two atlases are never compared, and what follows from one is remembered by it
class Atlas:
    """All that the data folder says. Mappings are from id to value, in the order of the ids.

    It notes what is asked of it (:mod:`atlas.observe`): fields and mappings by themselves, whatever asks.
    """

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
    changes: Mapping[str, ChangeNote] = field(default_factory=dict)
    gone: Mapping[str, Gone] = field(default_factory=dict)
    #: The texts of the files that were read, by their paths below ``data/``: what is published of it, and nothing else.
    files: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for name in MAPPINGS:
            object.__setattr__(self, name, Watched(name, getattr(self, name)))
        lists = {name: Watched(("vocabulary", name), terms) for name, terms in self.vocabulary.items()}
        object.__setattr__(self, "vocabulary", Watched("vocabulary", lists))

    @property
    def watched(self) -> Iterator[Watched[Any, Any]]:
        """Every mapping that notes what is asked of it."""
        yield from (getattr(self, name) for name in MAPPINGS)
        yield self.vocabulary  # type: ignore[misc]  # made above
        yield from self.vocabulary.values()  # type: ignore[misc]

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages of the site; the first is that of its first address, and of reference."""
        return self.subject.all_languages

    def folder(self, name: str) -> Mapping[str, Record]:
        """The records of one folder: ``organizations``, ``relations`` or ``topics``."""
        records: Mapping[str, Record] = getattr(self, name)
        return records

    def places(self, ids: Iterable[str]) -> list[tuple[str, str]]:
        """Folder and id of the records with these ids, in their order, without those that there are none of."""
        return [(folder, id_) for id_ in ids for folder in FOLDERS if id_ in self.folder(folder)]

    def folder_of(self, id_: str) -> str:
        """The folder of the record with an id; no two have the same. Raises LookupError if there is none."""
        for folder, _id in self.places((id_,)):
            return folder
        raise LookupError(f"there is no record {id_}")

    def records(self, *kinds: type[Model]) -> Iterator[Entry]:
        """The entries whose value is of one of ``kinds``; all records if none is named."""
        wanted = kinds or (Record,)
        return (entry for entry in self.entries if issubclass(entry.kind, wanted))

    def file(self, name: str) -> Atlas:
        """The same atlas with the entries of one file alone: for rules that look at one after the other."""
        return part_of(self, entries=entries_of(self, name))

    def terms(self, vocabulary: str, **meaning: bool) -> tuple[str, ...]:
        """The terms of a closed list that mean what is named: ``terms("membership-status", full=True)``."""
        found = self.vocabulary.get(vocabulary, {})
        return tuple(
            term
            for term, about in found.items()
            if all(getattr(about, name) == value for name, value in meaning.items())
        )

    def means(self, vocabulary: str, term: str | None, meaning: str) -> bool:
        """Whether a term of a closed list means what is named; no term and an unknown one do not."""
        return bool(getattr(self.vocabulary.get(vocabulary, {}).get(term or ""), meaning, False))

    def usual(self, vocabulary: str) -> str:
        """The term of a closed list that goes without saying; a rule sees to it that there is one."""
        return next(iter(self.terms(vocabulary, usual=True)))

    def country_name(self, code: str, language: str) -> str:
        """What the atlas calls a country: CLDR's name unless ``countries.yml`` has another."""
        override = self.countries.get(code)
        if override is not None and override.name is not None:
            return str(override.name.in_language(language) or override.name.first)
        return territories(language)[code]


watch_fields(Atlas, "subject", "tiles", "entries", "unreadable", "files")


@derived
def files_with_entries(atlas: Atlas) -> tuple[str, ...]:
    """The names of the files with entries, in the order in which they were read."""
    return tuple(_entries_by_file(atlas))


@derived
def entries_of(atlas: Atlas, name: str) -> tuple[Entry, ...]:
    """The entries of the file ``name``."""
    return _entries_by_file(atlas).get(name, ())


@derived
def _entries_by_file(atlas: Atlas) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for entry in atlas.entries:
        found.setdefault(entry.file.name, []).append(entry)
    return {name: tuple(entries) for name, entries in found.items()}
