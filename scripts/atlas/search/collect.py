"""Collects the pages of a build and writes the search's files when all languages are built.

In: each page's HTML with its front matter. Out: files below assets/search/ of the site. Knows nothing of MkDocs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from atlas.disk import write_files
from atlas.search.extract import places
from atlas.search.files import fold_table_file, search_files
from atlas.search.index import KINDS, SearchPage, build_index

#: Pages that only repeat what others say: they are found by name, and their text is not searched.
NAMES_ONLY = ("home", "list")
#: Pages that nobody looks for by name either: parts of one list, and what was taken out.
NOT_SEARCHED = ("shelf", "gone")
#: Where the files stand in the site, beside the scripts that read them.
FOLDER = "assets/search"


class Collector:
    """The pages of one build, by language."""

    def __init__(self) -> None:
        self._pages: dict[str, dict[str, SearchPage]] = defaultdict(dict)

    def add(self, language: str, url: str, title: str, html: str, meta: Mapping[str, Any]) -> None:
        """Take a page in; a page that was there before is replaced."""
        kind = str(meta.get("kind", ""))
        if kind in NOT_SEARCHED:
            return
        self._pages[language][url] = SearchPage(
            url=url,
            title=title,
            kind=kind if kind in KINDS else "page",
            description=str(meta.get("description", "")),
            aliases=tuple(str(alias) for alias in meta.get("aliases", ())),
            places=() if kind in NAMES_ONLY else tuple(places(html)),
        )

    def write(self, site: Path) -> None:
        """Write the index of every language into the built ``site``."""
        files = {"fold-table.js": fold_table_file()}
        for language, pages in self._pages.items():
            files |= search_files(build_index(pages.values()), language)
        write_files(site / FOLDER, files, owned=self._pages)
        # Material's own index, which its plugin has just written: nothing reads it.
        (site / "search" / "search_index.json").unlink(missing_ok=True)
