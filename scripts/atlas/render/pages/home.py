"""The home page.

In: an edition. Out: one page.
"""

from __future__ import annotations

from typing import Any

from atlas.derive.intervals import Certainty
from atlas.derive.memberships import belonged_on, is_former, status_on
from atlas.render.edition import Edition, page
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


def _standing(edition: Edition, id_: str) -> str:
    """What the subject is in an organization today; empty where it is what it usually is."""
    status = status_on(edition.atlas.organizations[id_], edition.today)
    usual = edition.atlas.means("membership-status", status, "usual")
    return "" if usual else edition.speech.label("membership-status", status)


@page("index.md", "home.md.j2")
def home(edition: Edition) -> dict[str, Any]:
    """The home page."""
    atlas, today = edition.atlas, edition.today
    current = [id_ for id_, o in atlas.organizations.items() if belonged_on(o, today) is Certainty.YES]
    possible = [id_ for id_, o in atlas.organizations.items() if belonged_on(o, today) is Certainty.POSSIBLY]
    former = [id_ for id_, o in atlas.organizations.items() if is_former(o, today)]
    read_in_full = sum(source.read == "full" for source in atlas.sources.values())
    events = edition.events
    return {
        "numbers": (
            ("number_current", len(current), "organizations/index.md#current", ("number_possible", len(possible))),
            ("number_former", len(former), "organizations/index.md#former", None),
            ("number_partners", len(atlas.relations), "relations/index.md", None),
            ("number_events", len(events), "timeline/index.md", None),
            ("number_sources", len(atlas.sources), "sources/index.md", ("number_in_full", read_in_full)),
        ),
        "map": tile_map(edition, ""),
        "counts": count_figure(edition),
        "questions": QUESTIONS,
        "kinds": edition.by_kind(current),
        "standing": {id_: _standing(edition, id_) for id_ in current},
        "topics": sorted(atlas.topics, key=lambda id_: (atlas.topics[id_].order, id_)),
        "latest": events[: -LATEST_EVENTS - 1 : -1],
    }
