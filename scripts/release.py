"""Completes a built site and packs it for reading without a network: ``python scripts/release.py SITE [FOLDER]``.

SITE is the folder that ``mkdocs build`` wrote. Into it go the figures as PNG, the memberships on one sheet as PDF, and the
atlas as a book (EPUB) in each language; the ZIP goes to FOLDER (default: ``release``), named after the version of the data.
Needs the development requirements and Chromium. Exit 0; 1 without a browser; 2 if SITE is no built site.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from atlas.disk import write_bytes
from atlas.export.archive import packed
from atlas.export.documents import API
from atlas.language.languages import prefix
from atlas.load.folder import read_subject
from atlas.places import ROOT
from atlas.publication import data_version
from atlas.release.book import book
from atlas.release.offers import offer
from atlas.release.paper import drawings, print_site, sheets
from tools.browser import chromium

#: The name of each language's book, beside its first page.
BOOK = "atlas.epub"

#: What is of no use in a folder: it is for servers and search engines, or is there a second time.
LEFT_OUT = frozenset({"sitemap.xml", "sitemap.xml.gz", "robots.txt", "CNAME", ".nojekyll"})


def offline_site(site: Path, name: str) -> bytes:
    """The ZIP: everything of the site in one folder called ``name``, which opens with its ``index.html``."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    wanted = ((path.relative_to(site).as_posix(), path) for path in files)
    return packed({f"{name}/{place}": path.read_bytes() for place, path in wanted if place not in LEFT_OUT})


def additions(site: Path) -> Iterator[Path]:
    """Add to ``site`` what only a release has, and name each file: pictures in pixels, a sheet to print, a book.

    Raises SystemExit with a sentence where there is no browser to make them with.
    """
    if drawings(site) or sheets(site):
        yield from print_site(site, chromium())
    subject = read_subject(ROOT / "data")
    stamp = site / API / "version.json"
    if subject is None or not stamp.is_file():
        return
    made = json.loads(stamp.read_text(encoding="utf-8"))
    for language in subject.languages:
        target = site / prefix(language, subject.languages) / BOOK
        write_bytes(target, book(site, subject, language, made["version"], date.fromisoformat(made["date"])))
        yield target


def main(arguments: list[str]) -> int:
    """Add, pack, and say what was written."""
    parser = argparse.ArgumentParser(prog="release.py", description="Pack a built site for reading from a folder.")
    parser.add_argument("site", type=Path, metavar="SITE", help="the folder that mkdocs build wrote")
    parser.add_argument("folder", type=Path, metavar="FOLDER", nargs="?", default=Path("release"), help="where to")
    options = parser.parse_args(arguments)
    if not (options.site / "index.html").is_file():
        parser.error(f"{options.site} is no built site. Build one first: python3 scripts/dev.py build")
    added = list(additions(options.site))
    pages = list(offer(options.site))
    if added:
        print(f"{len(added)} files added to {options.site}, and offered on {len(pages)} pages.")
    name = f"atlas-{data_version()}"
    target = options.folder / f"{name}-offline.zip"
    options.folder.mkdir(parents=True, exist_ok=True)
    write_bytes(target, offline_site(options.site, name))
    print(f"{target} written.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
