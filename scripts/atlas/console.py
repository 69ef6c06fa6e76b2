"""What the commands print: UTF-8 everywhere, and nothing that would stop a message half-way.

On Windows a pipe has the code page of the machine, in which a Persian text raises UnicodeEncodeError in place of the
finding; half a surrogate pair does so everywhere.
"""

from __future__ import annotations

import io
import sys


def speak_utf8() -> None:
    """Make standard output and standard error UTF-8, whatever PYTHONIOENCODING and the code page say."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
