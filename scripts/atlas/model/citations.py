"""What may stand in a prose text: Markdown with citations and links between records.

In: the text. Out: its citations and links. Knows the notation only; pages and rules both use it.

``[@id]``, ``[@id; @other]`` and ``[@id, section 4]`` cite, as in Pandoc's Markdown;
``[words](record:id)`` leads to another record's page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.model.atlas import FOLDERS, Atlas
from atlas.model.fields import Citation, Text, walk
from atlas.model.records import Correction, Record

CITATION = re.compile(r"\[(@[^\[\]]*)\]")
RECORD_LINK = re.compile(r"\]\(record:([^()\s]*)\)")

_PART = re.compile(r"@(?P<id>[A-Za-z0-9-]+)(?:\s*,\s*(?P<label>[a-z]+)\s+(?P<locator>.+))?")


def citations(text: str) -> Iterator[Citation]:
    """The citations in ``text``, in order. A part that is not in the notation is passed over: see malformed()."""
    for group in CITATION.finditer(text):
        yield from read_group(group[1])


def read_group(group: str) -> Iterator[Citation]:
    """The citations between one pair of brackets: ``@id; @other, page 12``."""
    for part in group.split(";"):
        match = _PART.fullmatch(part.strip())
        if match is not None:
            yield Citation(source=match["id"].lower(), label=match["label"] or "page", locator=match["locator"])


def malformed(text: str) -> Iterator[str]:
    """Every piece between brackets that looks like a citation and is none."""
    for group in CITATION.finditer(text):
        for part in group[1].split(";"):
            match = _PART.fullmatch(part.strip())
            if match is None or match["id"] != match["id"].lower():
                yield part.strip()


def record_links(text: str) -> Iterator[str]:
    """The ids of the records to which ``text`` links."""
    return (match[1] for match in RECORD_LINK.finditer(text))


def plain(text: str) -> str:
    """The words alone, without citations, addresses and Markdown signs: for descriptions and checks."""
    text = CITATION.sub("", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"https?://\S+", "", text)
    return " ".join(text.replace("**", "").replace("*", "").split())


def cited_sources(record: Record) -> Iterator[str]:
    """Ids of the sources that the record's fields and texts cite, with repetition, in the order of the fields."""
    for _path, value, _marks in walk(record):
        if isinstance(value, Citation):
            yield value.source
        elif isinstance(value, Correction):
            yield value.said_in.source
        elif isinstance(value, Text):
            yield from (citation.source for citation in citations(value.en or value.fa))


def who_cites(atlas: Atlas) -> dict[str, list[tuple[str, str]]]:
    """For each source the records that cite it, as pairs of folder and id, in the order of the folders and ids."""
    found: dict[str, list[tuple[str, str]]] = {id_: [] for id_ in atlas.sources}
    for folder in FOLDERS:
        for id_, record in atlas.folder(folder).items():
            for source in dict.fromkeys(cited_sources(record)):
                if source in found:
                    found[source].append((folder, id_))
    return found
