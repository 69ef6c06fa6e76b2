"""The layout of a data file: the order of its keys, white space at the ends of lines and of the file.

In: the text of a file. Out: the text mended. Whole lines are moved, with the comments above them; nothing inside them is touched.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import yaml

from atlas.model.atlas import FOLDERS

#: What a record is called comes first, then what it is, then what there is to tell, in the order that its author chose;
#: last the day on which all of it was checked.
_NAMING = ("draft", "name", "title", "partner")
_BEING = (
    "abbreviation", "aliases", "former_ids", "groups", "order", "kind", "scope", "part_of", "predecessors", "successors",
    "founded", "dissolved", "seat", "website", "wikidata",
)  # fmt: skip
_END = ("checked",)


def _rank(key: str) -> tuple[int, str]:
    return next((rank for rank, keys in ((0, _NAMING), (1, _BEING), (3, _END)) if key in keys), 2), ""


def order_of(file: str) -> Callable[[str], tuple[int, str]] | None:
    """A key by which the fields of ``data/…`` are put in order; None for a file whose order means something."""
    folder = file.split("/")[1]
    if folder == "sources":
        return lambda key: (0, key)
    return _rank if folder in FOLDERS else None


def in_order(text: str, rank: Callable[[str], tuple[int, str]]) -> str:
    """``text`` with the blocks of its outermost keys in the order of ``rank``; as it is if that cannot be done line by line."""
    node = yaml.compose(text, Loader=yaml.BaseLoader)
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        return text
    starts = [key.start_mark.line for key, _value in node.value]
    keys = [str(key.value) for key, _value in node.value]
    ranks = [rank(key) for key in keys]
    if ranks == sorted(ranks) or len(set(starts)) < len(starts) or len(set(keys)) < len(keys):
        return text
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    begins = block_begins(lines, starts)
    head = begins[0]
    blocks = [lines[begin:end] for begin, end in zip(begins, [*begins[1:], len(lines)], strict=True)]
    order = sorted(range(len(blocks)), key=lambda index: ranks[index])
    return "".join(lines[:head]) + "".join(line for index in order for line in blocks[index])


def block_begins(lines: Sequence[str], starts: Sequence[int]) -> list[int]:
    """The line on which the block of each key begins, comments included; ``starts`` are the lines of the keys."""
    return [_head(lines, starts[0]), *(_with_comments(lines, start, before) for before, start in pairwise(starts))]


def _head(lines: Sequence[str], first: int) -> int:
    """How many lines at the beginning belong to the file and not to its first key."""
    head = 0
    for number, line in enumerate(lines[:first]):
        if not line.strip() or line.strip() == "---" or "yaml-language-server" in line:
            head = number + 1
    return head


def _with_comments(lines: Sequence[str], start: int, previous: int) -> int:
    """The line on which the block of a key begins: the first of the comments right above it."""
    while start - 1 > previous and (lines[start - 1].startswith("#") or not lines[start - 1].strip()):
        start -= 1
    return start


def tidy(text: str) -> str:
    """``text`` without white space at the ends of lines, outside of texts in several lines, and with one line feed at its end."""
    kept = set()
    root = yaml.compose(text, Loader=yaml.BaseLoader)
    waiting = [root] if root is not None else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.MappingNode):
            waiting += [part for pair in node.value for part in pair]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif node.start_mark.line != node.end_mark.line:
            kept |= set(range(node.start_mark.line, node.end_mark.line))
    lines = text.split("\n")
    stripped = [line if number in kept else line.rstrip(" \t") for number, line in enumerate(lines)]
    return "\n".join(stripped).rstrip("\n") + "\n"
