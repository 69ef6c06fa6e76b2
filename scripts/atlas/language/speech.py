"""How the pages speak one language: words, numbers, dates, names, lists.

In: an atlas, the words of the templates (``messages.yml``) and a language. Out: text and HTML for templates.
Knows nothing of pages. Whatever a template prints in words comes from here or from the data.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from atlas.language.calendars import gregorian, persian_digits, solar_hijri
from atlas.language.languages import DIRECTIONS, NUMERALS
from atlas.language.messages import Messages
from atlas.model.atlas import Atlas
from atlas.model.dates import FuzzyDate, parse_date
from atlas.model.fields import Text


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
        """Return this language's version of a bilingual text; empty for none, and a remark where it is still to be written."""
        if text is None:
            return ""
        return str(getattr(text, self.language) or self.say("untranslated"))

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
