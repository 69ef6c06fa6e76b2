"""Rules on dates and intervals. Imprecise dates are given the benefit of the doubt: only what cannot be is a fault."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from pydantic import BaseModel

from atlas.checks.registry import rule
from atlas.derive.relations import possible_from
from atlas.findings import Finding, Path
from atlas.model.atlas import Atlas
from atlas.model.beside import CountryName, Subject
from atlas.model.dates import FuzzyDate, parse_date
from atlas.model.fields import Ahead
from atlas.model.records import Organization, Relation

#: The year of the first international organization, the Central Commission for the Navigation of the Rhine.
FIRST_ORGANIZATION = parse_date("1815")

#: Pairs of fields of which the first may not lie after the second, by their names in YAML.
ORDERED_FIELDS = (
    ("from", "to"),
    ("first_counted", "to"),
    ("opened", "closed"),
    ("signed", "in_force"),
    ("signed", "ended"),
    ("in_force", "ended"),
    ("issued", "accessed"),
)


def value_of(model: BaseModel, name: str) -> object:
    """The value of a field by its name in YAML; None if the model has no such field."""
    key = _keys(type(model)).get(name)
    return None if key is None else getattr(model, key)


@cache
def _keys(model: type[BaseModel]) -> dict[str, str]:
    """The names of a model's fields by their names in YAML."""
    return {field.alias or key: key for key, field in model.model_fields.items()}


@cache
def _ordered_fields(model: type[BaseModel]) -> tuple[tuple[str, str, str], ...]:
    """The pairs of ORDERED_FIELDS that a model has: the names of both in code, and that of the second in YAML."""
    names = _keys(model)
    return tuple((names[start], names[end], end) for start, end in ORDERED_FIELDS if {start, end} <= names.keys())


@rule
def intervals_do_not_end_before_they_begin(atlas: Atlas, today: date) -> Iterator[Finding]:
    """Ensure that no interval ends before it begins."""
    for entry in atlas.entries:
        for path, value, _marks in entry.of(BaseModel):
            for start_key, end_key, end_name in _ordered_fields(type(value)):
                start, end = getattr(value, start_key), getattr(value, end_key)
                if isinstance(start, FuzzyDate) and isinstance(end, FuzzyDate) and end.surely_before(start):
                    if start.first > today:
                        continue  # that is its fault
                    yield entry.finding((*path, end_name), f"{end} is before {start}. Swap the two dates or remove one")


@rule
def spells_follow_one_another(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that spells of membership stand oldest first and do not overlap, and that only the last is open."""
    for entry in atlas.records(Organization):
        spells = entry.value.memberships
        for index, (earlier, later) in enumerate(pairwise(spells)):
            if earlier.to is None:
                yield entry.finding(
                    ("memberships", index, "to"), "a later spell follows, so this one must end. Add to and ending"
                )
            elif (begun := later.from_ or later.first_counted) and begun.surely_before(earlier.to):
                yield entry.finding(
                    ("memberships", index + 1, "from" if later.from_ else "first_counted"),
                    f"{begun} is before {earlier.to}, the end of the spell above. "
                    "Put the spells in order, oldest first, without overlap",
                )


@rule
def ended_spells_say_how(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that a spell has an ending if and only if it has an end."""
    for entry in atlas.records(Organization):
        for index, spell in enumerate(entry.value.memberships):
            if spell.to is not None and spell.ending is None:
                terms = ", ".join(atlas.vocabulary.get("ending", {}))
                yield entry.finding(
                    ("memberships", index), f"the spell ends on {spell.to} without an ending. Add one of: {terms}"
                )
            if spell.to is None and spell.ending is not None:
                yield entry.finding(
                    ("memberships", index, "ending"), f"{spell.ending} without a date. Add to, or remove ending"
                )


@rule
def endings_agree_with_what_follows(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that a suspended spell is followed by a suspension, and a restored suspension by a membership."""
    for entry in atlas.records(Organization):
        spells = (*entry.value.memberships, None)
        for index, (spell, following) in enumerate(pairwise(spells)):
            suspended = atlas.means("membership-status", following.status if following else None, "suspension")
            if atlas.means("ending", spell.ending, "suspension") and not suspended:
                terms = " or ".join(atlas.terms("membership-status", suspension=True))
                yield entry.finding(
                    ("memberships", index, "ending"),
                    f"{spell.ending}, but no suspension follows. Add a spell with status: {terms}",
                )
            if atlas.means("ending", spell.ending, "restores") and (following is None or suspended):
                terms = " or ".join(atlas.terms("membership-status", full=True, suspension=False)[:1])
                yield entry.finding(
                    ("memberships", index, "ending"),
                    f"{spell.ending}, but no membership follows. Add a spell with status: {terms}",
                )


@rule
def nobody_joins_before_the_founding(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that no membership begins before its organization or before the subject existed; founders sign earlier."""
    independence = atlas.subject.independence.date
    for entry in atlas.records(Organization):
        founded = entry.value.founded
        for index, spell in enumerate(entry.value.memberships):
            begun = spell.from_ or spell.first_counted
            if begun is None:
                continue
            path: Path = ("memberships", index, "from" if spell.from_ else "first_counted")
            early = atlas.means("membership-basis", spell.basis, "before_founding")
            if founded and not early and begun.surely_before(founded.date):
                yield entry.finding(
                    path, f"{begun} is before the founding, {founded.date}. Correct one of the two dates"
                )
            if begun.surely_before(independence):
                yield entry.finding(
                    path, f"{begun} is before independence, {independence}. Correct it, or explain it in note"
                )


@rule
def independence_lets_something_be_joined(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that the subject is not independent before there was anything to join, nor a partner before the subject.

    The first international organization is the Central Commission for the Navigation of the Rhine, of 1815, with which the
    data set of the Correlates of War begins; relations begin when both sides are states.
    """
    independence = atlas.subject.independence.date
    for entry in atlas.records(Subject) if independence.surely_before(FIRST_ORGANIZATION) else ():
        yield entry.finding(
            ("independence", "date"),
            f"{independence} is before {FIRST_ORGANIZATION}, when the first international organization began, and nothing could be "
            f"joined. Write {FIRST_ORGANIZATION}, or the later day of independence",
        )
    for entry in atlas.records(CountryName):
        begun = entry.value.independent
        if begun and begun.date.surely_before(independence):
            yield entry.finding(
                ("independent", "date"),
                f"{begun.date} is before {independence}, the independence of the subject, from which relations are counted anyway. "
                "Correct the date, or remove independent",
            )


@rule
def a_bound_is_no_beginning(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that a spell gives a beginning or the year in which it is first counted, and a basis only for a beginning."""
    for entry in atlas.records(Organization):
        for index, spell in enumerate(entry.value.memberships):
            path: Path = ("memberships", index)
            if spell.from_ is not None and spell.first_counted is not None:
                yield entry.finding(
                    (*path, "first_counted"),
                    f"{spell.first_counted} beside from, {spell.from_}. Keep from if a source tells the beginning, "
                    "first_counted if none does",
                )
            elif spell.from_ is None and spell.basis is not None:
                yield entry.finding(
                    (*path, "basis"),
                    f"{spell.basis} says what from is, and there is no from. Add from, or remove basis",
                )


@rule
def relations_begin_after_both_sides(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that no relations begin before both sides were independent."""
    for entry in atlas.records(Relation):
        diplomatic, first = entry.value.diplomatic_relations, possible_from(atlas, entry.value)
        for name in ("since", "known_by"):
            begun = getattr(diplomatic, name)
            if begun is not None and begun.last < first:
                yield entry.finding(
                    ("diplomatic_relations", name),
                    f"{begun} is before {first}, when both sides were independent. Correct it, or the date in "
                    "data/subject.yml or data/countries.yml",
                )


@rule
def nobody_is_in_a_dissolved_organization(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that no membership outlasts its organization."""
    for entry in atlas.records(Organization):
        dissolved = entry.value.dissolved
        if dissolved is None:
            continue
        for index, spell in enumerate(entry.value.memberships):
            if spell.to is None:
                yield entry.finding(
                    ("memberships", index),
                    f"it does not end, but the organization was dissolved on {dissolved.date}. Add to and ending",
                )
            elif dissolved.date.surely_before(spell.to):
                yield entry.finding(
                    ("memberships", index, "to"),
                    f"{spell.to} is after the dissolution, {dissolved.date}. Correct one of the two dates",
                )


@rule
def a_known_beginning_needs_no_bound(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that relations with a known beginning give no date by which they existed."""
    for entry in atlas.records(Relation):
        relations = entry.value.diplomatic_relations
        if relations.since is not None and relations.known_by is not None:
            yield entry.finding(
                ("diplomatic_relations", "known_by"),
                f"{relations.known_by} beside since, {relations.since}. Keep since alone, and say the rest in note",
            )


@rule
def nothing_is_dated_in_the_future(atlas: Atlas, today: date) -> Iterator[Finding]:
    """Ensure that nothing which is said to have happened lies in the future, on the day of whoever wrote it."""
    for entry in atlas.entries:
        for path, when, marks in entry.of(FuzzyDate):
            if any(isinstance(mark, Ahead) for mark in marks):
                continue
            # Where the sun rises first it is tomorrow already (UTC+14), and there the record may have been checked.
            latest = today + timedelta(days=1) if path[-1] in WRITTEN_TODAY else today
            if when.first > latest:
                yield entry.finding(path, f"{when} is in the future. Correct the date")


#: Fields into which contributors write the day on which they write.
WRITTEN_TODAY = ("checked", "accessed")


@rule
def checks_and_readings_have_a_day(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that a record's check and a source's reading are dated to the day: their author knows it."""
    for entry in atlas.entries:
        for name in ("checked", "accessed"):
            when = value_of(entry.value, name)
            if isinstance(when, FuzzyDate) and (when.precision != "day" or when.approximate):
                yield entry.finding((name,), f"{when} is no day. Write the whole date, such as 2026-11-23")
