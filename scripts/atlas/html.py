"""What is known of HTML wherever it is read."""

from __future__ import annotations

#: Elements without content and end tag (HTML Living Standard, void elements).
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
