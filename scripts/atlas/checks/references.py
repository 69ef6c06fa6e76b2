"""Rules on what points from one place to another: terms, records, countries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from atlas.checks.common import is_prose, nearest, texts_of
from atlas.checks.registry import rule, rule_of_all
from atlas.findings import Finding, Path, quote
from atlas.model.atlas import FOLDERS, Atlas, Entry, fact
from atlas.model.beside import CountryName, Tiles
from atlas.model.citations import record_links
from atlas.model.countries import is_country, no_country
from atlas.model.descriptions import closed_lists
from atlas.model.fields import COUNTRY, Citation, RecordId, Vocabulary
from atlas.model.records import Organization, Relation


@rule
def terms_are_in_the_vocabulary(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that every value of a closed list is a term of that list."""
    for entry in atlas.entries:
        for path, value, mark in entry.marked(Vocabulary):
            terms = atlas.vocabulary.get(mark.name)
            # That a list is not there is said once, by the rule below.
            if terms is not None and value not in terms and value not in atlas.unreadable:
                # Somebody who reads the site knows a term by its label.
                labelled = (
                    id_ for id_, term in terms.items() if value.lower() in map(str.lower, term.by_language.values())
                )
                meant = next(labelled, "")
                mend = f"Did you mean {meant}?" if meant else nearest(value, terms)
                yield entry.finding(path, f"{quote(value)} is not a term of {mark.name}. {mend}".strip())


@rule_of_all
def closed_lists_are_there(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that every closed list from which a field takes terms exists, and that those with a usual term have one."""
    for name in sorted(closed_lists() - atlas.unreadable):
        if atlas.vocabulary.get(name):
            continue
        yield _of_the_vocabulary(name, "the list is missing or empty. Add it with its terms")
    for name in ("relation-status", "membership-status", "non-membership"):
        usual = atlas.terms(name, usual=True)
        if len(usual) > 1 or not (usual or atlas.unreadable):
            yield _of_the_vocabulary(
                name, f"{len(usual)} terms have usual: true. Mark the one that goes without saying"
            )


def _of_the_vocabulary(name: str, message: str) -> Finding:
    return Finding("data/vocabulary.yml", 1, 1, name, message)


@rule
def records_referred_to_exist(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that every id in a field for ids belongs to a record of the right kind, and not to the record itself."""
    for entry in atlas.entries:
        for path, value, mark in entry.marked(RecordId):
            yield from _refer(atlas, entry, path, value, mark.kinds)


@rule
def linked_records_exist(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that every record: link in a text leads to a record."""
    for entry in atlas.entries:
        for path, text, _prose in texts_of(entry):
            for target in record_links(text):
                yield from _refer(atlas, entry, path, target, tuple(FOLDERS))


def _refer(atlas: Atlas, entry: Entry, path: Path, target: str, folders: tuple[str, ...]) -> Iterator[Finding]:
    known = [id_ for folder in folders for id_ in atlas.folder(folder)]
    if target not in known and target not in atlas.unreadable:
        where = " or ".join(f"data/{folder}" for folder in folders)
        mend = _renamed(atlas, target) or nearest(target, known) or "Write the name of a file there, without .yml"
        yield entry.finding(path, f"there is no record {quote(target)} in {where}. {mend}")


def _renamed(atlas: Atlas, target: str) -> str:
    """The mend for an id that a record had before; empty if none had it."""
    now = [id_ for folder in FOLDERS for id_, record in atlas.folder(folder).items() if target in record.former_ids]
    return f"It is called {now[0]} now" if now else ""


@rule
def no_record_refers_to_itself(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that no record names itself where it should name another."""
    for entry in atlas.records():
        for path, value, _mark in entry.marked(RecordId):
            if value == entry.id:
                yield entry.finding(path, f"{value} is this record itself. Remove it, or name another record")


@rule
def predecessors_and_successors_agree(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that a predecessor names its successor, and the other way round."""
    pairs = (("predecessors", "successors"), ("successors", "predecessors"))
    for entry in atlas.records(Organization):
        for name, opposite in pairs:
            for index, other in enumerate(getattr(entry.value, name)):
                found = atlas.organizations.get(other)
                if found is None or other == entry.id or entry.id in getattr(found, opposite):
                    continue
                finding = entry.finding(
                    (name, index),
                    f"{other} does not name {entry.id} under {opposite}. "
                    f"Add {entry.id} to {opposite} in data/organizations/{other}.yml",
                )
                # Whom a name with a fault in it was meant for nobody knows; it may be this record.
                faulty = any(id_ == other or id_ not in atlas.organizations for id_ in getattr(found, opposite))
                yield replace(finding, follows=faulty)


@rule
def nothing_is_listed_twice(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that no record, term, country or source stands in one list twice."""
    for entry in atlas.entries:
        for path, value, marks in entry.values:
            if not isinstance(value, tuple) or len(value) < 2 or is_prose(marks):
                continue
            listed = [item for item in value if isinstance(item, Citation) or (isinstance(item, str) and marks)]
            for index, item in enumerate(listed):
                if item in listed[:index]:
                    name = item.source if isinstance(item, Citation) else item
                    yield entry.finding(
                        (*path, index), f"{quote(name)} stands in this list already. Remove one of the two"
                    )


@rule_of_all
def wikidata_items_are_unique(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that no two records have the same Wikidata item: it is of one thing."""
    first: dict[str, str] = {}
    for entry in atlas.records():
        item = _item(entry)
        if item in first:
            yield entry.finding(
                ("wikidata",), f"{item} is also the item of {first[item]}. Look up which of the two it is of"
            )
        elif item:
            first[item] = entry.id


@fact
def _item(entry: Entry) -> str | None:
    item: str | None = getattr(entry.value, "wikidata", None)
    return item


@rule_of_all
def ids_are_unique(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that no two records have the same id, in whatever folders: links name a record by its id alone."""
    first: dict[str, str] = {}
    for entry in atlas.records():
        if entry.id in first:
            yield entry.finding((), f"{entry.id} is also the id of {first[entry.id]}. Rename one of the two files")
        first.setdefault(entry.id, entry.file.name)


@rule
def countries_exist(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that every country code is one for which CLDR has a name."""
    for entry in atlas.entries:
        if isinstance(entry.value, CountryName) and not is_country(entry.id):
            yield entry.finding((), f"{quote(entry.id)} is no country code of ISO 3166-1. Correct it")
        for path, value, marks in entry.of(str):
            if COUNTRY in marks and not is_country(value):
                yield entry.finding(path, no_country(value))


@rule_of_all
def one_relation_for_each_partner(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that no two relations have the same partner, and that none is with the subject."""
    first: dict[str, str] = {}
    for entry in atlas.records(Relation):
        partner = _partner(entry)
        if partner == atlas.subject.country:
            yield entry.finding(("partner",), f"{partner} is the country of the atlas itself. Write the partner's code")
        if partner in first:
            yield entry.finding(
                ("partner",), f"{partner} is already the partner of {first[partner]}. Merge the two records"
            )
        first.setdefault(partner, entry.id)


@fact
def _partner(entry: Entry) -> str:
    return str(entry.value.partner)


def _is_no_empty_place(place: str) -> bool:
    """True for what stands on the grid for a country; an empty place is written in signs."""
    return any(map(str.isalnum, place))


@rule_of_all
def every_partner_has_one_tile(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that each partner stands once on the tile grid, or among those without a square."""
    (entry,) = atlas.records(Tiles)
    codes: list[str] = []
    wrong = False
    for row, text in enumerate(atlas.tiles.rows):
        for code in filter(_is_no_empty_place, text.split()):
            codes.append(code)
            if not is_country(code):
                wrong = True
                yield entry.finding(("rows", row), f"{quote(code)} is no country code of ISO 3166-1. Correct it")
    for code, count in sorted(Counter(codes).items()):
        if count > 1:
            yield entry.finding(("rows",), f"{code} has {count} squares. Keep one")
    if wrong:
        return  # the country that lost its square to a wrong code is no second fault
    for relation in atlas.records(Relation):
        partner = _partner(relation)
        placed = partner in codes or partner in atlas.tiles.without
        if not placed and is_country(partner):
            yield entry.finding(
                ("rows",), f"{partner} ({relation.id}) has no square. Give it an empty place, or name it under without"
            )
