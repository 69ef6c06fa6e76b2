"""Citations of one page, and how a source is described.

In: citations in the order in which the page makes them. Out: numbered marks, and the list of what they cite.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from atlas.language.languages import ways_of
from atlas.language.markup import Markup, escape, plain_text
from atlas.language.speech import Speech
from atlas.model.beside import Author, Source
from atlas.model.citations import not_cited_in
from atlas.model.fields import Citation


class Notes:
    """Numbers a page's sources in the order in which they are first cited."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._numbers: dict[str, int] = {}
        self._marks: dict[str, int] = {}

    def cite(self, citations: Iterable[Citation]) -> Markup:
        """The marks for ``citations``, such as ``[1][4, p. 12]``; each leads to its source at the foot of the page."""
        return Markup("").join(self._mark(citation) for citation in citations)

    def cite_behind(self, text: str, citations: Iterable[Citation]) -> Markup:
        """The marks for those of ``citations`` whose sources ``text``, which stands before them, does not cite itself."""
        return self.cite(not_cited_in(text, citations))

    def _mark(self, citation: Citation) -> Markup:
        speech = self._speech
        number = self._numbers.setdefault(citation.source, len(self._numbers) + 1)
        count = self._marks[citation.source] = self._marks.get(citation.source, 0) + 1
        place = ""
        if citation.locator:
            label = speech.label("locator-label", citation.label)
            place = f"{speech.comma}{label} {speech.digits(citation.locator)}"
        return Markup(
            '<sup class="cite" id="cite-{}-{}"><a href="#source-{}" aria-label="{}">[{}{}]</a></sup>'
        ).format(
            number, count, citation.source, speech.say("source_number", number=f"{speech.digits(number)}{place}"),
            speech.digits(number), place,
        )  # fmt: skip

    @property
    def cited(self) -> list[tuple[str, int]]:
        """The ids of the sources cited so far with the number of their marks, in the order of their numbers."""
        return [(source, self._marks[source]) for source in self._numbers]


def shelf(source_id: str) -> str:
    """The page of the bibliography on which a source stands: the first letter of its id, ``0-9`` for a digit."""
    return source_id[0] if source_id[0].isalpha() else "0-9"


#: A full stop at the end of what is read.
_FULL_STOP = re.compile(r"\.(?:<[^>]*>)*$")


class _AsHtml:
    """Sets the parts of a description as HTML; those in another language than the page say so."""

    def __init__(self, source: Source, speech: Speech) -> None:
        self._quotes = ways_of(source.language).quotes
        self._language = source.language
        self._foreign = source.language != speech.language

    def join(self, separator: str, parts: Iterable[str]) -> str:
        """Parts that are set already, with what stands between them."""
        return Markup(separator).join(parts)

    def own(self, text: str) -> str:
        """Words in the page's language."""
        return escape(text)

    def words(self, text: str) -> str:
        """Words of the source."""
        html = escape(text)
        return _foreign(html, self._language) if self._foreign else html

    def title(self, text: str, address: str | None) -> str:
        """A title in its quotation marks, which leads to ``address``."""
        title = Markup("{1}{0}{2}").format(text, *self._quotes)
        return self.words(Markup('<a href="{}" rel="external">{}</a>').format(address, title) if address else title)

    def container(self, text: str) -> str:
        """What the work appeared in."""
        return self.words(Markup("<cite>{}</cite>").format(text))

    def publisher(self, text: str) -> str:
        """A publisher, whose name may be in another language than the page's even where the work is not."""
        return _foreign(escape(text), self._language)


class _AsText:
    """Sets the parts of a description as plain text, without the address."""

    def __init__(self, source: Source) -> None:
        self._quotes = ways_of(source.language).quotes

    def join(self, separator: str, parts: Iterable[str]) -> str:
        """Parts that are set already, with what stands between them."""
        return separator.join(parts)

    def own(self, text: str) -> str:
        """Words in the page's language."""
        return plain_text(text)

    def words(self, text: str) -> str:
        """Words of the source."""
        return text

    container = publisher = words

    def title(self, text: str, _address: str | None) -> str:
        """A title in its quotation marks."""
        return text.join(self._quotes)


def describe(source: Source, speech: Speech) -> Markup:
    """A bibliographic description as HTML: authors, linked title, where and when it appeared."""
    return Markup(_description(source, speech, _AsHtml(source, speech)))


def describe_in_text(source: Source, speech: Speech) -> str:
    """The same description as plain text, without the address."""
    return _description(source, speech, _AsText(source))


def _description(source: Source, speech: Speech, setting: _AsHtml | _AsText) -> str:
    """The parts of a description in the order of the Chicago Manual of Style's bibliography entries, each a sentence."""
    authors = "; ".join(_author(author) for author in source.author)
    parts = [setting.words(authors)] if authors else []
    parts.append(setting.title(source.title, source.url))
    if source.container_title:
        parts.append(setting.container(source.container_title))
    details = _details(source, speech, setting)
    if details:
        parts.append(details)
    if source.issued:
        parts.append(setting.own(speech.words(source.issued)))
    # Initials bring their own full stop.
    return setting.join(" ", (part if _FULL_STOP.search(part) else part + "." for part in parts))


def shown_in(text: str, language: str) -> str:
    """The language of a source's words: its own, or English where it stands in Latin letters that the language has not."""
    if ways_of(language).script == "Latn":
        return language
    letters = [letter for letter in text if letter.isalpha()]
    return "en" if letters and all(unicodedata.name(letter, "").startswith("LATIN") for letter in letters) else language


def _foreign(html: Markup, language: str) -> Markup:
    if ways_of(language).script != "Latn":  # else its letters need not be looked at
        language = shown_in(html.striptags(), language)
    return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(language, ways_of(language).direction, html)


def _author(author: Author) -> str:
    if author.literal:
        return author.literal
    return f"{author.family}, {author.given}" if author.given else str(author.family)


def _details(source: Source, speech: Speech, setting: _AsHtml | _AsText) -> str:
    """Publisher, volume, issue, number and pages, where they are known."""
    parts = [setting.publisher(source.publisher)] if source.publisher else []
    for key, value in (("volume", source.volume), ("issue", source.issue), ("report_number", source.number)):
        if value:
            # A code with letters of its own, such as A/RES/66/220, stays as it is.
            own = value if re.search("[A-Za-z]", value) else speech.digits(value)
            parts.append(setting.own(speech.say(f"source_{key}", value=own)))
    if source.page:
        page = (speech.label("locator-label", "page"), speech.digits(source.page))
        parts.append(setting.join(" ", (setting.own(word) for word in page)))
    return setting.join(speech.comma, parts)
