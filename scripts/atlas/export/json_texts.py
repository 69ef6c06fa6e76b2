"""JSON documents as texts, and lists put together of texts that were made before.

In: values, or the texts of items. Out: text with one value on a line, so that two of them can be compared.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic_core import to_json


def json_text(value: Any) -> str:
    """A document as text, with one value on a line so that two of them can be compared."""
    return to_json(value, indent=1).decode() + "\n"  # the standard library indents in Python, in six times the time


def list_text(items: Iterable[str], depth: int) -> str:
    """A JSON list that begins ``depth`` levels in, of items that stand one level further in."""
    line = "\n" + " " * (depth + 1)
    found = f",{line}".join(items)
    return f"[{line}{found}{line[:-1]}]" if found else "[]"


def nested(text: str, depth: int) -> str:
    """A document's text ``depth`` levels in; a line feed within a JSON text is always written as an escape."""
    return text.rstrip("\n").replace("\n", "\n" + " " * depth)
