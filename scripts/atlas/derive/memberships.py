"""What follows from the records: who was in what on a day, current status, shared organizations.

In: an atlas and, where it matters, a day. Out: plain facts. Knows nothing of languages or pages.

Imprecise dates: a spell certainly covers the days from the last day that ``from`` may mean to the first
day that ``to`` may mean, and possibly those between the first of ``from`` and the last of ``to``. Of a spell that is only
first counted in some year, that year is a bound: it is certain from then on, and possible from the day on which it could
have begun at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from atlas.derive.intervals import Certainty, DayBounds, day_bounds
from atlas.model.atlas import Atlas
from atlas.model.dates import FuzzyDate
from atlas.model.records import Members, Membership, Organization
from atlas.observe import derived
from atlas.remember import of_record


@dataclass(frozen=True)
class Beginning:
    """What is known of when a spell began: a date, or the year in which it is first counted, or neither.

    ``earlier`` says that it may have begun before the year in which it is first counted, ``years_late`` by how many years
    at most that year lies late for the data set's own reason, if it has one (0: none).
    """

    date: FuzzyDate | None
    counted: FuzzyDate | None = None
    earlier: bool = False
    years_late: int = 0

    @property
    def at_the_latest(self) -> FuzzyDate | None:
        """The date by which it had begun: for putting lists in order, and for nothing else."""
        return self.date or self.counted


def possible_from(organization: Organization, index: int, independence: date = date.min) -> date:
    """The first day on which the spell at ``index`` can have begun.

    The body existed, the subject was independent, and the spell before was over; but founders sign before there is a body.
    """
    days = [independence]
    if organization.founded and organization.memberships[index].basis != "signature":
        days.append(organization.founded.date.first)
    if index and (end := organization.memberships[index - 1].to):
        days.append(end.first)
    return max(days)


@of_record
def spell_bounds(organization: Organization, independence: date = date.min) -> list[DayBounds]:
    """The days between which each spell certainly and possibly lasts.

    A spell that lasts and has no beginning is certain from the day on which the record was checked.
    """
    return [
        day_bounds(
            spell.from_,
            spell.to,
            spell.first_counted or (organization.checked if spell.to is None else None),
            possible_from(organization, index, independence),
        )
        for index, spell in enumerate(organization.memberships)
    ]


def spells_on(
    organization: Organization, day: date, independence: date = date.min
) -> list[tuple[Membership, Certainty]]:
    """The spells that may cover ``day``; two where one ended and the next began in the same year, say."""
    bounds = spell_bounds(organization, independence)
    found = [(spell, b.certainty(day)) for spell, b in zip(organization.memberships, bounds, strict=True)]
    return [(spell, certainty) for spell, certainty in found if certainty is not Certainty.NO]


def spell_on(organization: Organization, day: date) -> Membership | None:
    """The spell in force on ``day``: of those that may cover it, the surest, then the latest."""
    found = spells_on(organization, day)
    return max(enumerate(found), key=lambda item: (item[1][1].value, item[0]))[1][0] if found else None


def status_on(organization: Organization, day: date) -> str:
    """The subject's status in ``organization`` on ``day``; ``none`` if it had no part in it."""
    spell = spell_on(organization, day)
    return spell.status if spell else "none"


def touches(earlier: Membership, later: Membership) -> bool:
    """True if one spell ended when the next began: the status changed, and there was no time between."""
    return earlier.to is not None and earlier.to == later.from_


def belonged_on(
    organization: Organization,
    day: date,
    statuses: Collection[str] | None = None,
    independence: date = date.min,
) -> Certainty:
    """How sure it is that the subject was in ``organization`` on ``day``, with one of ``statuses`` (with any, if none is given).

    On the unknown day on which one status gave way to the next it was in it with the one or with the other, surely.
    """
    found = [
        (spell, certainty)
        for spell, certainty in spells_on(organization, day, independence)
        if statuses is None or spell.status in statuses
    ]
    if any(certainty is Certainty.YES for _spell, certainty in found):
        return Certainty.YES
    if any(touches(earlier, later) for (earlier, _), (later, _) in pairwise(found)):
        return Certainty.YES
    return Certainty.POSSIBLY if found else Certainty.NO


def beginning(atlas: Atlas, organization: Organization, index: int) -> Beginning:
    """What is known of when the spell at ``index`` began."""
    spell = organization.memberships[index]
    counted = spell.first_counted
    if spell.from_ is not None or counted is None:
        return Beginning(spell.from_)
    first = possible_from(organization, index, atlas.subject.independence.date.first)
    sources = (atlas.sources.get(citation.source) for citation in spell.sources)
    late = max((s.coding_interval.lateness(counted) for s in sources if s and s.coding_interval), default=0)
    room = counted.first.year - first.year
    return Beginning(None, counted, room > 0, max(min(late, room), 0))


def first_joined(organization: Organization) -> FuzzyDate | None:
    """When the subject first came in, whatever its status then; None where only a bound is known, or nothing."""
    return organization.memberships[0].from_ if organization.memberships else None


def is_former(organization: Organization, day: date) -> bool:
    """True if the subject was in ``organization`` and is surely so no longer on ``day``."""
    return bool(organization.memberships) and belonged_on(organization, day) is Certainty.NO


def is_participation(organization: Organization) -> bool:
    """True if the subject takes part otherwise than as a member, now and ever."""
    return not organization.memberships and bool(organization.participations)


def standing(atlas: Atlas, organization: Organization) -> str:
    """The term of ``non-membership`` for what the subject is in a body in which it never had a part."""
    said = organization.not_member.standing if organization.not_member else None
    return said or atlas.usual("non-membership")


def current_members(members: Members, day: date) -> list[str]:
    """The codes of the full members in the list, without those that have left since, by ``day``."""
    gone = {departure.country for departure in members.left if departure.date.first <= day}
    return [code for code in members.countries if code not in gone]


@derived
def shared_organizations(atlas: Atlas, partner: str, day: date) -> list[str]:
    """Ids of the organizations of which the subject surely is a full member on ``day`` and ``partner`` is listed as one.

    The list of members is the newest there is; which day it describes, its ``as_of`` says.
    """
    return _shared_by_partner(atlas, day).get(partner, [])


@derived
def _shared_by_partner(atlas: Atlas, day: date) -> Mapping[str, list[str]]:
    """For each country's code the ids that :func:`shared_organizations` answers."""
    found: dict[str, list[str]] = {}
    full = atlas.terms("membership-status", full=True)
    for id_, organization in atlas.organizations.items():
        if organization.members and belonged_on(organization, day, full) is Certainty.YES:
            for code in dict.fromkeys(current_members(organization.members, day)):
                found.setdefault(code, []).append(id_)
    return found


@derived
def list_days(atlas: Atlas, organizations: Collection[str]) -> tuple[FuzzyDate, FuzzyDate] | None:
    """The oldest and the newest day that the lists of members of ``organizations`` describe; None for no list."""
    lists = (atlas.organizations[id_].members for id_ in organizations)
    days = sorted((members.as_of for members in lists if members), key=lambda day: (day.last, day.first))
    return (days[0], days[-1]) if days else None


@derived
def shared_counts(atlas: Atlas, day: date) -> Counter[str]:
    """For each partner's code, how many organizations it shares with the subject on ``day``."""
    return Counter(
        {
            relation.partner: len(shared_organizations(atlas, relation.partner, day))
            for relation in atlas.relations.values()
        }
    )
