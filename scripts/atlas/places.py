"""Where the project lies. Imports nothing of the atlas, so that a command can look before it loads everything."""

from __future__ import annotations

from pathlib import Path

#: The project's folder.
ROOT = Path(__file__).resolve().parent.parent.parent
#: Below the project: what is remembered between builds. Ignored by git; deleting it is always safe.
CACHE = ".cache/atlas"
