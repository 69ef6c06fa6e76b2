"""The home page.

In: an edition. Out: one page.
"""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True)
class Chip:
    """An organization; ``standing`` is what the subject is in it today, empty where it is what it usually is."""

    id: str
    name: str
    short: str
    standing: str


def _chip(edition: Edition, id_: str) -> Chip:
    record, speech = edition.atlas.organizations[id_], edition.speech
    status = status_on(record, edition.today)
    usual = edition.atlas.means("membership-status", status, "usual")
    standing = "" if usual else speech.label("membership-status", status)
    return Chip(id_, speech.of(record.name), speech.short_name(record), standing)


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
        "kinds": [(kind, [_chip(edition, id_) for id_ in ids]) for kind, ids in edition.by_kind(current)],
        "topics": sorted(atlas.topics, key=lambda id_: (atlas.topics[id_].order, id_)),
        "latest": events[: -LATEST_EVENTS - 1 : -1],
    }
