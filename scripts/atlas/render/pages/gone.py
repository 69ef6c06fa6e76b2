"""The pages of records that were taken out: why, and where to go.

In: an edition. Out: pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from atlas.render.edition import Edition, Page, page_kind


@page_kind
def gone_pages(edition: Edition) -> Iterator[Page]:
    """One page at the address of each record that was taken out."""
    for key in edition.atlas.gone:
        yield Page(f"{key}.md", "gone.md.j2", _gone, (key,))


def _gone(edition: Edition, key: str) -> dict[str, Any]:
    gone = edition.atlas.gone[key]
    return {"gone": gone, "places": edition.atlas.places(gone.see), "id": key.split("/")[-1]}
