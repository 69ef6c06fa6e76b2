"""What may stand in a prose text: Markdown with citations and links between records.

In: the text. Out: its citations and links. Knows the notation only; pages and rules both use it.

``[@id]``, ``[@id; @other]`` and ``[@id, section 4]`` cite, as in Pandoc's Markdown;
``[words](record:id)`` leads to another record's page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

from atlas.model.atlas import FOLDERS, Atlas
from atlas.model.fields import Citation, Model, Text
from atlas.model.ids import spelt_as_id
from atlas.model.prose import CITATION, ID, words
from atlas.model.records import Correction, Record, Relation
from atlas.model.walking import walk
from atlas.observe import derived
from atlas.remember import of_record, remembered

RECORD_LINK = re.compile(rf"\]\(record:({ID})\)")

# Takes time in proportion to the text, whatever stands in it: what a repetition takes, the sign after it does not begin with.
#: An id is read however it is spelt: capitals and other signs between its words are told, and what it means is not lost.
_PART = re.compile(
    r"@(?P<id>[A-Za-z0-9]+(?:[-_]+[A-Za-z0-9]+)*)(?:\s*,\s*(?P<label>[a-z]+(?:-[a-z]+)*)\s+(?P<locator>\S.*))?"
)


@cache  # every rule on citations asks for the same texts
def citations(text: str) -> tuple[Citation, ...]:
    """The citations in ``text``, in order. A part that is not in the notation is passed over: see malformed()."""
    return tuple(citation for group in CITATION.finditer(text) for citation in read_group(group[1]))


def not_cited_in(text: str, cited: Iterable[Citation]) -> list[Citation]:
    """Those of ``cited`` whose sources ``text`` does not cite itself: what is left to be marked behind it."""
    made = {citation.source for citation in citations(text)}
    return [citation for citation in cited if citation.source not in made]


def read_group(group: str) -> Iterator[Citation]:
    """The citations between one pair of brackets: ``@id; @other, page 12``."""
    for part in group.split(";"):
        match = _PART.fullmatch(part.strip())
        if match is not None:
            yield Citation(source=spelt_as_id(match["id"]), label=match["label"] or "page", locator=match["locator"])


@remembered
def malformed(text: str) -> Iterator[str]:
    """Every piece between brackets that looks like a citation and is none."""
    for group in CITATION.finditer(text):
        for part in group[1].split(";"):
            match = _PART.fullmatch(part.strip())
            if match is None or match["id"] != spelt_as_id(match["id"]):
                yield part.strip()


def meant(part: str) -> str:
    """The id that a piece which is no citation seems to mean; empty if it is not to be told."""
    match = _PART.fullmatch(part)
    return spelt_as_id(match["id"]) if match else ""


@remembered
def record_links(text: str) -> Iterator[str]:
    """The ids of the records to which ``text`` links."""
    return (match[1] for match in RECORD_LINK.finditer(text))


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """The words alone, without citations, addresses and Markdown signs: for descriptions and checks."""
    return " ".join(re.sub(r"https?://\S+", "", words(text)).split())


@of_record
def cited_sources(record: Model) -> Iterable[str]:
    """Ids of the sources that the record's fields and texts cite, with repetition, in the order of the fields."""
    return cited_in(walk(record))


def cited_in(values: Iterable[tuple[Any, Any, Any]]) -> Iterator[str]:
    """The same for what :func:`walk` found in a record."""
    for _path, value, _marks in values:
        if isinstance(value, Citation):
            yield value.source
        elif isinstance(value, Correction):
            yield value.said_in.source
        elif isinstance(value, Text):
            yield from (citation.source for citation in citations(value.first))


def _on_page(atlas: Atlas, record: Record) -> Iterator[str]:
    """The sources of a record, and of a relation also that of the partner's independence."""
    yield from cited_sources(record)
    if isinstance(record, Relation) and record.partner in atlas.countries:
        yield from cited_sources(atlas.countries[record.partner])


@derived
def who_cites(atlas: Atlas) -> dict[str, list[tuple[str, str]]]:
    """For each source the records that cite it, as pairs of folder and id, in the order of the folders and ids."""
    found: dict[str, list[tuple[str, str]]] = {id_: [] for id_ in atlas.sources}
    for folder in FOLDERS:
        for id_, record in atlas.folder(folder).items():
            for source in dict.fromkeys(_on_page(atlas, record)):
                if source in found:
                    found[source].append((folder, id_))
    return found


@derived
def citing(atlas: Atlas, source: str) -> list[tuple[str, str]]:
    """The records that cite one source, as :func:`who_cites` has them."""
    return who_cites(atlas)[source]
