"""Ids: how they are written, and which one is meant by what is spelt otherwise.

In: texts. Out: ids, or ValueError with a sentence that says what to write.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from atlas.findings import quote

#: How an id is written, wherever one stands: as a file's name, in a field, in an address.
ID = r"[a-z0-9]+(-[a-z0-9]+)*"


@lru_cache(maxsize=50_000)  # every citation asks
def spelt_as_id(value: str) -> str:
    """``value`` in small letters, with hyphens between its words: how an id is written that was spelt otherwise."""
    return re.sub("[^a-z0-9]+", "-", value.lower()).strip("-")


def slug(help_text: str) -> BeforeValidator:
    """A validator of ids, whose sentence names the id that was meant where it is only spelt otherwise."""

    def validate(value: Any) -> str:
        if not isinstance(value, str) or re.fullmatch(ID, value) is None:
            alike = isinstance(value, str) and re.fullmatch("@?[A-Za-z0-9_-]+", value) and spelt_as_id(value)
            raise ValueError(f"{quote(value)} does not fit. {f'Did you mean {alike}?' if alike else help_text}")
        return value

    return BeforeValidator(validate, json_schema_input_type=Annotated[str, Field(pattern=f"^(?:{ID})$")])
