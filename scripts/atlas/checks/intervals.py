"""Rules on dates and intervals. Imprecise dates are given the benefit of the doubt: only what cannot be is a fault."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from pydantic import BaseModel

from atlas.checks.registry import rule
from atlas.findings import Finding, Path
from atlas.model.atlas import Atlas
from atlas.model.dates import FuzzyDate
from atlas.model.fields import Ahead, walk
from atlas.model.records import Organization, Relation

#: Pairs of fields of which the first may not lie after the second, by their names in YAML.
ORDERED_FIELDS = (
    ("from", "to"),
    ("opened", "closed"),
    ("signed", "in_force"),
    ("signed", "ended"),
    ("in_force", "ended"),
    ("issued", "accessed"),
)


def value_of(model: BaseModel, name: str) -> object:
    """The value of a field by its name in YAML; None if the model has no such field."""
    for key, field in type(model).model_fields.items():
        if (field.alias or key) == name:
            return getattr(model, key)
    return None


@rule
def intervals_do_not_end_before_they_begin(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that no interval ends before it begins."""
    for entry in atlas.entries:
        for path, value, _marks in walk(entry.value):
            if not isinstance(value, BaseModel):
                continue
            for start_name, end_name in ORDERED_FIELDS:
                start, end = value_of(value, start_name), value_of(value, end_name)
                if isinstance(start, FuzzyDate) and isinstance(end, FuzzyDate) and end.surely_before(start):
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
            elif later.from_ is not None and later.from_.surely_before(earlier.to):
                yield entry.finding(
                    ("memberships", index + 1, "from"),
                    f"{later.from_} is before {earlier.to}, the end of the spell above. "
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
            next_status = following.status if following else None
            if spell.ending == "suspended" and next_status != "suspended":
                yield entry.finding(
                    ("memberships", index, "ending"),
                    "suspended, but no suspension follows. Add a spell with status: suspended",
                )
            if spell.ending == "restored" and next_status in (None, "suspended"):
                yield entry.finding(
                    ("memberships", index, "ending"),
                    "restored, but no membership follows. Add a spell with status: member",
                )


@rule
def nobody_joins_before_the_founding(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that no membership begins before its organization or before the subject existed; founders sign earlier."""
    independence = atlas.subject.independence.date
    for entry in atlas.records(Organization):
        founded = entry.value.founded
        for index, spell in enumerate(entry.value.memberships):
            if spell.from_ is None:
                continue
            path: Path = ("memberships", index, "from")
            if founded and spell.basis != "signature" and spell.from_.surely_before(founded.date):
                yield entry.finding(
                    path, f"{spell.from_} is before the founding, {founded.date}. Correct one of the two dates"
                )
            if spell.from_.surely_before(independence):
                yield entry.finding(
                    path, f"{spell.from_} is before independence, {independence}. Correct it, or explain it in note"
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
        for path, when, marks in walk(entry.value):
            if not isinstance(when, FuzzyDate) or any(isinstance(mark, Ahead) for mark in marks):
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
            if isinstance(when, FuzzyDate) and when.precision != "day":
                yield entry.finding((name,), f"{when} is no day. Write the whole date, such as 2026-11-23")
