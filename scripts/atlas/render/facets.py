"""What a list can be narrowed by: kind, status, decade, region … each with the values that its entries have.

In: the values of each entry. Out: choices with their counts, for the form above a list. Which entries fit is decided in
the browser (docs/assets/lists.js): an entry fits if, for every facet that is set, its values hold the value chosen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from atlas.language.markup import Markup, plain_text
from atlas.language.speech import Speech
from atlas.model.dates import FuzzyDate
from atlas.render.edition import Edition

#: The value of an entry whose date is not known.
UNKNOWN = "unknown"

#: The value of an entry of which only bounds are known, so that its decade is not.
BOUNDED = "bounded"


@dataclass(frozen=True)
class Facet:
    """One question that narrows a list.

    ``name`` stands in the page's address and, as ``data-<name>``, on the entries; ``labels`` gives the values that there
    may be, in the order of the choices; ``values`` the values of each entry. A value is an identifier, the same in every
    language. Raises ValueError for one with white space, which would be taken for two, and for one without a label.
    """

    name: str
    title: Markup
    labels: Mapping[str, str]
    values: Mapping[Any, tuple[str, ...]]

    def __post_init__(self) -> None:
        for value in {value for values in self.values.values() for value in values}:
            if value.split() != [value]:
                raise ValueError(
                    f"facet {self.name}: «{value}» is no single word. Give an identifier, such as new-york"
                )
            if value not in self.labels:
                raise ValueError(
                    f"facet {self.name}: {value} has no label, so nobody could choose it. Add it to labels"
                )

    @property
    def choices(self) -> list[tuple[str, str, int]]:
        """Value, label and number of entries, of the values that some entry has."""
        counts = Counter(value for values in self.values.values() for value in values)
        return [(value, label, counts[value]) for value, label in self.labels.items() if counts[value]]

    def attribute(self, entry: Any) -> Markup:
        """The attribute that says which values ``entry`` has."""
        return Markup(' data-{}="{}"').format(self.name, " ".join(self.values[entry]))


def term_facet(speech: Speech, name: str, title: str, vocabulary: str, values: Mapping[Any, tuple[str, ...]]) -> Facet:
    """A facet whose values are terms of a vocabulary; ``title`` names its message."""
    terms = speech.atlas.vocabulary[vocabulary]
    return Facet(name, speech.say(title), {term: speech.of(label) for term, label in terms.items()}, values)


def decade(when: FuzzyDate | None, bound: FuzzyDate | None) -> str:
    """The decade in which something began: of a date the one in which it lies; a bound alone tells of none.

    An interval counts where it begins, since it lasted; one day between two dates has a decade if both have the same.
    """
    if when is None:
        return BOUNDED if bound else UNKNOWN
    first, last = (day.year // 10 * 10 for day in (when.first, when.last))
    return BOUNDED if when.precision == "between" and first != last else str(first)


def decade_facet(
    speech: Speech,
    name: str,
    title: str,
    dates: Mapping[Any, FuzzyDate | None],
    bounds: Mapping[Any, FuzzyDate | None] = MappingProxyType({}),
) -> Facet:
    """A facet of the decades in which dates lie; those of which only ``bounds`` are known come last, with the unknown ones."""
    values = {entry: (decade(when, bounds.get(entry)),) for entry, when in dates.items()}
    known = sorted({value for (value,) in values.values()} - {BOUNDED, UNKNOWN}, key=int)
    labels = {value: plain_text(speech.say("timeline_decade", decade=speech.digits(value))) for value in known}
    labels |= {BOUNDED: plain_text(speech.say("decade_bounded")), UNKNOWN: plain_text(speech.say("unknown_date"))}
    return Facet(name, speech.say(title), labels, values)


def group_facet(edition: Edition) -> Facet:
    """The facet of the partners' groups and regions; its entries are the ids of the relations."""
    values = {id_: record.groups for id_, record in edition.atlas.relations.items()}
    return term_facet(edition.speech, "group", "groups", "relation-group", values)
