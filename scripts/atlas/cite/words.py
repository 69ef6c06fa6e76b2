"""Citations in words, by a CSL processor from CSL styles.

In: a page's item. Out: HTML in which the page's address still has to be put: it is known when the site is built.

The processor takes some 30 milliseconds for a citation, and pages differ in title and address only. So each style is asked
once for each day and language, with marks in place of both.
"""

from __future__ import annotations

import re
import warnings
from functools import lru_cache
from pathlib import Path

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from persiantools.jdatetime import JalaliDate

from atlas.cite.item import LOCALES, PageItem
from atlas.language.languages import language as own
from atlas.language.markup import Markup, escape
from atlas.model.dates import FuzzyDate

STYLES = Path(__file__).parent / "styles"

#: The styles in the order of the page: the name of their message, and of their file.
STYLE_FILES = {"apa": "apa", "chicago": "chicago-notes-bibliography", "iran": "iran-manual-of-style"}

#: Stands for the page's address until it is known.
ADDRESS = "{address}"

_TITLE_MARK, _ADDRESS_MARK = "Qtitleq", "https://qaddressq.invalid/"
_AFTER_QUOTATION = re.compile(r"”([.,])")
_PERSIAN_MARKS = str.maketrans({",": "،", ";": "؛", "“": "«", "”": "»", "‘": "«", "’": "»"})


def citations(item: PageItem) -> dict[str, Markup]:
    """The citation of a page in each style, with :data:`ADDRESS` for its address."""
    return {style: _cited(style, item) for style in STYLE_FILES}


def _cited(style: str, item: PageItem) -> Markup:
    # What the processor sets it leaves as it is: the names of the site are text, too.
    author, work = str(escape(item.author)), str(escape(item.work))
    html = _pattern(style, item.language, author, work, item.version, item.checked)
    return Markup(html.replace(_TITLE_MARK, str(escape(item.title))).replace(_ADDRESS_MARK, ADDRESS))


@lru_cache(maxsize=512)
def _pattern(style: str, language: str, author: str, work: str, version: str, checked: FuzzyDate) -> str:
    """What ``style`` makes of a page of that day, with marks for title and address."""
    item = PageItem("x", "x", language, _TITLE_MARK, author, work, version, checked).csl(_ADDRESS_MARK)
    if style == "iran" and language == "fa":
        item["issued"] = {"date-parts": [[JalaliDate(checked.last).year]]}
    html = _processed(style, item, LOCALES.get(language, language))
    if language == "fa":
        # CSL's Persian terms are bare; before a number the word takes its ezafe.
        return own(language).digits(html.translate(_PERSIAN_MARKS)).replace("نسخه ", "نسخهٔ ")
    # The processor does not know "punctuation-in-quote", which CSL's locale of American English sets.
    return _AFTER_QUOTATION.sub(r"\1”", html)


@lru_cache(maxsize=8)
def _style(style: str, locale: str) -> CitationStylesStyle:
    return CitationStylesStyle(str(STYLES / f"{STYLE_FILES[style]}.csl"), locale=locale, validate=False)


def _processed(style: str, item: dict[str, object], locale: str) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the processor names every variable of CSL that it does not know
        library = CitationStylesBibliography(_style(style, locale), CiteProcJSON([item]), formatter.html)
        library.register(Citation([CitationItem(item["id"])]))
        return str(library.bibliography()[0])
