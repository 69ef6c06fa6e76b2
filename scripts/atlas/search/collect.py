"""Collects the pages of a build and writes the search's files when all languages are built.

In: each page's HTML with its front matter. Out: files below assets/search/ of the site. Knows nothing of MkDocs.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from atlas.build.inputs import TEMPLATES, program
from atlas.build.memory import Memory, digest, digest_of_files
from atlas.build.side_by_side import side_by_side
from atlas.disk import write_files
from atlas.language.languages import LANGUAGES
from atlas.search.extract import Place, places
from atlas.search.files import fold_table_file, search_files
from atlas.search.index import KINDS, SearchPage, build_index, count_terms

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
        "description": str(meta.get("description", "")),
        "aliases": [str(alias) for alias in meta.get("aliases", ())],
        "places": [[place.anchor, place.heading, place.text, place.aside] for place in found],
        "counts": [count_terms(place) for place in found],
    }


class Collector:
    """The pages of one build, by language. The index of pages that were the same before is remembered in ``cache``."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._pages: dict[str, list[dict[str, Any]]] = defaultdict(list)

    def add(self, language: str, extracted: dict[str, Any] | None) -> None:
        """Take in what :func:`extract` says of a page."""
        if extracted is not None:
            self._pages[language].append(extracted)

    def write(self, site: Path, first: str = LANGUAGES[0]) -> None:
        """Write the index of every language into the built ``site``; ``first`` is the atlas's first language."""
        files = {"fold-table.js": fold_table_file()}
        for found in side_by_side(list(self._pages), lambda language: self._files(language, first), least=2):
            files |= found
        write_files(site / FOLDER, files, owned=self._pages)
        # Material's own index, which its plugin has just written: nothing reads it.
        (site / "search" / "search_index.json").unlink(missing_ok=True)

    def _files(self, language: str, first: str) -> dict[str, str]:
        memory = Memory(self._cache / f"search-{language}.json")
        pages = self._pages[language]
        key = digest(
            first, json.dumps(pages, ensure_ascii=False), program(), digest_of_files([TEMPLATES / "messages.yml"])
        )
        files: dict[str, str] | None = memory.get(key)
        if files is None:
            index = build_index((_search_page(page) for page in pages), language)
            files = search_files(index, language, first)
            memory.put(key, files)
            memory.save()
        return files


def _search_page(extracted: Mapping[str, Any]) -> SearchPage:
    return SearchPage(
        url=extracted["url"],
        title=extracted["title"],
        kind=extracted["kind"],
        description=extracted["description"],
        aliases=tuple(extracted["aliases"]),
        places=tuple(Place(*place) for place in extracted["places"]),
        counts=tuple((heading, text) for heading, text in extracted["counts"]),
    )
