"""The page *What changed*: every logged change of a fact, newest first.

In: an edition. Out: one page.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

from atlas.derive.changes import changes
from atlas.model.atlas import FOLDERS
from atlas.render.edition import Edition, page


@page("changes/index.md", "changes.md.j2")
def what_changed(edition: Edition) -> dict[str, Any]:
    """All changes by day, each with the page of its record, where there still is one."""
    days = [(day, list(notes)) for day, notes in groupby(changes(edition.atlas), key=lambda note: note.date)]
    pages = {f"{folder}/{id_}" for folder in FOLDERS for id_ in edition.atlas.folder(folder)}
    return {"days": days, "pages": pages}
