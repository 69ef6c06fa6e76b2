"""Collects the pages of a build and makes the search's files when all languages are built.

In: each page's HTML with its front matter. Out: texts by path below assets/search/ of the site. Knows nothing of MkDocs.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from atlas.build.inputs import TEMPLATES, program
from atlas.build.side_by_side import side_by_side
from atlas.language.languages import LANGUAGES
from atlas.memory import Memory, digest, digest_of_files
from atlas.search.extract import BREAK, Place, places
from atlas.search.files import fold_table_file, search_files
from atlas.search.index import KINDS, Kept, SearchPage, build_index, count_terms

#: Pages that only repeat what others say: they are found by name, and their text is not searched.
NAMES_ONLY = ("home", "list")
#: Pages that nobody looks for by name either: parts of one list, and what was taken out.
NOT_SEARCHED = ("shelf", "gone")
#: Where the files stand in the site, beside the scripts that read them.
FOLDER = "assets/search"


def extract(url: str, title: str, html: str, meta: Mapping[str, Any]) -> dict[str, Any] | None:
    """What the search wants to know of a page, as JSON can hold it; None for a page that is not searched."""
    kind = str(meta.get("kind", ""))
    if kind in NOT_SEARCHED:
        return None
    found = () if kind in NAMES_ONLY else places(html)
    return {
        "url": url,
        "title": title,
        "kind": kind if kind in KINDS else "page",
        "description": _whole(str(meta.get("description", "")), found),
        "aliases": [str(alias) for alias in meta.get("aliases", ())],
        "cities": [str(city) for city in meta.get("cities", ())],
        "places": [[place.anchor, place.heading, place.text, place.aside] for place in found],
        "counts": [count_terms(place) for place in found],
    }


def _whole(description: str, found: Sequence[Place]) -> str:
    """A description that was cut at a word, whole: the sentence that opens the page. Its end mostly has the answer."""
    lead = found[0].text.split(BREAK)[0] if found else ""
    return lead if description.endswith("…") and lead.startswith(description[:-1]) else description


class Collector:
    """The pages of one build after the other, by language.

    The index of pages that were the same before is remembered in ``cache``; in a process that goes on (``lasting``) so is what
    the next index can use of the last one.
    """

    def __init__(self, cache: Path, *, lasting: bool = False) -> None:
        self._cache = cache
        self._lasting = lasting
        self._pages: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._kept: dict[str, _Kept] = defaultdict(_Kept)

    def begin(self) -> None:
        """Begin another build."""
        self._pages.clear()

    def add(self, language: str, extracted: dict[str, Any] | None) -> None:
        """Take in what :func:`extract` says of a page."""
        if extracted is not None:
            self._pages[language].append(extracted)

    def files(self, first: str = LANGUAGES[0]) -> dict[str, str]:
        """The index of every language, by path in the site; ``first`` is the atlas's first language."""
        files = {"fold-table.js": fold_table_file()}
        if self._lasting:  # what another process keeps would be lost with it
            for language in self._pages:
                files |= self._files(language, first)
        else:
            for found in side_by_side(list(self._pages), lambda language: self._remembered(language, first), least=2):
                files |= found
        return {f"{FOLDER}/{name}": text for name, text in files.items()}

    def _remembered(self, language: str, first: str) -> dict[str, str]:
        memory = Memory(self._cache / f"search-{language}.json")
        # What is counted follows from the places: it is most of a page, and tells no two apart.
        pages = [{name: part for name, part in page.items() if name != "counts"} for page in self._pages[language]]
        key = digest(
            first,
            json.dumps(pages, ensure_ascii=False),
            program(),
            digest_of_files([TEMPLATES / "messages.yml"]),
        )
        files: dict[str, str] | None = memory.get(key)
        if files is None:
            files = self._files(language, first)
            memory.put(key, files)
            memory.save()
        return files

    def _files(self, language: str, first: str) -> dict[str, str]:
        kept = self._kept[language]
        # A page that did not change is the same object as in the build before.
        before, kept.pages = kept.pages, {}
        for page in self._pages[language]:
            kept.pages[id(page)] = before.get(id(page)) or (page, _search_page(page))
        words = digest_of_files([TEMPLATES / "messages.yml"])
        if (list(before), kept.words) != (list(kept.pages), words):
            index = build_index((page for _extracted, page in kept.pages.values()), language, kept.index)
            kept.files, kept.words = search_files(index, language, first, kept.index), words
        return kept.files


class _Kept:
    """What one language's index leaves for the next one: its pages by the identity of what was extracted, its tables."""

    def __init__(self) -> None:
        self.pages: dict[int, tuple[dict[str, Any], SearchPage]] = {}
        self.index = Kept()
        #: The files that were made of these pages, with these words.
        self.files: dict[str, str] = {}
        self.words = ""


def _search_page(extracted: Mapping[str, Any]) -> SearchPage:
    return SearchPage(
        url=extracted["url"],
        title=extracted["title"],
        kind=extracted["kind"],
        description=extracted["description"],
        aliases=tuple(extracted["aliases"]),
        cities=tuple(extracted["cities"]),
        places=tuple(Place(*place) for place in extracted["places"]),
        counts=tuple((heading, text) for heading, text in extracted["counts"]),
    )
