"""The page *Figures to take along*: every figure as a picture, with the ways to have it.

In: an edition. Out: one page. The pictures themselves are made from the pages that show the figures (:mod:`atlas.pictures`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from atlas.language.markup import Markup
from atlas.model.atlas import ORGANIZATIONS, RELATIONS
from atlas.render.edition import Edition, page
from atlas.render.figures.events import LEAST_EVENTS
from atlas.render.figures.memberships import has_membership_strip
from atlas.render.figures.tile_map import VIEWS


@page("figures/index.md", "figures.md.j2")
def figures(edition: Edition) -> dict[str, Any]:
    """The figures of the whole first, with a look at each; then those of the records, by name."""
    of_records = {
        folder: [(id_, kinds) for id_ in edition.alphabetical(folder) if (kinds := of_one(edition, id_))]
        for folder, of_one in ((ORGANIZATIONS, _of_organization), (RELATIONS, _of_relation))
    }
    return {"whole": list(_of_the_whole(edition)), "records": of_records}


def _of_the_whole(edition: Edition) -> Iterator[tuple[str, Markup]]:
    """Name and title of each figure that belongs to no record."""
    speech = edition.speech
    if edition.atlas.tiles.places:
        caption = speech.say("map_caption", subject=speech.subject)
        for view in VIEWS:
            yield f"map-{view}", Markup("{}: {}").format(caption, speech.say(f"map_view_{view}"))
    yield "counts", speech.say("figure_counts")
    if any(edition.beginning(record).at_the_latest for record in edition.atlas.organizations.values()):
        yield "memberships", speech.say("figure_memberships", subject=speech.subject, possessive=speech.possessive)


def _of_organization(edition: Edition, id_: str) -> list[str]:
    """Which figures the page of an organization has."""
    record = edition.atlas.organizations[id_]
    return ["membership"] * has_membership_strip(record) + ["offices"] * bool(record.offices)


def _of_relation(edition: Edition, id_: str) -> list[str]:
    return ["events"] * (len(edition.events_of(RELATIONS, id_)) >= LEAST_EVENTS)
