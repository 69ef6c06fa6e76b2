"""The pages of records that were taken out: why, and where to go.

In: an edition. Out: pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas.render.edition import Edition, Page, page_kind


@page_kind
def gone_pages(edition: Edition) -> Iterator[Page]:
    """One page at the address of each record that was taken out."""
    for key, gone in edition.atlas.gone.items():
        places = edition.atlas.places(gone.see)
        yield Page(f"{key}.md", "gone.md.j2", {"gone": gone, "places": places, "id": key.split("/")[-1]})
