"""The page of all events.

In: an edition. Out: one page.
"""

from __future__ import annotations

from typing import Any

from atlas.language.markup import plain_text
from atlas.model.atlas import FOLDERS
from atlas.render.edition import Edition, page
from atlas.render.facets import Facet, term_facet


@page("timeline/index.md", "timeline.md.j2")
def timeline(edition: Edition) -> dict[str, Any]:
    """All events of all records by decade."""
    speech = edition.speech
    events = edition.events
    decades: dict[int, list[Any]] = {}
    for placed in events:
        decades.setdefault(placed.event.date.first.year // 10 * 10, []).append(placed)
    facets = [
        term_facet(speech, "kind", "column_kind", "event-kind", {placed: (placed.event.kind,) for placed in events}),
        Facet(
            "about",
            speech.say("facet_about"),
            {folder: plain_text(speech.say(folder)) for folder in FOLDERS},
            {placed: (placed.folder,) for placed in events},
        ),
    ]
    return {"decades": sorted(decades.items()), "total": len(events), "facets": facets}
