"""Links to what only a release has: on the pages of a site in which it is there.

In: the folder of a built site. Out: its pages changed. A build writes ``<a data-released="…">`` without an address, in an element
``atlas-released`` that is hidden where nothing else stands in it, so that no page offers what is not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from atlas.disk import write_bytes

_OFFER = re.compile(
    r'(?:(?P<around><\w+ class="[^"]*\batlas-released") hidden(?P<before>>[^<]*))?<a data-released="(?P<target>[^"]*)"'
)


def offer(site: Path) -> Iterator[Path]:
    """Make links of what the pages of ``site`` can offer now, and name each page that was changed."""
    for page in sorted(site.rglob("*.html")):
        html = page.read_text(encoding="utf-8")
        offered = _OFFER.sub(lambda match, folder=page.parent: _link(match, folder), html)  # type: ignore[misc]
        if offered != html:
            write_bytes(page, offered.encode())
            yield page


def _link(match: re.Match[str], folder: Path) -> str:
    """The link to a file that is there; what stands on the page where it is not."""
    if not (folder / unquote(unescape(match["target"]))).is_file():
        return match[0]
    return f'{match["around"] or ""}{match["before"] or ""}<a href="{match["target"]}"'
