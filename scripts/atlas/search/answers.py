"""Reads answers.yml: names of the site's own pages, and the questions that one of them answers as a whole.

In: a language and the pages that an atlas has. Out: names by page, and the table that docs/assets/search/answers.js reads.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from atlas.language.languages import LANGUAGES, prefix
from atlas.model.countries import territories
from atlas.search.folding import terms, words

#: What a question may need besides its words.
CONDITIONS = ("date", "named", "common", "seats", "alone", "part")

#: In the place of the whole address of the page of a record that a query names.
RECORD = "{record}"

TABLE = Path(__file__).with_name("answers.yml")


@cache
def _table() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return loaded


def names_of(url: str, language: str) -> tuple[str, ...]:
    """How readers call the page at an address of the site, in the page's language first, then in the others."""
    named: Mapping[str, list[str]] = _table()["names"].get(url.removeprefix(prefix(language, LANGUAGES)), {})
    return tuple(dict.fromkeys(name for code in (language, *LANGUAGES) for name in named.get(code, ())))


def box_words() -> dict[str, list[str]]:
    """The words of what the box at the head of a page says, and those that ask for more: folded, with all their forms.

    And the anchors of what tells no reasons.
    """
    box = _table()["box"]
    return {name: listed if name == "anchors" else _forms(listed) for name, listed in box.items()}


def neighbouring_languages() -> tuple[str, ...]:
    """The languages around the atlas, in which readers know names and months too."""
    return tuple(_table()["neighbouring_languages"])


def neighbouring_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """What the country that has one of ``names`` is called in the languages around the atlas, by CLDR; nothing if none."""
    code = next((code for language in LANGUAGES for code, name in territories(language).items() if name in names), None)
    found = [territories(language).get(code, "") for language in neighbouring_languages()] if code else []
    return tuple(name for name in dict.fromkeys(found) if name and name not in names)


def answers(titles: Mapping[str, str], language: str, default: str) -> list[dict[str, Any]]:
    """The questions that pages among ``titles`` (address → title) answer: words folded, the answer in the language."""
    root = prefix(language, LANGUAGES)
    found = []
    for entry in _table()["questions"]:
        say = entry["say"].get(language) or entry["say"][default]
        if entry["leads_to"].startswith(RECORD):
            answer = {"url": entry["leads_to"], "title": "", "say": say}
        else:
            url = root + entry["leads_to"]
            # Of an address with the id of a record the list that has the record is the page.
            page = re.split(r"[#?{]", url)[0]
            if page not in titles:
                continue
            answer = {"url": url, "title": titles[page], "say": say}
        answer |= {name: entry[name] for name in CONDITIONS if name in entry}
        found.append({**answer, "groups": [_forms(group) for group in entry["asks"]]})
    return found


def parts() -> tuple[str, ...]:
    """The anchors of parts that the pages of some partners have, and that answer questions."""
    return tuple(dict.fromkeys(entry["part"] for entry in _table()["questions"] if "part" in entry))


def _forms(group: list[str]) -> list[str]:
    """The words of a group with all forms under which they are known, each once."""
    return list(
        dict.fromkeys(form for text in group for word in words(str(text)) for form in (word.joined, *terms(word)))
    )
