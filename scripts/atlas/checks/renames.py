"""Rules on records that were renamed, taken out, or are not published yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from atlas.checks.common import texts_of
from atlas.checks.registry import rule, rule_of_all
from atlas.findings import Finding, quote
from atlas.model.atlas import FOLDERS, Atlas, Entry, fact
from atlas.model.beside import Gone
from atlas.model.citations import record_links
from atlas.model.fields import ID, RecordId
from atlas.model.records import Record
from atlas.observe import derived


def _folder(entry: Entry) -> str:
    return next(folder for folder, model in FOLDERS.items() if issubclass(entry.kind, model))


@fact
def _former_ids(entry: Entry) -> list[str]:
    return [*entry.value.former_ids]


@rule_of_all
def former_ids_are_free(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that an id which a record had before is the address of nothing else."""
    taken: dict[tuple[str, str], str] = {
        (folder, id_): f"data/{folder}/{id_}.yml" for folder in FOLDERS for id_ in atlas.folder(folder)
    }
    taken |= {(folder, id_): "data/gone.yml" for folder, _slash, id_ in (key.partition("/") for key in atlas.gone)}
    for entry in atlas.records():
        for index, old in enumerate(_former_ids(entry)):
            place = (_folder(entry), old)
            if place in taken:
                yield entry.finding(
                    ("former_ids", index), f"{old} already belongs to {taken[place]}. Keep it in one of the two places"
                )
            taken.setdefault(place, entry.file.name)


@rule
def what_is_gone_is_gone(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that every key of gone.yml is a folder and an id, and that no such record is there any more."""
    for entry in atlas.records(Gone):
        folder, _slash, id_ = entry.id.partition("/")
        if folder not in FOLDERS or not re.fullmatch(ID, id_):
            yield entry.finding((), f"{quote(entry.id)} is no address. Write a folder and an id: organizations/some-id")
        elif id_ in atlas.folder(folder):
            yield entry.finding((), f"data/{folder}/{id_}.yml is still there. Remove this entry, or delete that record")


@derived
def drafts_of(atlas: Atlas) -> frozenset[str]:
    """The ids of all drafts."""
    return frozenset(entry.id for entry in atlas.records() if _is_draft(entry))


@fact
def _is_draft(entry: Entry) -> bool:
    return bool(entry.value.draft)


@rule
def nothing_published_leads_to_a_draft(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that no published record leads to a draft, which readers cannot see."""
    drafts = drafts_of(atlas)
    if not drafts:
        return
    for entry in atlas.records(Record, Gone):
        if getattr(entry.value, "draft", False):
            continue
        linked = ((path, target) for path, text, _prose in texts_of(entry) for target in record_links(text))
        named = ((path, value) for path, value, _mark in entry.marked(RecordId))
        for path, target in (*linked, *named):
            if target in drafts:
                yield entry.finding(
                    path, f"{target} is a draft, which readers cannot see. Publish it first, or leave it out here"
                )
