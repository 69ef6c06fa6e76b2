"""The pages about the data itself: how complete it is, and which fields it has.

In: an edition. Out: pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas.derive.survey import survey
from atlas.model.descriptions import FILES, entry, models
from atlas.render.edition import Edition, Page, page_kind


@page_kind
def state_of_the_data(edition: Edition) -> Iterator[Page]:
    """How complete the data is."""
    yield Page("state/index.md", "state.md.j2", {"survey": survey(edition.atlas, edition.today)})


@page_kind
def field_reference(edition: Edition) -> Iterator[Page]:
    """Every field of every data file."""
    yield Page(
        "fields/index.md",
        "fields.md.j2",
        {
            "files": [(path, model.__name__) for path, model in FILES],
            "entries": [entry(model, edition.speech.language, edition.words) for model in models()],
        },
    )
