"""What every page of one language has in common, and the registry of page kinds.

In: an atlas, a language, today. Out: names, order and pages to be rendered. Knows no particular page kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from atlas.derive.events import PlacedEvent, all_events, events_of
from atlas.derive.memberships import Beginning, beginning, list_days, shared_counts
from atlas.derive.relations import relation_ids
from atlas.language.collation import Key
from atlas.language.markup import Markup
from atlas.language.messages import Words
from atlas.language.speech import Speech
from atlas.model.atlas import FOLDERS, ORGANIZATIONS, Atlas
from atlas.model.records import Organization, Record, Relation, Topic
from atlas.observe import Watched, derived, unnoted
from atlas.observed_work import Remembered


@dataclass(frozen=True)
class Page:
    """A page to be rendered: its path below the language's folder, its template, and what puts together what that needs.

    ``make`` takes the edition and ``about``, which tells one page of its kind from another. Only what it asks of the edition,
    and the template of the atlas, is observed: nothing of the data may be bound to it.
    """

    path: str
    template: str
    make: Callable[..., dict[str, Any]]
    about: tuple[str, ...] = ()

    def context(self, edition: Edition) -> dict[str, Any]:
        """What the template needs."""
        return self.make(edition, *self.about)


def record_name(record: Record, speech: Speech) -> str:
    """What a record is called in one language."""
    if isinstance(record, Organization):
        return speech.of(record.name)
    if isinstance(record, Relation):
        return speech.country(record.partner)
    assert isinstance(record, Topic)
    return speech.of(record.title)


@dataclass(frozen=True, eq=False)
class Edition:
    """The atlas in one language on one day: what every page of that language has in common.

    What it gives notes that it was asked for (:mod:`atlas.observe`).
    """

    atlas: Atlas
    speech: Speech
    today: date
    words: Words = field(default_factory=dict)
    #: Texts that several pages need, and those of the pages themselves.
    remembered: Remembered[Any] = field(default_factory=lambda: Remembered(noting=False))

    @cached_property
    def names(self) -> dict[str, Watched[str, str]]:
        """What every record is called in lists and links, by folder and id."""
        return unnoted(lambda: {folder: Watched(("names", folder), self._names(folder)) for folder in FOLDERS})

    def _names(self, folder: str) -> dict[str, str]:
        return {
            id_: self.speech.list_name(record) if isinstance(record, Organization) else self.name(record)
            for id_, record in self.atlas.folder(folder).items()
        }

    def name(self, record: Record) -> str:
        """The title of a record's page."""
        return record_name(record, self.speech)

    @derived
    def alphabetical(self, folder: str) -> list[str]:
        """The ids of a folder's records in this language's order of their names."""
        return sorted(self.names[folder], key=lambda id_: self.order(folder, id_))

    def order(self, folder: str, id_: str) -> Key:
        """A key by which records stand in this language's order of their names."""
        return self.speech.sort_key(self.names[folder][id_])

    @property
    def events(self) -> tuple[PlacedEvent, ...]:
        """Every event of every record, oldest first."""
        return all_events(self.atlas)

    def events_of(self, folder: str, id_: str) -> list[PlacedEvent]:
        """The events of a record's page."""
        return events_of(self.atlas, folder, id_)

    def beginning(self, record: Organization, index: int = 0) -> Beginning:
        """What is known of when a spell of membership began."""
        return beginning(self.atlas, record, index) if record.memberships else Beginning(None)

    def lists_described(self, organizations: list[str]) -> Markup:
        """Which days the lists of members describe by which organizations are in common, as a sentence; empty for none."""
        days = list_days(self.atlas, organizations)
        if days is None:
            return Markup("")
        oldest, newest = (self.speech.words(day) for day in days)
        key = "shared_lists_one" if oldest == newest else "shared_lists"
        return self.speech.say(key, oldest=oldest, newest=newest)

    @property
    def shared_counts(self) -> Counter[str]:
        """For each partner's code, how many organizations it shares with the subject today."""
        return shared_counts(self.atlas, self.today)

    @derived
    def by_kind(self, organizations: Iterable[str]) -> list[tuple[str, list[str]]]:
        """Ids of organizations under their kinds, in the order of the vocabulary; within a kind by name."""
        wanted = set(organizations)
        groups = [(kind, [id_ for id_ in ids if id_ in wanted]) for kind, ids in self._all_by_kind()]
        return [(kind, members) for kind, members in groups if members]

    @derived
    def _all_by_kind(self) -> list[tuple[str, list[str]]]:
        records = self.atlas.organizations
        ordered = self.alphabetical(ORGANIZATIONS)
        kinds = self.atlas.vocabulary["organization-kind"]
        return [(kind, [id_ for id_ in ordered if records[id_].kind == kind]) for kind in kinds]

    @property
    def relation_of(self) -> dict[str, str]:
        """The id of the relation with each partner, by country code."""
        return relation_ids(self.atlas)

    @property
    def others(self) -> list[Speech]:
        """The other languages."""
        codes = (code for code in self.atlas.languages if code != self.speech.language)
        return [Speech(code, self.atlas, self.speech.messages) for code in codes]


PageKind = Callable[[Edition], Iterator[Page]]
PageContext = Callable[[Edition], dict[str, Any]]
_PAGE_KINDS: list[PageKind] = []


def page_kind(function: PageKind) -> PageKind:
    """Decorator: ``function`` yields the pages of one kind."""
    _PAGE_KINDS.append(function)
    return function


def page(path: str, template: str) -> Callable[[PageContext], PageContext]:
    """Decorator: a function that puts together what ``template`` needs is the one page of its kind, at ``path``."""

    def register(function: PageContext) -> PageContext:
        _PAGE_KINDS.append(lambda _edition: iter((Page(path, template, function),)))
        return function

    return register


def registered_page_kinds() -> tuple[PageKind, ...]:
    """Every kind of page that has been defined; complete once :mod:`atlas.render.pages` is imported."""
    return tuple(_PAGE_KINDS)
