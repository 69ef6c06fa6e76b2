"""Names of countries, from CLDR (through Babel), unless data/countries.yml says otherwise."""

from __future__ import annotations

import difflib
import re
from functools import cache

from babel import Locale
from babel.core import get_global

from atlas.findings import quote

#: Codes that CLDR names and that are no countries or blocs: regions by number are excluded by their form.
_NOT_COUNTRIES = {"EZ", "QO", "UN", "XA", "XB", "ZZ"}


@cache
def territories(language: str) -> dict[str, str]:
    """CLDR's names of all territories in ``language``, by code."""
    return dict(Locale(language).territories)


def is_country(code: str) -> bool:
    """True if ``code`` is that of a country, or of the European Union."""
    return len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES and code in territories("en")


@cache
def _codes_by_name() -> dict[str, str]:
    """Codes of countries by their names in both languages, in small letters."""
    return {
        name.casefold(): code
        for language in ("en", "fa")
        for code, name in territories(language).items()
        if is_country(code)
    }


def meant_country(text: str) -> str | None:
    """The code of the country that somebody meant by ``text``: a name, a code of three letters, an old one, small letters."""
    code = text.strip().upper()
    if is_country(code):
        return code
    current = get_global("territory_aliases").get(code, [])
    if len(current) == 1 and is_country(current[0]):
        return str(current[0])
    names = _codes_by_name()
    near = difflib.get_close_matches(text.strip().casefold(), names, n=1, cutoff=0.8)
    return names[near[0]] if near else None


def no_country(code: str) -> str:
    """The sentence that ``code`` is none, with the country that was probably meant."""
    meant = meant_country(code)
    if meant is not None:
        return f"{code} is no country code of ISO 3166-1. Did you mean {meant}?"
    return f"{code} is no country code of ISO 3166-1. Look the two letters up"


def check_country(value: object) -> str:
    """``value`` if it looks like the code of a country. Raises ValueError with the country that was probably meant."""
    if isinstance(value, str) and re.fullmatch("[A-Z]{2}", value):
        return value
    meant = meant_country(value) if isinstance(value, str) else None
    if meant is not None:
        raise ValueError(
            f"{quote(value)} does not fit. Did you mean {meant}? Write the country's two capital letters of ISO 3166-1"
        )
    raise ValueError(
        f"{quote(value)} does not fit. Write the country's two capital letters of ISO 3166-1, such as PK or IR"
    )
