"""How the pages speak one language: words, numbers, dates, names, lists.

In: an atlas, the words of the templates (``messages.yml``) and a language. Out: text and HTML for templates.
Knows nothing of pages. Whatever a template prints in words comes from here or from the data.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from .calendars import gregorian, persian_digits, solar_hijri
from .dates import FuzzyDate, parse_date
from .fields import Text
from .load import Atlas

Messages = Mapping[str, Mapping[str, Any]]

#: Direction of writing of the atlas's languages.
DIRECTIONS = {"en": "ltr", "fa": "rtl"}

#: Their numbering systems, by the names of Unicode (UTS 35).
NUMERALS = {"en": "latn", "fa": "arabext"}

# A Latin run: from a letter on, with digits, marks and single spaces inside, to a letter, digit or +.
_LATIN = re.compile(r"[A-Za-zÀ-ɏ](?:[A-Za-zÀ-ɏ0-9&/+.,'’:–-]| (?=[A-Za-zÀ-ɏ0-9]))*[A-Za-zÀ-ɏ0-9+]|[A-Za-z]\+?")
_PERSIAN = re.compile(r"[\u0600-\u06ff](?:[\u0600-\u06ff\u200c]| (?=[\u0600-\u06ff]))*")


def isolate(html: str, language: str) -> str:
    """Wrap runs of the other script in the text of ``html`` in ``<bdi>``, so that marks beside them stay in place.

    Tags are left alone, and so is everything inside code, SVG, scripts, and elements that carry ``lang`` already.
    """
    pattern, other = (_LATIN, "en") if language == "fa" else (_PERSIAN, "fa")
    replacement = rf'<bdi lang="{other}" dir="{DIRECTIONS[other]}">\g<0></bdi>'
    pieces = re.split(r"(<!--.*?-->|<[^>]*>)", html, flags=re.DOTALL)
    closed: list[str] = []  # the open elements whose content stays as it is, outermost first
    for index, piece in enumerate(pieces):
        if index % 2:
            _follow(piece, closed)
        elif not closed and piece.strip():
            pieces[index] = re.sub(r"&[#\w]+;|" + pattern.pattern, lambda m: _wrap(m, pattern, replacement), piece)
    return "".join(pieces)


def _wrap(match: re.Match[str], pattern: re.Pattern[str], replacement: str) -> str:
    text = match[0]
    return text if text.startswith("&") else pattern.sub(replacement, text, count=1)


_LEFT_ALONE = {"code", "pre", "script", "style", "svg", "bdi", "kbd", "textarea", "math"}
_VOID = {"br", "hr", "img", "input", "link", "meta", "wbr", "col", "source"}


def _follow(tag: str, closed: list[str]) -> None:
    """Keep ``closed`` up to date with one tag of the HTML."""
    match = re.match(r"<(/?)([A-Za-z0-9-]+)", tag)
    if match is None or match[2].lower() in _VOID or tag.endswith("/>"):
        return
    name = match[2].lower()
    if match[1]:
        if closed and closed[-1] == name:
            closed.pop()
    elif name in _LEFT_ALONE or " lang=" in tag or (closed and closed[-1] == name):
        closed.append(name)


@dataclass(frozen=True)
class Speech:
    """One language of the site."""

    language: str
    atlas: Atlas
    messages: Messages
    locale: Locale = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "locale", Locale("en", "GB") if self.language == "en" else Locale(self.language))

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return DIRECTIONS[self.language]

    def of(self, text: Any) -> str:
        """Return this language's version of a bilingual text; empty for none."""
        return "" if text is None else str(getattr(text, self.language))

    def say(self, key: str, count: int | None = None, **values: object) -> Markup:
        """The message ``key`` with ``values`` put in; ``count`` chooses among plural forms (CLDR) and fills {count}.

        Values are escaped unless they are Markup. Raises KeyError for a message that does not exist.
        """
        message = self.messages[key][self.language]
        if count is not None:
            if not isinstance(message, str):
                message = message.get(self.locale.plural_form(count), message["other"])
            values["count"] = self.number(count)
        return Markup(escape(message)).format(**values) if values else Markup(escape(message))

    def label(self, vocabulary: str, term: str) -> str:
        """The label of a term of the vocabulary."""
        return self.atlas.label(vocabulary, term, self.language)

    def number(self, value: int | float) -> str:
        """A number with this language's digits and separators."""
        # Babel takes the separators of the numbering system, but leaves the digits as they are.
        return self.digits(str(format_decimal(value, locale=self.locale, numbering_system=NUMERALS[self.language])))

    def digits(self, text: str | int) -> str:
        """``text`` with this language's digits, without separators: years, numbers of notes."""
        return persian_digits(text) if self.language == "fa" else str(text)

    def words(self, when: FuzzyDate) -> str:
        """A date in words, Gregorian only: a span in which one day lies reads otherwise than one that lasted."""
        if when.precision == "between":
            first, last = when.ends
            return str(self.say("between_dates", first=self.words(first), last=self.words(last)))
        text = gregorian(when, self.language)
        return str(self.say("about_date", date=text)) if when.approximate else text

    def begun(self, when: FuzzyDate | None, known_by: FuzzyDate | None) -> str:
        """A beginning in words; where none is known, the date by which it was, or that it is not known."""
        if when is not None:
            return self.words(when)
        return str(self.say("by_date", date=self.words(known_by)) if known_by else self.say("unknown_date"))

    def date(self, when: FuzzyDate | None) -> Markup:
        """A date as HTML: ``<time>``, on Persian pages with the Solar Hijri date behind it. Empty for none."""
        if when is None:
            return Markup("")
        machine = when.ends[0].text.rstrip("~")
        result = Markup('<time datetime="{}">{}</time>').format(machine, self.words(when))
        if self.language == "fa":
            result += Markup(' <span class="hijri">({})</span>').format(solar_hijri(when))
        return result

    def day(self, day: datetime.date) -> Markup:
        """A calendar day as :meth:`date` shows it."""
        return self.date(parse_date(day.isoformat()))

    def year(self, when: FuzzyDate) -> str:
        """The year alone, for narrow places; both ends of an interval."""
        years = dict.fromkeys(end.text[:4] for end in when.ends)
        return self.digits("–".join(years))

    def country(self, code: str) -> str:
        """What the atlas calls a country, by its code."""
        return self.atlas.country_name(code, self.language)

    def country_in_sentence(self, code: str) -> str:
        """The same with the article that English puts before some names."""
        override = self.atlas.countries.get(code)
        if self.language == "en" and override is not None and override.sentence is not None:
            return override.sentence
        return self.country(code)

    def short_name(self, name: Text, abbreviation: Text | None) -> str:
        """What an organization is called where there is little room.

        English readers know SAARC and WTO; in Persian a name says more than the sounds of English letters do.
        """
        return self.of(abbreviation if abbreviation and self.language == "en" else name)

    def enumerate(self, items: Iterable[str]) -> str:
        """``a, b and c`` as this language writes it."""
        return str(format_list(list(items), locale=self.locale))

    @property
    def subject(self) -> str:
        """The name of the country the atlas is about."""
        return self.country(self.atlas.subject.country)

    def sort_key(self, text: str) -> tuple[str, ...] | str:
        """A key that sorts names in this language's alphabetical order."""
        if self.language == "fa":
            return tuple(_PERSIAN_ORDER.get(letter, letter) for letter in text.replace("\u200c", "").replace("ٔ", ""))
        return text.casefold()


# Code points follow the Arabic alphabet; Persian has four letters more, and its own places for ک گ و ه ی.
_PERSIAN_ALPHABET = "آ ا ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی"
_PERSIAN_ORDER = {letter: f"\u0600{index:02d}" for index, letter in enumerate(_PERSIAN_ALPHABET.split())}
