"""What of an atlas is published: all but drafts, and what only drafts use.

In: an atlas that was checked, drafts included. Out: the same without them. Every page, count and export starts from this.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from atlas.model.atlas import FOLDERS, Atlas
from atlas.model.beside import Source
from atlas.model.citations import cited_sources
from atlas.model.records import Record


def published(atlas: Atlas) -> Atlas:
    """``atlas`` without its drafts, their files, and the sources that nothing else cites."""
    drafts = [entry for entry in atlas.records() if entry.value.draft]
    if not drafts:
        return atlas
    cited = {source for entry in atlas.records() if not entry.value.draft for source in cited_sources(entry.value)}
    unused = {source for entry in drafts for source in cited_sources(entry.value)} - cited
    unpublished = {entry.file.name for entry in drafts}
    records: dict[str, Any] = {
        folder: {id_: record for id_, record in atlas.folder(folder).items() if not record.draft} for folder in FOLDERS
    }
    return replace(
        atlas,
        **records,
        sources={id_: source for id_, source in atlas.sources.items() if id_ not in unused},
        entries=tuple(
            entry
            for entry in atlas.entries
            if not (isinstance(entry.value, Record) and entry.value.draft)
            and not (isinstance(entry.value, Source) and entry.id in unused)
        ),
        files={name: text for name, text in atlas.files.items() if f"data/{name}" not in unpublished},
    )
