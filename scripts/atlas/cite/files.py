"""Citations as files for reference managers: BibTeX, RIS, CSL-JSON.

In: a page's item and its address. Out: texts. No library is needed: a page has nine fields.
"""

from __future__ import annotations

import json

from atlas.cite.item import PageItem

_BIBTEX = str.maketrans({c: f"\\{c}" for c in "&%$#_{}"} | {"\\": "\\textbackslash{}", "~": "\\textasciitilde{}"})


def citation_files(item: PageItem, address: str) -> dict[str, str]:
    """The text of each form by the ending of its file; without the page's ``address`` where it is empty."""
    return {"bib": bibtex(item, address), "ris": ris(item, address), "json": csl_json(item, address)}


def csl_json(item: PageItem, address: str) -> str:
    """A list with one item of CSL-JSON."""
    return json.dumps([item.csl(address)], ensure_ascii=False, indent=1) + "\n"


def bibtex(item: PageItem, address: str) -> str:
    """A BibTeX entry. Braces around title and author keep their words as they are."""
    day = item.checked.last
    fields = {
        "author": f"{{{item.author.translate(_BIBTEX)}}}",
        "title": f"{{{item.title.translate(_BIBTEX)}}}",
        "booktitle": item.work.translate(_BIBTEX),
        "year": str(day.year),
        "note": item.note.translate(_BIBTEX),
        "url": address,
        "language": item.language,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@incollection{{{item.key},", *lines, "}"]) + "\n"


def ris(item: PageItem, address: str) -> str:
    """A RIS record for an entry in an encyclopaedia; one line for each field, each ended as the format wants it."""
    parts = item.checked.ends[-1].text.rstrip("~").split("-")
    fields = (
        ("TY", "ENCYC"),
        ("AU", item.author),
        ("TI", item.title),
        ("T2", item.work),
        ("ET", item.version),
        ("PY", parts[0]),
        ("DA", "/".join([*parts, "", ""][:3]) + "/"),
        ("LA", item.language),
        ("UR", address),
        ("ID", item.key),
        ("ER", ""),
    )
    known = ((tag, " ".join(value.split())) for tag, value in fields if value or tag == "ER")
    return "".join(f"{tag}  - {value}\r\n" for tag, value in known)
