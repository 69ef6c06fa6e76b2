"""Rules on the texts themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from atlas.checks.common import is_prose, labels_of, prose_of
from atlas.checks.persian import faults
from atlas.checks.registry import rule, rule_of_all
from atlas.findings import WARNING, Finding, Path, quote
from atlas.language.languages import language as language_of
from atlas.language.languages import language_name
from atlas.memory import digest
from atlas.model.atlas import Atlas, Entry, fact
from atlas.model.beside import CountryName, Subject
from atlas.model.citations import plain
from atlas.model.fields import Aliases, Text
from atlas.model.prose import faults as prose_faults
from atlas.model.prose import label_faults
from atlas.model.records import Organization, Topic

#: Shorter texts, such as names and labels, may well be the same in two places.
SHORTEST_SENTENCE = 80

#: A word that does not fit on a phone; longer ones are no words.
LONGEST_WORD = 60

#: The fields that give a page its title.
TITLES: tuple[Path, ...] = (("name",), ("title",))

#: Digits of the Arabic script, and the letters beside which they belong.
_ARABIC_DIGITS = re.compile("[٠-٩۰-۹]+")
_ARABIC_LETTER = re.compile("[آ-يٮ-ۓە-ۿ]")

_LONG_WORD = re.compile(rf"[^\s\-–—/()\[\]«»،؛]{{{LONGEST_WORD + 1},}}")

#: The languages with rules of orthography; each finds what breaks a rule in a text, and the mend.
ORTHOGRAPHIES = {"fa": faults}


def _texts(entry: Entry, language: str) -> Iterator[tuple[Path, str]]:
    """The texts of ``entry`` in one language, without citations and signs of Markdown."""
    for path, value, marks in entry.of(Text):
        if (text := value.in_language(language)) is not None:
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
    """Ensure that a text has letters of its language's script, where the atlas has languages in several."""
    languages = [language_of(code) for code in atlas.languages]
    if len({own.script for own in languages}) == 1:
        return
    for own in languages:
        if not own.letters:
            continue
        letter, name = re.compile(f"[{own.letters}]"), language_name(own.code)
        for entry in atlas.entries:
            for path, text in _texts(entry, own.code):
                # What has no letters at all, such as 5 < 6, is in the first language as much as in any; but it names nothing.
                asked = own is not languages[0] or path[:-1] in TITLES or any(map(str.isalpha, text))
                if asked and not letter.search(text):
                    yield entry.finding(path, f"{quote(text)} has no {name} letter. Write it in {name}")


@rule
def digits_are_those_of_the_language(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that a text in Latin letters has the digits 0 to 9, but in words that it quotes in Arabic letters."""
    for code in atlas.languages:
        if language_of(code).script != "Latn":
            continue
        for entry in atlas.entries:
            for path, text in _texts(entry, code):
                if path[:-1] in TITLES and not any(map(str.isalpha, text)):
                    continue  # it is no name
                if digits := next(_foreign_digits(text), None):
                    plain_digits = "".join(str(int(digit)) for digit in digits)
                    yield entry.finding(
                        path, f"{digits} is not written in the digits of the text. Write {plain_digits}"
                    )


def _foreign_digits(text: str) -> Iterator[str]:
    """The numbers in Arabic digits in ``text`` with no Arabic letter before or after them."""
    for match in _ARABIC_DIGITS.finditer(text):
        before = next((char for char in reversed(text[: match.start()]) if char.isalpha()), "")
        after = next((char for char in text[match.end() :] if char.isalpha()), "")
        if not _ARABIC_LETTER.search(before + after):
            yield match[0]


def _wanted_texts(atlas: Atlas) -> Iterator[tuple[Entry, Path, str, bool]]:
    """Every text that lacks a language: where its mark stands, the language, whether it gives a page its title."""
    for entry in atlas.entries:
        titles = isinstance(entry.value, Organization | Topic | CountryName)
        for path, value, _marks in entry.of(Text):
            if value.wanted:
                titled = isinstance(entry.value, Subject) or (titles and path in TITLES)
                yield from ((entry, (*path, "wanted"), code, titled) for code in value.wanted)


@rule
def wanted_translations_are_counted(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that a text that lacks a language is seen: it is welcome, and somebody is to write the other."""
    for entry, path, code, titled in _wanted_texts(atlas):
        if not titled:
            yield entry.finding(
                path, f"the text in {language_name(code)} is wanted. Write it in {code}, and remove wanted", WARNING
            )


@rule
def names_are_in_every_language(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that what gives a page its title is there in every finished language."""
    for entry, path, code, titled in _wanted_texts(atlas):
        if titled:
            yield entry.finding(path, f"a page cannot do without its title. Write it in {code}, too")


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
            # What has no longer run of signs has no longer word: to part a text at its spaces is quicker.
            long = len(text) > LONGEST_WORD and any(len(run) > LONGEST_WORD for run in text.split())
            if long and (match := _LONG_WORD.search(text)):
                yield entry.finding(
                    path, f"{quote(match[0])} is a word of {len(match[0])} letters. Write shorter words, with spaces"
                )


@fact
def _sentences(entry: Entry) -> list[list[Any]]:
    """The texts of a record that are long enough to be told from others: the path of each, and a digest."""
    return [
        [[*path, language], digest(text)]
        for path, value, _marks in entry.of(Text)
        for language, text in value.by_language.items()
        if len(text) >= SHORTEST_SENTENCE
    ]


@rule_of_all
def no_text_appears_twice(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that no sentence is written twice: one fact has one place, and others link to it."""
    first: dict[str, str] = {}
    for entry in atlas.records():
        for path, text in _sentences(entry):
            if text in first:
                yield entry.finding(
                    tuple(path), f"the same text stands in {first[text]}. Keep it in one place, and link to it"
                )
            first.setdefault(text, entry.file.name)


@rule
def aliases_are_useful(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that no alias repeats another, or the name."""
    for entry in atlas.records():
        for path, value, _marks in entry.of(Aliases):
            name = getattr(entry.value, "name", None)
            for language, aliases in value.by_language.items():
                seen = {name.in_language(language)} if name else set()
                for index, alias in enumerate(aliases):
                    if alias in seen:
                        yield entry.finding((*path, language, index), f"{quote(alias)} is already a name. Remove it")
                    seen.add(alias)
