"""Citations of one page, and how a source is described.

In: citations in the order in which the page makes them. Out: numbered marks, and the list of what they cite.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from atlas.language.languages import ways_of
from atlas.language.markup import Markup
from atlas.language.speech import Speech
from atlas.model.beside import Author, Source
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


def describe(source: Source, speech: Speech) -> Markup:
    """A bibliographic description as HTML: authors, linked title, where and when it appeared.

    The order of the parts is that of the Chicago Manual of Style's bibliography entries.
    """
    foreign = source.language != speech.language
    title = Markup("{1}{0}{2}").format(source.title, *ways_of(source.language).quotes)
    if source.url:
        title = Markup('<a href="{}" rel="external">{}</a>').format(source.url, title)
    parts = [_foreign(title, source.language) if foreign else title]
    authors = "; ".join(_author(author) for author in source.author)
    if authors:
        parts.insert(
            0, _foreign(Markup("{}").format(authors), source.language) if foreign else Markup("{}").format(authors)
        )
    if source.container_title:
        container = Markup("<cite>{}</cite>").format(source.container_title)
        parts.append(_foreign(container, source.language) if foreign else container)
    details = _details(source, speech)
    if details:
        parts.append(details)
    if source.issued:
        parts.append(Markup("{}").format(speech.words(source.issued)))
    # Initials bring their own full stop.
    return Markup(" ").join(part if _FULL_STOP.search(part) else part + Markup(".") for part in parts)


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


def _details(source: Source, speech: Speech) -> Markup:
    """Publisher, volume, issue, number and pages, where they are known."""
    parts = []
    if source.publisher:
        parts.append(_foreign(Markup("{}").format(source.publisher), source.language))
    for key, value in (("volume", source.volume), ("issue", source.issue), ("report_number", source.number)):
        if value:
            parts.append(speech.say(f"source_{key}", value=speech.digits(value)))
    if source.page:
        parts.append(Markup("{} {}").format(speech.label("locator-label", "page"), speech.digits(source.page)))
    return Markup(speech.comma).join(parts)
