"""What may stand in a prose text: Markdown with citations and links between records.

In: the text. Out: its citations and links. Knows the notation only; pages and rules both use it.

``[@id]``, ``[@id; @other]`` and ``[@id, section 4]`` cite, as in Pandoc's Markdown;
``[words](record:id)`` leads to another record's page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .fields import Citation

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
