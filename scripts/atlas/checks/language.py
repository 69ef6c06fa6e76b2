"""Rules on the texts themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from atlas.checks.common import is_prose, labels_of, prose_of
from atlas.checks.persian import faults
from atlas.checks.registry import rule
from atlas.findings import Finding, Path, quote
from atlas.model.atlas import Atlas, Entry
from atlas.model.citations import plain
from atlas.model.fields import LANGUAGES, Aliases, Text, walk
from atlas.model.prose import faults as prose_faults
from atlas.model.prose import label_faults

#: Shorter texts, such as names and labels, may well be the same in two places.
SHORTEST_SENTENCE = 80

#: A word that does not fit on a phone; longer ones are no words.
LONGEST_WORD = 60

_LONG_WORD = re.compile(rf"[^\s\-–—/()\[\]«»،؛]{{{LONGEST_WORD + 1},}}")
_PERSIAN_LETTER = re.compile("[\u0600-\u06ff]")


def _persian_texts(entry: Entry) -> Iterator[tuple[Path, str]]:
    for path, value, marks in walk(entry.value):
        if isinstance(value, Text):
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


@rule
def labels_are_one_line_of_words(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that names, titles and notes hold neither markup, which would be shown as its signs, nor line breaks."""
    for entry in atlas.entries:
        for path, text in labels_of(entry):
            for fault in label_faults(text):
                yield entry.finding(path, fault)
            if "\n" in text.strip():
                yield entry.finding(path, f"{quote(text)} has a line break. Write it in one line")


@rule
def prose_keeps_to_its_notation(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that prose holds paragraphs, lists, emphasis, links to records and citations, and nothing else."""
    for entry in atlas.entries:
        for path, text in prose_of(entry):
            for fault in prose_faults(text):
                yield entry.finding(path, fault)


@rule
def words_fit_a_line(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that no word is longer than a line: it would push the page wider than the screen."""
    for entry in atlas.entries:
        for path, text in (*labels_of(entry), *((path, plain(prose)) for path, prose in prose_of(entry))):
            if len(text) > LONGEST_WORD and (match := _LONG_WORD.search(text)):
                yield entry.finding(
                    path, f"{quote(match[0])} is a word of {len(match[0])} letters. Write shorter words, with spaces"
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
