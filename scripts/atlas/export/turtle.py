"""Writes RDF as Turtle: prefixes, then each subject with its predicates.

In: triples of terms that are already in Turtle's notation, made with the functions here. Out: text, in the order in which the
subjects first come. A library's serializer takes ten times as long for the same; the tests read the result with one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from atlas.model.dates import FuzzyDate

Triple = tuple[str, str, str]

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_DATATYPES = {"year": "xsd:gYear", "month": "xsd:gYearMonth", "day": "xsd:date"}


def iri(address: str) -> str:
    """An address as a term; what may not stand in one is percent-encoded."""
    return "<" + re.sub(r"[\x00-\x20<>\"{}|^`\\]", lambda match: f"%{ord(match[0]):02X}", address) + ">"


def text(value: str, language: str | None = None) -> str:
    """A literal, with its language if it is in one."""
    return f'"{value.translate(_ESCAPES)}"' + (f"@{language}" if language else "")


def when(date: FuzzyDate) -> str:
    """A year, month or day with its XML Schema type; anything less simple as EDTF text."""
    datatype = _DATATYPES.get(date.precision)
    return f'"{date.text}"^^{datatype}' if datatype and not date.approximate else text(date.text)


def turtle(prefixes: Mapping[str, str], triples: Iterable[Triple]) -> str:
    """The document. Each triple is written once."""
    subjects: dict[str, dict[str, dict[str, None]]] = {}
    for subject, predicate, value in triples:
        subjects.setdefault(subject, {}).setdefault(predicate, {})[value] = None
    lines = [f"@prefix {name}: {iri(address)} ." for name, address in prefixes.items()]
    for subject, predicates in subjects.items():
        parts = [f"{predicate} {', '.join(values)}" for predicate, values in predicates.items()]
        lines.append(f"\n{subject} " + " ;\n  ".join(parts) + " .")
    return "\n".join(lines) + "\n"
