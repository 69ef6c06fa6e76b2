"""Names of countries, from CLDR (through Babel), unless data/countries.yml says otherwise."""

from __future__ import annotations

from functools import cache

from babel import Locale

#: Codes that CLDR names and that are no countries or blocs: regions by number are excluded by their form.
_NOT_COUNTRIES = {"EZ", "QO", "UN", "XA", "XB", "ZZ"}


@cache
def territories(language: str) -> dict[str, str]:
    """CLDR's names of all territories in ``language``, by code."""
    return dict(Locale(language).territories)


def is_country(code: str) -> bool:
    """True if ``code`` is that of a country, or of the European Union."""
    return len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES and code in territories("en")
