"""Packs a built site for reading without a network: ``python scripts/release.py SITE [FOLDER]``.

SITE is the folder that ``mkdocs build`` wrote; the ZIP goes to FOLDER (default: ``release``), named after the version of the data. The
same site gives the same bytes. Exit 0; 2 if SITE is no built site.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from atlas.disk import write_bytes
from atlas.export.archive import packed
from atlas.publication import data_version

#: What is of no use in a folder: it is for servers and search engines, or is there a second time.
LEFT_OUT = frozenset({"sitemap.xml", "sitemap.xml.gz", "robots.txt", "CNAME", ".nojekyll"})


def offline_site(site: Path, name: str) -> bytes:
    """The ZIP: everything of the site in one folder called ``name``, which opens with its ``index.html``."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    wanted = ((path.relative_to(site).as_posix(), path) for path in files)
    return packed({f"{name}/{place}": path.read_bytes() for place, path in wanted if place not in LEFT_OUT})


def main(arguments: list[str]) -> int:
    """Pack, and say what was written."""
    parser = argparse.ArgumentParser(prog="release.py", description="Pack a built site for reading from a folder.")
    parser.add_argument("site", type=Path, metavar="SITE", help="the folder that mkdocs build wrote")
    parser.add_argument("folder", type=Path, metavar="FOLDER", nargs="?", default=Path("release"), help="where to")
    options = parser.parse_args(arguments)
    if not (options.site / "index.html").is_file():
        parser.error(f"{options.site} is no built site. Build one first: python3 scripts/dev.py build")
    name = f"atlas-{data_version()}"
    target = options.folder / f"{name}-offline.zip"
    options.folder.mkdir(parents=True, exist_ok=True)
    write_bytes(target, offline_site(options.site, name))
    print(f"{target} written.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
