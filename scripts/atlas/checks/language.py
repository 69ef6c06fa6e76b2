"""Rules on the texts themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from atlas.checks.common import is_prose
from atlas.checks.persian import faults
from atlas.checks.registry import rule
from atlas.findings import Finding, Path, quote
from atlas.language.languages import language as language_of
from atlas.language.languages import language_name
from atlas.model.atlas import Atlas, Entry
from atlas.model.citations import plain
from atlas.model.fields import Aliases, Text

#: Shorter texts, such as names and labels, may well be the same in two places.
SHORTEST_SENTENCE = 80

# Also without its end: a browser closes what is open. What is quoted is bounded, so that many beginnings take no time.
_HTML = re.compile(r"<[/!?A-Za-z][^<>]{0,200}>?")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s", re.MULTILINE)

#: The languages with rules of orthography; each finds what breaks a rule in a text, and the mend.
ORTHOGRAPHIES = {"fa": faults}


def _texts(entry: Entry, language: str) -> Iterator[tuple[Path, str]]:
    """The texts of ``entry`` in one language, without citations and signs of Markdown."""
    for path, value, marks in entry.values:
        if isinstance(value, Text) and (text := value.in_language(language)) is not None:
            yield (*path, language), plain(text) if is_prose(marks) else text


@rule
def persian_follows_the_orthography(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that Persian text has Persian letters, digits, punctuation and half-spaces. Aliases may be misspelt."""
    for language in atlas.languages:
        find = ORTHOGRAPHIES.get(language)
        for entry in atlas.entries if find else ():
            for path, text in _texts(entry, language):
                for fault, mend in find(text) if find else ():
                    yield entry.finding(path, f"«{fault}» is not written so. {mend}")


@rule
def each_language_is_its_own(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that a text in a language of another script than the first has letters of that script."""
    first, *others = map(language_of, atlas.languages)
    for own in others:
        if own.script == first.script or not own.letters:
            continue
        letter, name = re.compile(f"[{own.letters}]"), language_name(own.code)
        for entry in atlas.entries:
            for path, text in _texts(entry, own.code):
                if not letter.search(text):
                    yield entry.finding(path, f"{quote(text)} has no {name} letter. Write it in {name}")


@rule
def texts_hold_no_html(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that no text contains HTML: it would reach the page as it is."""
    for entry in atlas.entries:
        for path, value, _marks in entry.values:
            if isinstance(value, str) and (match := _HTML.search(value)):
                yield entry.finding(path, f"{quote(match[0])} is HTML. Use Markdown, or remove it")


@rule
def prose_holds_no_headings(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that prose has no heading of its own: a section has an id, so that its address is the same in both languages."""
    for entry in atlas.entries:
        for path, value, marks in entry.values:
            if isinstance(value, Text) and is_prose(marks):
                for language, text in value.by_language.items():
                    if match := _HEADING.search(text):
                        yield entry.finding(
                            (*path, language), f"{match[1]} begins a heading. Make it a section with id and title"
                        )


@rule
def no_text_appears_twice(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that no sentence is written twice: one fact has one place, and others link to it."""
    first: dict[str, str] = {}
    for entry in atlas.records():
        for path, value, _marks in entry.values:
            if not isinstance(value, Text):
                continue
            for language, text in value.by_language.items():
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
        for path, value, _marks in entry.values:
            if not isinstance(value, Aliases):
                continue
            name = getattr(entry.value, "name", None)
            for language, aliases in value.by_language.items():
                seen = {name.in_language(language)} if name else set()
                for index, alias in enumerate(aliases):
                    if alias in seen:
                        yield entry.finding((*path, language, index), f"{quote(alias)} is already a name. Remove it")
                    seen.add(alias)
