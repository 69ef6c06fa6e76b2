"""The page *Terms*: what offices, acts, bodies and other things are called in each language.

In: an edition. Out: one page, with a row for each entry of data/terms.yml, in the order of that file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from atlas.language.languages import language
from atlas.model.beside import AgreedTerm
from atlas.model.fields import Text
from atlas.render.edition import Edition, page


@dataclass(frozen=True)
class Cell:
    """A term in one language: the term, its other forms, what is not written for it, both as that language lists them."""

    code: str
    direction: str
    term: str
    others: str
    never: str


@dataclass(frozen=True)
class Row:
    """A term in every language of the atlas, the page's own first; an empty cell where a language has none."""

    id: str
    cells: tuple[Cell, ...]
    note: Text | None
    compared: bool


@page("terms/index.md", "terms.md.j2")
def terms(edition: Edition) -> dict[str, Any]:
    """All terms."""
    own = edition.speech
    codes = [own.language, *(other.language for other in edition.others)]
    return {
        "languages": [own.own.name_of(code) for code in codes],
        "rows": [_row(str(entry.id), entry.value, codes) for entry in edition.atlas.records(AgreedTerm)],
    }


def _row(id_: str, term: AgreedTerm, codes: list[str]) -> Row:
    return Row(id_, tuple(_cell(term, code) for code in codes), term.note, term.compared)


def _cell(term: AgreedTerm, code: str) -> Cell:
    own = language(code)
    said, *others = term.forms(code) or ("",)
    never = term.never.by_language.get(code, ()) if term.never else ()
    return Cell(code, own.direction, said, own.comma.join(others), own.comma.join(never))
