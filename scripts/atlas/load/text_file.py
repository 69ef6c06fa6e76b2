"""Reads the text of one file, if it is one: a regular file of bounded size in UTF-8, and not the remains of a merge.

In: a path. Out: the text, or a finding. Nothing here waits: a link, a named pipe or a device is not opened.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
from pathlib import Path

from atlas.characters import hidden_places, visible
from atlas.findings import Finding

MAXIMUM_BYTES = 1_000_000
BOM = "\ufeff"

#: Bytes at the beginning of a file by which its kind is told.
_HEAD = 2000
#: How pictures, archives, and documents of office programs begin.
_OTHER_KINDS = (
    b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"RIFF", b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"SQLite",
)  # fmt: skip
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

#: What git leaves in a file whose two versions it could not join, and signs of which every such line has one: looking for
#: these alone takes a twentieth of the time.
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7}) ?[^\n]{0,60}|^={7}$", re.MULTILINE)
_CONFLICT_SIGNS = tuple(sign * 7 for sign in "<>|=")


def read_text(path: Path, name: str) -> tuple[str, Finding | None]:
    """The text of the file at ``path``; ``name`` is what a finding calls it."""
    try:
        about = path.lstat()
        problem = _not_a_file(about)
        if problem:
            return "", Finding(name, 1, 1, "", problem)
        raw = _read(path)
    except OSError as error:
        return "", Finding(
            name, 1, 1, "", f"the file cannot be read: {error.strerror}. Check that it exists and is a file"
        )
    if len(raw) > MAXIMUM_BYTES:
        size = max(len(raw), about.st_size)
        return "", Finding(name, 1, 1, "", f"the file has {size} bytes, more than {MAXIMUM_BYTES}. Split it")
    return _decode(raw, name)


def _not_a_file(about: os.stat_result) -> str:
    if stat.S_ISLNK(about.st_mode):
        return "it is a symbolic link, which is not followed. Put the file itself in its place"
    if not stat.S_ISREG(about.st_mode) and not stat.S_ISDIR(about.st_mode):
        return "it is a pipe or a device and no file. Remove it"
    return ""


def _read(path: Path) -> bytes:
    """The beginning of the file, one byte more than is allowed; what has become a link meanwhile is refused."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        return file.read(MAXIMUM_BYTES + 1)


def _decode(raw: bytes, name: str) -> tuple[str, Finding | None]:
    wide = _wide_encoding(raw)
    if wide and not raw.startswith(_OTHER_KINDS):
        return "", Finding(
            name, 1, 1, "", f"the file is saved in the encoding {wide} (“Unicode”). Save it in the encoding UTF-8"
        )
    if wide or _is_binary(raw):
        return "", Finding(
            name, 1, 1, "",
            "it is no plain text, but a picture, an archive or a document of another program. Save the record as plain text in "
            "the encoding UTF-8",
        )  # fmt: skip
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        return "", Finding(
            name, line, column, "", f"byte {raw[error.start]:#04x} is not UTF-8. Save the file in the encoding UTF-8"
        )
    if text.startswith(BOM):
        return "", Finding(
            name, 1, 1, "", f"it begins with two byte-order marks, {visible(BOM)}. Save it as UTF-8 without one"
        )
    if any(sign in text for sign in _CONFLICT_SIGNS) and (match := _CONFLICT.search(text)):
        return "", Finding(
            name, *place(text, match.start()), "",
            f"{match[0].strip()} was left by a merge in conflict. Keep one of the two versions, and remove the lines "
            "with <<<<<<<, ======= and >>>>>>>",
        )  # fmt: skip
    return text, None


def _wide_encoding(raw: bytes) -> str:
    """The encoding of a text whose characters have two or four bytes each, by its mark or by its zeros; empty if it is none."""
    if raw.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "UTF-32"
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    head = raw[:_HEAD]
    zeros = [head[at::4].count(0) / max(len(head[at::4]), 1) for at in range(4)]
    # Of four bytes the two highest are zero in every character; of two bytes one is in Latin letters, digits and spaces.
    if min(zeros) < 0.9 and 1.0 in (min(zeros[:2]), min(zeros[2:])):
        return "UTF-32"
    even, odd = (zeros[0] + zeros[2]) / 2, (zeros[1] + zeros[3]) / 2
    return "UTF-16" if min(even, odd) < 0.1 and max(even, odd) > 0.3 else ""


def _is_binary(raw: bytes) -> bool:
    """True for a file of another kind, by how such files begin or by signs that no text has many of."""
    head = raw[:_HEAD]
    signs = len(_CONTROLS.findall(head))
    return head.startswith(_OTHER_KINDS) or signs > max(len(head) // 50, 2)


def place(text: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of a place in a text."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def hidden_in_comments(text: str, name: str) -> Finding | None:
    """A complaint about the first character that cannot be seen, for files in whose values there is none."""
    for index in hidden_places(text):
        line, column = place(text, index)
        return Finding(name, line, column, "", f"{visible(text[index])} cannot be seen. Remove it")
    return None
