"""Codes of countries for tables: ISO 3166-1 alpha-3 beside alpha-2, because NA is Namibia and also "not available".

In: an atlas, alpha-2 codes. Out: alpha-3 codes, from CLDR through Babel, as the names are; items of Wikidata; which
countries the data name.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from babel.core import get_global

from atlas.model.atlas import Atlas

#: Codes of states that exist no more, under which CLDR files their successors: East Germany is no name of Germany.
_WITHDRAWN = frozenset({"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"})


@cache
def _codes() -> dict[str, str]:
    aliases = get_global("territory_aliases")
    return {
        codes[0]: alias
        for alias, codes in aliases.items()
        if len(alias) == 3 and alias.isalpha() and len(codes) == 1 and alias not in _WITHDRAWN
    }


def alpha3(code: str) -> str:
    """The alpha-3 code of a country; for what ISO has none (EU, XK) the private one of CLDR (QUU, XKK)."""
    return _codes()[code]


def country_item(atlas: Atlas, code: str) -> str | None:
    """The Wikidata item of a country, if the data have it."""
    if code == atlas.subject.country:
        return atlas.subject.wikidata
    about = atlas.countries.get(code)
    return about.wikidata if about else None


def named_countries(atlas: Atlas) -> list[str]:
    """The codes of all countries that the data name, in their order."""
    return sorted(set(_named(atlas)))


def _named(atlas: Atlas) -> Iterator[str]:
    yield atlas.subject.country
    for relation in atlas.relations.values():
        yield relation.partner
        yield from (mission.country for mission in relation.missions if mission.country)
    for organization in atlas.organizations.values():
        if organization.seat:
            yield organization.seat.country
        if organization.members:
            yield from organization.members.countries
            for codes in organization.members.others.values():
                yield from codes
