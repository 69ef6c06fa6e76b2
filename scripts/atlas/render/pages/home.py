"""The home page.

In: an edition. Out: one page.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas.derive.memberships import is_former, spell_on
from atlas.render.edition import Edition, Page, page_kind
from atlas.render.figures.counts import count_figure
from atlas.render.figures.tile_map import tile_map

LATEST_EVENTS = 6


#: Questions of the home page, by their messages, and where the answers are; a test asks whether there is such a page.
QUESTIONS = (
    ("question_day", "as-of/index.md"),
    ("question_when", "organizations/index.md"),
    ("question_who", "relations/index.md"),
    ("question_what", "timeline/index.md"),
    ("question_trust", "state/index.md"),
    ("question_data", "data/index.md"),
)


@page_kind
def home(edition: Edition) -> Iterator[Page]:
    """The home page."""
    atlas, today = edition.atlas, edition.today
    current = [id_ for id_, o in atlas.organizations.items() if spell_on(o, today)]
    former = [id_ for id_, o in atlas.organizations.items() if is_former(o, today)]
    events = edition.events
    yield Page(
        "index.md",
        "home.md.j2",
        {
            "numbers": (
                ("number_current", len(current), "organizations/index.md#current"),
                ("number_former", len(former), "organizations/index.md#former"),
                ("number_partners", len(atlas.relations), "relations/index.md"),
                ("number_events", len(events), "timeline/index.md"),
                ("number_sources", len(atlas.sources), "sources/index.md"),
            ),
            "map": tile_map(edition, ""),
            "counts": count_figure(edition),
            "questions": QUESTIONS,
            "kinds": edition.by_kind(current),
            "topics": sorted(atlas.topics, key=lambda id_: (atlas.topics[id_].order, id_)),
            "latest": events[: -LATEST_EVENTS - 1 : -1],
        },
    )
