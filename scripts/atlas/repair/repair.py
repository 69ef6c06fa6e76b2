"""Mends what is sure in one data file: Persian orthography, quotation marks that YAML wants, order of keys, white space.

In: the path of a file. Out: what was mended; the file is written only if something was. What the file says apart from
mended Persian texts is compared before and after: if anything else would change, the file is left alone.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

import yaml

from atlas.checks.persian import mended
from atlas.findings import Path, field_name, has_errors, quote
from atlas.language.findings import in_persian
from atlas.load.yaml_file import TRUTH_VALUES, read_yaml
from atlas.repair.layout import in_order, order_of, tidy

#: The keys of texts in Persian.
PERSIAN = "fa"


@dataclass(frozen=True)
class Mend:
    """One thing that was mended: where, and in words or as before → after; ``field`` may be empty."""

    file: str
    line: int
    field: str
    before: str
    after: str

    def __str__(self) -> str:
        return self.told("en")

    def told(self, language: str) -> str:
        """The mend in one line. What was mended in a field stands there as it is; the rest is said in ``language``."""
        if self.field:
            return f"{self.file}:{self.line}: {self.field}: {self.before} → {self.after}"
        said = f"{self.before} → {self.after}"
        return f"{self.file}:{self.line}: {in_persian(said) if language == 'fa' else said}"


@dataclass(frozen=True)
class _Scalar:
    path: Path
    line: int
    start: int
    end: int


def repair(path: FilePath, name: str) -> list[Mend]:
    """Mend the file at ``path``, which findings call ``name``. An unreadable file is left alone: check says why."""
    file, findings = read_yaml(path, name)
    if file is None or has_errors(findings):
        return []
    text = path.read_bytes().decode("utf-8-sig")
    better, mends = _mend_texts(text, name)
    better, quoted = _quote_truth_values(better, name)
    mends += quoted
    rank = order_of(name)
    ordered = in_order(better, rank) if rank else better
    if ordered != better:
        mends.append(Mend(name, 1, "", "the order of the fields", "that of the template"))
    tidied = tidy(ordered)
    if tidied != ordered:
        mends.append(Mend(name, 1, "", "white space at the end of lines or of the file", "none"))
    raw = tidied.encode()
    if raw == path.read_bytes() or not _says_the_same(text, tidied):
        return []
    path.write_bytes(raw)
    return mends or [Mend(name, 1, "", "a byte order mark", "none")]


def _mend_texts(text: str, name: str) -> tuple[str, list[Mend]]:
    """``text`` with its Persian texts mended, from the last to the first so that places stay true."""
    mends = []
    for scalar in sorted(_persian_scalars(text), key=lambda scalar: -scalar.start):
        before = text[scalar.start : scalar.end]
        after = mended(before)
        if after != before:
            text = text[: scalar.start] + after + text[scalar.end :]
            mends.append(_mend(name, scalar, before, after))
    return text, mends[::-1]


def _quote_truth_values(text: str, name: str) -> tuple[str, list[Mend]]:
    """``text`` with quotation marks around what other readers of YAML would take for true or false."""
    mends = []
    for path, node in sorted(_scalars(text), key=lambda found: -found[1].start_mark.index):
        if not node.style and node.value in TRUTH_VALUES:
            start, end = node.start_mark.index, node.end_mark.index
            text = f'{text[:start]}"{text[start:end]}"{text[end:]}'
            mends.append(Mend(name, node.start_mark.line + 1, field_name(path), node.value, f'"{node.value}"'))
    return text, mends[::-1]


def _mend(name: str, scalar: _Scalar, before: str, after: str) -> Mend:
    """What changed between two texts, as words."""
    old, new = before.split(), after.split()
    pieces = [
        (" ".join(old[a:b]), " ".join(new[c:d]))
        for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    was, now = ("; ".join(part) for part in zip(*pieces, strict=True))
    return Mend(name, scalar.line, field_name(scalar.path), quote(was), quote(now))


def _persian_scalars(text: str) -> Iterator[_Scalar]:
    """Where the Persian texts stand in the source, without their quotation marks or the line with > or |."""
    for path, node in _scalars(text):
        if not path or path[-1] != PERSIAN:
            continue
        start, end = node.start_mark.index, node.end_mark.index
        if node.style in ("|", ">"):
            start = text.index("\n", start)
        elif node.style in ('"', "'"):
            start, end = start + 1, end - 1
        yield _Scalar(path, node.start_mark.line + 1, start, end)


def _scalars(text: str) -> Iterator[tuple[Path, yaml.ScalarNode]]:
    """The values of the source that are neither lists nor fields, each with its path."""
    root = yaml.compose(text, Loader=yaml.BaseLoader)
    waiting: list[tuple[Path, yaml.Node]] = [] if root is None else [((), root)]
    while waiting:
        path, node = waiting.pop()
        if isinstance(node, yaml.MappingNode):
            waiting += [((*path, key.value), value) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            waiting += [((*path, index), value) for index, value in enumerate(node.value)]
        elif isinstance(node, yaml.ScalarNode):
            yield path, node


def _says_the_same(before: str, after: str) -> bool:
    """Whether two sources say the same but for the spelling of Persian texts."""
    first, second = (yaml.load(text, Loader=yaml.BaseLoader) for text in (before, after))
    return bool(_without_persian(first) == _without_persian(second))


def _without_persian(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: "" if key == PERSIAN and isinstance(v, str) else _without_persian(v) for key, v in data.items()}
    if isinstance(data, list):
        return [_without_persian(item) for item in data]
    return data
