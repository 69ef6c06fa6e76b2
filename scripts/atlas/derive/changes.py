"""What changed when: the log of changed facts, and the day on which a page's facts last changed.

In: an atlas. Out: changes, newest first; days. The log stands in ``data/changes.yml`` (``scripts/changes.py`` adds to it), so that
a build needs no git.
"""

from __future__ import annotations

from datetime import date

from atlas.model.atlas import FOLDERS, Atlas
from atlas.model.beside import ChangeNote
from atlas.observe import derived


@derived
def changes(atlas: Atlas) -> tuple[ChangeNote, ...]:
    """Every logged change, newest first; those of a day in the order of the log."""
    return tuple(sorted(atlas.changes.values(), key=lambda note: note.date.last, reverse=True))


@derived
def last_changed(atlas: Atlas, record: str | None) -> date:
    """The day on which the facts of ``record`` (``organizations/sco``) last changed: its last check or logged change.

    Without a record that of all: a list changes with any of them; ``date.min`` if all are drafts.
    """
    if record:
        return _days(atlas)[record]
    return max([*_days(atlas).values(), *(note.date.last for note in atlas.changes.values())], default=date.min)


@derived
def _days(atlas: Atlas) -> dict[str, date]:
    days = {
        f"{folder}/{id_}": record.checked.last for folder in FOLDERS for id_, record in atlas.folder(folder).items()
    }
    for note in atlas.changes.values():
        if note.record:
            days[note.record] = max(note.date.last, days.get(note.record, date.min))
    return days
