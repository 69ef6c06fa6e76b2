"""Rules on lists of members."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from atlas.checks.registry import rule
from atlas.derive.memberships import spell_on
from atlas.findings import Finding, Path
from atlas.model.atlas import Atlas
from atlas.model.countries import is_country
from atlas.model.records import Organization


@rule
def nobody_is_listed_twice(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that a country stands once in a list of members, with one status."""
    for entry in atlas.records(Organization):
        members = entry.value.members
        if members is None:
            continue
        codes = [*members.countries, *(code for group in members.others.values() for code in group)]
        for code, count in sorted(Counter(codes).items()):
            if count > 1:
                yield entry.finding(("members",), f"{code} is listed {count} times. Keep it once, with one status")


@rule
def who_left_was_listed(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that whoever left since a list of members was made stands in it, and left later than the day it describes."""
    for entry in atlas.records(Organization):
        members = entry.value.members
        for index, departure in enumerate(members.left if members else ()):
            assert members is not None
            path: Path = ("members", "left", index)
            if departure.country not in members.countries:
                yield entry.finding(
                    (*path, "country"), f"{departure.country} is not among the countries listed. Remove it here"
                )
            elif departure.date.surely_before(members.as_of):
                yield entry.finding(
                    (*path, "date"),
                    f"{departure.date} is before {members.as_of}, which the list describes. Take {departure.country} "
                    "out of countries",
                )


@rule
def the_newest_number_is_newer_than_the_list(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that a number of members beside a list is of a later day: that of the list itself is what the list is to have."""
    for entry in atlas.records(Organization):
        members = entry.value.members
        if members is not None and members.newest is not None and not members.as_of.surely_before(members.newest.as_of):
            yield entry.finding(
                ("members", "newest", "as_of"),
                f"{members.newest.as_of} is not after {members.as_of}, which the list describes. Write the number as expected, "
                "or leave it out",
            )


@rule
def members_are_as_many_as_counted(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that a list of members is as long as its source counts, or that a note says why not."""
    for entry in atlas.records(Organization):
        members = entry.value.members
        if members is None or members.expected is None or members.note is not None:
            continue
        if len(members.countries) != members.expected:
            yield entry.finding(
                ("members", "countries"),
                f"{len(members.countries)} countries are listed and {members.expected} expected. "
                "Complete the list, correct expected, or explain the difference in members.note",
            )


@rule
def the_subject_is_listed_where_it_is_a_member(atlas: Atlas, today: date) -> Iterator[Finding]:
    """Ensure that the list of members and the subject's own membership on that day agree."""
    subject = atlas.subject.country
    full, plain = (set(atlas.terms("membership-status", full=True, **more)) for more in ({}, {"suspension": False}))
    known = atlas.terms("membership-status")
    for entry in atlas.records(Organization):
        members = entry.value.members
        if members is None or not is_country(subject):
            continue
        listed = subject in members.countries
        # The list may describe any day of an imprecise date.
        spells = [spell_on(entry.value, day) for day in (members.as_of.first, members.as_of.last)]
        statuses = {spell.status for spell in spells if spell is not None}
        if listed and statuses.isdisjoint(full):
            yield entry.finding(
                ("members", "countries"),
                f"{subject} is listed, but memberships has no such spell in {members.as_of}. Correct one of the two",
                # A spell that begins in the future, or has a status that is none, has a fault of its own.
                follows=any(
                    spell.status not in known or (spell.from_ is not None and spell.from_.first > today)
                    for spell in entry.value.memberships
                ),
            )
        if statuses and statuses <= plain and not listed:
            yield entry.finding(("members", "countries"), f"{subject} is a member and not listed. Add {subject}")
