"""What follows from the records: who was in what on a day, current status, shared organizations.

In: an atlas and, where it matters, a day. Out: plain facts. Knows nothing of languages or pages.

Imprecise dates: a spell certainly covers the days from the last day that ``from`` may mean to the first
day that ``to`` may mean, and possibly those between the first of ``from`` and the last of ``to``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from atlas.derive.intervals import Certainty, covers
from atlas.model.atlas import Atlas
from atlas.model.dates import FuzzyDate
from atlas.model.records import Membership, Organization


def spells_on(organization: Organization, day: date) -> list[tuple[Membership, Certainty]]:
    """The spells that may cover ``day``; two where one ended and the next began in the same year, say."""
    found = [(spell, covers(spell.from_, spell.to, day)) for spell in organization.memberships]
    return [(spell, certainty) for spell, certainty in found if certainty is not Certainty.NO]


def spell_on(organization: Organization, day: date) -> Membership | None:
    """The spell in force on ``day``: of those that may cover it, the surest, then the latest."""
    found = spells_on(organization, day)
    return max(enumerate(found), key=lambda item: (item[1][1].value, item[0]))[1][0] if found else None


def status_on(organization: Organization, day: date) -> str:
    """The subject's status in ``organization`` on ``day``; ``none`` if it had no part in it."""
    spell = spell_on(organization, day)
    return spell.status if spell else "none"


def first_joined(organization: Organization) -> FuzzyDate | None:
    """When the subject first came in, whatever its status then."""
    return next((spell.from_ for spell in organization.memberships if spell.from_), None)


def is_former(organization: Organization, day: date) -> bool:
    """True if the subject was in ``organization`` and is so no longer on ``day``."""
    return bool(organization.memberships) and spell_on(organization, day) is None


def is_participation(organization: Organization) -> bool:
    """True if the subject takes part otherwise than as a member, now and ever."""
    return not organization.memberships and bool(organization.participations)


def shared_organizations(atlas: Atlas, partner: str, day: date) -> list[str]:
    """Ids of the organizations of which the subject is a full member on ``day`` and ``partner`` is listed as one."""
    return _shared_by_partner(atlas, day).get(partner, [])


@lru_cache(maxsize=4)  # pages of both languages and exports ask for every partner
def _shared_by_partner(atlas: Atlas, day: date) -> Mapping[str, list[str]]:
    """For each country's code the ids that :func:`shared_organizations` answers."""
    found: dict[str, list[str]] = {}
    for id_, organization in atlas.organizations.items():
        if organization.members and atlas.means("membership-status", status_on(organization, day), "full"):
            for code in dict.fromkeys(organization.members.countries):
                found.setdefault(code, []).append(id_)
    return found


def shared_counts(atlas: Atlas, day: date) -> Counter[str]:
    """For each partner's code, how many organizations it shares with the subject on ``day``."""
    return Counter(
        {
            relation.partner: len(shared_organizations(atlas, relation.partner, day))
            for relation in atlas.relations.values()
        }
    )
