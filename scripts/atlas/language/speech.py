"""How the pages speak one language: words, numbers, dates, names, lists.

In: an atlas, the words of the templates (``messages.yml``) and a language. Out: text and HTML for templates.
Knows nothing of pages. Whatever a template prints in words comes from here or from the data.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, partial, reduce

import markupsafe
from babel import Locale
from babel.lists import format_list

from atlas.derive.memberships import Beginning
from atlas.language.calendars import SECOND_CALENDARS, first_end, gregorian, holds, is_one_of_two, without_year
from atlas.language.collation import Key, sort_key
from atlas.language.isolate import BORROWED, RETURNED, borrow
from atlas.language.languages import Language, language, prefix
from atlas.language.markup import Markup, plain_text
from atlas.language.messages import Messages, MissingMessageError
from atlas.model.atlas import Atlas
from atlas.model.dates import FuzzyDate, parse_date
from atlas.model.fields import Labelled
from atlas.model.records import Departure, Organization


@dataclass(frozen=True)
class Speech:
    """One language of the site."""

    language: str
    atlas: Atlas
    messages: Messages
    own: Language = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "own", language(self.language))

    @property
    def locale(self) -> Locale:
        """Babel's locale."""
        return self.own.locale

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return self.own.direction

    @property
    def root(self) -> str:
        """What the addresses of this language's pages begin with, below the site."""
        return prefix(self.language, self.atlas.languages)

    @property
    def comma(self) -> str:
        """What stands between the parts of a list."""
        return self.own.comma

    def of(self, text: Labelled | None) -> str:
        """A text in this language; the first language's, marked as borrowed; or a remark where it is still to be written.

        Empty for no text.
        """
        if text is None:
            return ""
        own = text.in_language(self.language)
        if own is None and self.language in self.atlas.subject.unfinished_languages:
            first = text.in_language(self.atlas.languages[0])
            own = None if first is None else borrow(first)
        return str(self.say("untranslated") if own is None else own)

    def say(self, key: str, count: int | None = None, **values: object) -> Markup:
        """The message ``key`` with ``values`` put in; ``count`` chooses among plural forms (CLDR) and fills {count}.

        A form for one is written in words, so nothing takes it but one: Persian's plural rule would give it to none too.
        Values are escaped unless they are Markup. What this language has no words for is said in the first, marked as
        borrowed. Raises MissingMessageError for a message that does not exist.
        """
        words = self.messages.get(key)
        if words is None:
            raise MissingMessageError(f"there is no message {key} in messages.yml")
        if self.language not in words:
            first = Speech(self.atlas.languages[0], self.atlas, self.messages)
            return Markup("{}{}{}").format(BORROWED, first.say(key, count, **values), RETURNED)
        message = words[self.language]
        if count is not None:
            if not isinstance(message, str):
                form = self.locale.plural_form(count) if count else "zero"
                message = message.get(form, message["other"])
            values["count"] = self.number(count)
        html = _html_of(message)
        return html.format(**values) if values else html

    def say_of(self, key: str, term: str, **values: object) -> Markup:
        """The message ``key`` as it is for ``term``: in words of its own where there are such (``key_term``)."""
        own = f"{key}_{term.replace('-', '_')}"
        return self.say(own if own in self.messages else key, None, **values)

    def label(self, vocabulary: str, term: str) -> str:
        """The label of a term of the vocabulary."""
        return self.of(self.atlas.vocabulary[vocabulary][term])

    def number(self, value: int | float) -> str:
        """A number with this language's digits and separators."""
        return self.own.number(value)

    def digits(self, text: str | int) -> str:
        """``text`` with this language's digits, without separators: years, numbers of notes."""
        return self.own.digits(text)

    def words(self, when: FuzzyDate) -> str:
        """A date in words, Gregorian only: a span in which one day lies reads otherwise than one that lasted."""
        if when.precision == "between":
            first, last = when.ends
            begins = self.words(first) if first.approximate else first_end(first, last, self.language)
            ends = self.words(last)
            if holds(first, last):
                begins = plain_text(self.say("beginning_of", date=begins))
            elif holds(last, first):
                begins = begins if first.approximate else without_year(first, self.language)
                ends = plain_text(self.say("end_of", date=ends))
            return self._between(when, begins, ends)
        text = gregorian(when, self.language)
        return plain_text(self.say("about_date", date=text)) if when.approximate else text

    def _between(self, when: FuzzyDate, first: str, last: str) -> str:
        """The two ends between which a day lies, in words: ``25 or 26 September 1969``."""
        key = "one_of_two" if is_one_of_two(when) else "between_dates"
        return plain_text(self.say(key, first=first, last=last))

    def begun(self, when: FuzzyDate | None, known_by: FuzzyDate | None) -> str:
        """A beginning in words; where none is known, the date by which it was, or that it is not known."""
        if when is not None:
            return self.words(when)
        return plain_text(self.say("by_date", date=self.words(known_by)) if known_by else self.say("unknown_date"))

    def joined(self, beginning: Beginning) -> Markup:
        """The beginning of a membership in words: a date, or the bound that a data set gives, or that it is not known."""
        if beginning.date is not None:
            return Markup("{}").format(self.words(beginning.date))
        if beginning.counted is None:
            return self.say("unknown_date")
        return self.say("first_counted", bound=self.counted(beginning, self.words(beginning.counted)))

    def counted(self, beginning: Beginning, when: str) -> Markup:
        """The year ``when`` in which a data set first counts a membership, and how much earlier it may have begun."""
        if beginning.years_late:
            return self.say("counted_late", beginning.years_late, date=when)
        return self.say("by_date", date=when) if beginning.earlier else Markup("{}").format(when)

    def moment(self, when: FuzzyDate | None) -> Markup:
        """:meth:`date` for a place after "since" or "from": of one day in a span, that it was some time in it."""
        if when is not None and when.precision == "between" and not is_one_of_two(when):
            return self.say("some_time", date=self.date(when))
        return self.date(when)

    def date(self, when: FuzzyDate | None) -> Markup:
        """A date as HTML: ``<time>``, with the date in the language's second calendar behind it. Empty for none."""
        if when is None:
            return Markup("")
        machine = when.ends[0].text.rstrip("~")
        result = Markup('<time datetime="{}">{}</time>').format(machine, self.words(when))
        if self.own.second_calendar:
            between = partial(self._between, when) if is_one_of_two(when) else None
            second = SECOND_CALENDARS[self.own.second_calendar](when, self.language, between)
            result += Markup(' <span class="hijri">({})</span>').format(second) if second else ""
        return result

    def end_of_span(self, start: FuzzyDate | None, end: FuzzyDate | None) -> Markup:
        """The end of a span whose beginning stands before it; of one that may have ended at once, by when it had."""
        if start and end and end.precision == "between" and end.first <= start.last:
            return self.say("by_date", date=self.date(end.ends[1]))
        return self.date(end)

    def day(self, day: datetime.date) -> Markup:
        """A calendar day as :meth:`date` shows it."""
        return self.date(parse_date(day.isoformat()))

    def country(self, code: str) -> str:
        """What the atlas calls a country, by its code."""
        return self.atlas.country_name(code, self.language)

    def country_in_sentence(self, code: str) -> str:
        """The same as it stands in a sentence, where the language has a form of its own for that (English: an article).

        Without the ampersand of CLDR's lists.
        """
        override = self.atlas.countries.get(code)
        if self.own.names_in_sentences and override is not None and override.sentence is not None:
            return override.sentence
        return self.country(code).replace(" & ", " and ")

    def short_name(self, record: Organization) -> str:
        """What an organization is called where there is little room.

        English readers know SAARC and WTO; in another script a name says more than the sounds of Latin letters do, unless
        those have become its name: سارک.
        """
        short = self.own.abbreviates or self.language in record.known_by_abbreviation
        return self.of(record.abbreviation if record.abbreviation and short else record.name)

    def figure_name(self, record: Organization) -> str:
        """What an organization is called beside a bar or above a column, where its full name is near: یونسکو, ایکائو."""
        return self.of(record.abbreviation or record.name)

    def list_name(self, record: Organization) -> str:
        """What an organization is called in lists: by its name, or by the abbreviation where that is the usual name."""
        return self.short_name(record) if self.language in record.known_by_abbreviation else self.of(record.name)

    def enumerate(self, items: Iterable[str]) -> str:
        """``a, b and c`` as this language writes it."""
        return str(format_list(list(items), locale=self.locale))

    def row_of(self, items: Iterable[str]) -> str:
        """``a, b, c``: the items of a cell, of which one may hold an *and* of its own (CLDR's pattern between items)."""
        return reduce(self.locale.list_patterns["standard"]["middle"].format, items)

    def departed(self, left: Iterable[Departure]) -> str:
        """Who has left an organization since the day that the list of its members describes: ``Iran (7 January 2026) and …``."""
        return self.enumerate(f"{self.country_in_sentence(item.country)} ({self.words(item.date)})" for item in left)

    @property
    def subject(self) -> str:
        """The name of the country the atlas is about."""
        return self.country(self.atlas.subject.country)

    @property
    def possessive(self) -> str:
        """The genitive of that name, where a language has one."""
        return self.of(self.atlas.subject.possessive)

    def sort_key(self, text: str) -> Key:
        """A key that sorts names in this language's alphabetical order."""
        return sort_key(text, self.language)


@cache  # the same few hundred messages on all pages
def _html_of(message: str) -> Markup:
    """A message as HTML. The messages are the pages' own: their braces are places for values."""
    return Markup(markupsafe.escape(message))
