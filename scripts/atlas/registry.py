"""Finds the modules of a package, so that what they register does not hang on who imports them, or in which order."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable


def import_modules(package: str, folders: Iterable[str]) -> None:
    """Import every module of ``package``, by the order of their names; ``folders`` is its ``__path__``."""
    for name in sorted(module.name for module in pkgutil.iter_modules(folders)):
        importlib.import_module(f"{package}.{name}")
