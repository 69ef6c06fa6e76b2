"""One module for each kind of page: a function with ``@page``, or a generator with ``@page_kind``; nothing lists it again."""

from __future__ import annotations

from atlas.registry import import_modules
from atlas.render.edition import PageKind, registered_page_kinds

import_modules(__name__, __path__)


def page_kinds() -> tuple[PageKind, ...]:
    """Every kind of page."""
    return registered_page_kinds()
