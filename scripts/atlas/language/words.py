"""What is wrong with the words of the pages: messages.yml and the fields’ words, which people edit as they edit the data.

In: the folder of templates. Out: findings. A page would fail on the first word that it misses; here all are told at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path as FilePath
from string import Formatter
from typing import Any

from atlas.findings import Finding, Path, quote
from atlas.language.languages import is_language
from atlas.language.messages import PLURALS, messages_in
from atlas.load.yaml_file import YamlFile, read_yaml
from atlas.model.descriptions import models

SCRIPTS = FilePath(__file__).resolve().parents[2]
#: The words of the search stand beside its programs.
SEARCH_MESSAGES = SCRIPTS / "atlas" / "search" / "messages.yml"

#: Where a message is named: in what is said, in the theme's words, in the menu.
_SAID = re.compile(
    r"""(?:\bsay\(|\bplain_message\(messages,|\bSection\(\s*(?:"[^"]*"|[A-Z]+),)\s*["']([a-z0-9_]+)["']\s*([,)~])"""
)


def words_findings(templates: FilePath) -> list[Finding]:
    """All that is wrong with the words beside ``templates`` and with those of the search."""
    findings: list[Finding] = []
    for path in (templates / "messages.yml", SEARCH_MESSAGES):
        file, found = _read(path)
        findings += found
        if file is not None:
            findings += _messages(file)
            if path.parent == templates:
                findings += _missing(file, templates)
    for path in sorted(templates.glob("fields.*.yml")):
        file, found = _read(path)
        findings += found + (list(_fields(file)) if file is not None else [])
    file, found = _read(templates / "field_titles.yml")
    return findings + found + (list(_titles(file)) if file is not None else [])


def _read(path: FilePath) -> tuple[YamlFile | None, list[Finding]]:
    name = f"scripts/{path.relative_to(SCRIPTS).as_posix()}" if path.is_relative_to(SCRIPTS) else path.name
    file, findings = read_yaml(path, name)
    if file is not None and not isinstance(file.data, dict):
        return None, [
            *findings,
            file.finding((), "this is no list of names with words. Begin each with its name and a colon"),
        ]
    return file, findings


def _messages(file: YamlFile) -> Iterator[Finding]:
    """Ensure that a message has the same places for values in each language that has it.

    Whether a language that the atlas calls finished has it, :mod:`atlas.checks.words` asks.
    """
    said: dict[str, Path] = {}
    for path, key, message in messages_in(file.data):
        if said.setdefault(key, path) != path:
            yield file.finding(path, f"{key} is said by {'.'.join(map(str, said[key]))} already. Keep one of the two")
        if not isinstance(message, dict) or not message or not all(map(is_language, message)):
            yield file.finding(
                path, f"{quote(message)} is no message. Write the words below it, one line for each language: en, fa"
            )
            continue
        places = {language: _places(file, (*path, language), words) for language, words in message.items()}
        faults = [found for found in places.values() if isinstance(found, Finding)]
        yield from faults
        (first, wanted), *others = places.items()
        for language, found in others:
            if not faults and found != wanted:
                yield file.finding(
                    (*path, language),
                    f"it has other places for values than {first} ({_listed(wanted)}). Write the same ones",
                )


def _listed(names: Any) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "none"


def _places(file: YamlFile, path: Path, message: Any) -> set[str] | Finding:
    """The names of the places for values in a message, or what is wrong with it."""
    if isinstance(message, dict):
        if "other" not in message or not set(message) <= set(PLURALS):
            return file.finding(
                path,
                f"its forms are {quote(', '.join(message))}. Write other, and as many of {', '.join(PLURALS)} as are needed",
            )
        texts = list(message.values())
    else:
        texts = [message]
    found: set[str] = set()
    for text in texts:
        if not isinstance(text, str) or not text.strip():
            return file.finding(path, "it is no text. Write the words")
        try:
            names = {name for _literal, name, _spec, _conversion in Formatter().parse(text) if name is not None}
        except ValueError as error:
            return file.finding(path, f"{error}. Write each place for a value as {{name}}")
        if wrong := [name for name in names if not name.isidentifier()]:
            return file.finding(
                path, f"{quote(wrong[0]) or '{}'} is no name of a value. Write each place for a value as {{name}}"
            )
        # One may say "one"; and the genitive of the subject is the subject in another form.
        found |= {"subject" if name == "possessive" else name for name in names if name != "count"}
    return found


def _missing(file: YamlFile, templates: FilePath) -> Iterator[Finding]:
    """Ensure that every message that a template or a program names is there."""
    keys = {key for _path, key, _message in messages_in(file.data)}
    for path in sorted([*templates.glob("*.j2"), *(SCRIPTS / "atlas").rglob("*.py")]):
        for key, after in _SAID.findall(path.read_text(encoding="utf-8")):
            known = any(name.startswith(key) for name in keys) if after == "~" else key in keys
            if not known:
                yield Finding(
                    file.name, 1, 1, key, f"the message is missing, and {path.name} says it. Add it in both languages"
                )


def _fields(file: YamlFile) -> Iterator[Finding]:
    """Ensure that every field of every model is described, and nothing else."""
    wanted = {model.__name__: [f.alias or name for name, f in model.model_fields.items()] for model in models()}
    for name in sorted(set(file.data) - set(wanted)):
        yield file.finding((name,), "there is no such model. Remove it, or correct its name")
    for name, fields in wanted.items():
        words = file.data.get(name)
        if (
            not isinstance(words, dict)
            or not isinstance(words.get("about"), str)
            or not isinstance(words.get("fields"), dict)
        ):
            yield file.finding((name,), "its words are missing. Write about and, below fields, one line for each field")
            continue
        for field in fields:
            if not isinstance(words["fields"].get(field), str):
                yield file.finding((name, "fields", field), "its words are missing. Write what the field means")
        for field in sorted(set(words["fields"]) - set(fields)):
            yield file.finding((name, "fields", field), "there is no such field. Remove it, or correct its name")


def _titles(file: YamlFile) -> Iterator[Finding]:
    """Ensure that every field has a name in Persian, by which a difference is told, and nothing else has."""
    names = {field.alias or name for model in models() for name, field in model.model_fields.items()}
    for name in sorted(names):
        if not isinstance(file.data.get(name), str):
            yield file.finding((name,), "the field has no name in Persian. Write what readers call it")
    for name in sorted(set(file.data) - names):
        yield file.finding((name,), "there is no such field. Remove it, or correct its name")
