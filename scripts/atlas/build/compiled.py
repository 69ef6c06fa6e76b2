"""Keeps compiled templates for the next build of the same process: a server would compile all of them after each edit.

In: templates by their names and sources. Out: their code. In memory only: code from a file would have to be trusted.
"""

from __future__ import annotations

from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """The code of templates by their names and the digests of their sources. One for each kind of environment."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give ``bucket`` its code, if its source was compiled before."""
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of ``bucket``."""
        assert bucket.code is not None
        self._known[bucket.key, bucket.checksum] = bucket.code
