"""Rules on the texts themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from atlas.checks.common import is_prose
from atlas.checks.persian import faults
from atlas.checks.registry import rule
from atlas.findings import WARNING, Finding, Path, quote
from atlas.model.atlas import Atlas, Entry
from atlas.model.beside import CountryName, Subject
from atlas.model.citations import plain
from atlas.model.fields import LANGUAGES, Aliases, Text, walk
from atlas.model.records import Organization, Topic

#: Shorter texts, such as names and labels, may well be the same in two places.
SHORTEST_SENTENCE = 80

_HTML = re.compile(r"<[/!?A-Za-z][^>]*>")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s", re.MULTILINE)
_PERSIAN_LETTER = re.compile("[\u0600-\u06ff]")


def _persian_texts(entry: Entry) -> Iterator[tuple[Path, str]]:
    for path, value, marks in walk(entry.value):
        if isinstance(value, Text) and value.fa:
            yield (*path, "fa"), plain(value.fa) if is_prose(marks) else value.fa


@rule
def persian_follows_the_orthography(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that Persian text has Persian letters, digits, punctuation and half-spaces. Aliases may be misspelt."""
    for entry in atlas.entries:
        for path, text in _persian_texts(entry):
            for fault, mend in faults(text):
                yield entry.finding(path, f"«{fault}» is not written so. {mend}")


@rule
def each_language_is_its_own(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that a Persian text has Persian letters."""
    for entry in atlas.entries:
        for path, text in _persian_texts(entry):
            if not _PERSIAN_LETTER.search(text):
                yield entry.finding(path, f"{quote(text)} has no Persian letter. Write it in Persian")


def _wanted_texts(atlas: Atlas) -> Iterator[tuple[Entry, Path, str, bool]]:
    """Every text that lacks a language: where its mark stands, the language, whether it gives a page its title."""
    for entry in atlas.entries:
        titles = isinstance(entry.value, Organization | Topic | CountryName)
        for path, value, _marks in walk(entry.value):
            if isinstance(value, Text) and value.wanted:
                titled = isinstance(entry.value, Subject) or (titles and path in (("name",), ("title",)))
                yield entry, (*path, "wanted"), value.wanted, titled


@rule
def wanted_translations_are_counted(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that a text in one language only is seen: it is welcome, and somebody is to write the other."""
    for entry, path, language, titled in _wanted_texts(atlas):
        if not titled:
            name = atlas.label("languages", language, "en") if language in LANGUAGES else language
            yield entry.finding(
                path, f"the text in {name} is wanted. Write it in {language}, and remove wanted", WARNING
            )


@rule
def names_are_in_both_languages(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that what gives a page its title is there in both languages."""
    for entry, path, language, titled in _wanted_texts(atlas):
        if titled:
            yield entry.finding(path, f"a page cannot do without its title. Write it in {language}, too")


@rule
def texts_hold_no_html(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that no text contains HTML: it would reach the page as it is."""
    for entry in atlas.entries:
        for path, value, _marks in walk(entry.value):
            if isinstance(value, str) and (match := _HTML.search(value)):
                yield entry.finding(path, f"{quote(match[0])} is HTML. Use Markdown, or remove it")


@rule
def prose_holds_no_headings(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that prose has no heading of its own: a section has an id, so that its address is the same in both languages."""
    for entry in atlas.entries:
        for path, value, marks in walk(entry.value):
            if isinstance(value, Text) and is_prose(marks):
                for language in LANGUAGES:
                    if match := _HEADING.search(getattr(value, language)):
                        yield entry.finding(
                            (*path, language), f"{match[1]} begins a heading. Make it a section with id and title"
                        )


@rule
def no_text_appears_twice(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that no sentence is written twice: one fact has one place, and others link to it."""
    first: dict[str, str] = {}
    for entry in atlas.records():
        for path, value, _marks in walk(entry.value):
            if not isinstance(value, Text):
                continue
            for language in LANGUAGES:
                text = getattr(value, language)
                if len(text) < SHORTEST_SENTENCE:
                    continue
                if text in first:
                    yield entry.finding(
                        (*path, language),
                        f"the same text stands in {first[text]}. Keep it in one place, and link to it",
                    )
                first.setdefault(text, entry.file.name)


@rule
def aliases_are_useful(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that no alias repeats another, or the name."""
    for entry in atlas.records():
        for path, value, _marks in walk(entry.value):
            if not isinstance(value, Aliases):
                continue
            for language in LANGUAGES:
                name = getattr(getattr(entry.value, "name", None), language, None)
                seen = {name}
                for index, alias in enumerate(getattr(value, language)):
                    if alias in seen:
                        yield entry.finding((*path, language, index), f"{quote(alias)} is already a name. Remove it")
                    seen.add(alias)
