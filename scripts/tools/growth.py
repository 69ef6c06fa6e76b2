"""Makes an atlas of many times the records, to see how the programs grow: copies under new ids, with the same references.

In: the folder of a project's data, how many times. Out: more files in its folder of organizations; all else refers to
what it did. Relations cannot be copied, since there is one for each country: organizations make up for them. Never used
on the project itself.
"""

from __future__ import annotations

from collections import Counter
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml

from atlas.language.languages import LANGUAGES, language
from atlas.model.atlas import FOLDERS, ORGANIZATIONS

#: What no two records may share, or what would say that the copy is the record itself.
_OWN = (
    "wikidata",
    "former_ids",
    "website",
    "aliases",
    "abbreviation",
    "known_by_abbreviation",
    "predecessors",
    "successors",
    "offices",
)


def grow(data: Path, times: int) -> int:
    """Make the records in ``data`` so many times as many. Returns their number."""
    count = sum(len(list((data / folder).glob("*.yml"))) for folder in FOLDERS)
    wanted = count * (times - 1)
    records = sorted((data / ORGANIZATIONS).glob("*.yml"))
    for number, record in zip(range(wanted), cycle(records), strict=False):
        copy = number // len(records) + 2
        made = _another(yaml.load(record.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader), copy, Counter())
        for name in _OWN:
            made.pop(name, None)
        text = yaml.dump(made, Dumper=yaml.CDumper, allow_unicode=True, sort_keys=False, width=1000)
        record.with_name(f"{record.stem}-{copy}.yml").write_text(text, encoding="utf-8")
    return count * times


def _another(value: Any, copy: int, told: Counter[str]) -> Any:
    """``value`` with a number behind every text in it, because no text may stand in two places; ``told`` are those so far."""
    if isinstance(value, list):
        return [_another(item, copy, told) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _numbered(item.rstrip(), key, copy, told)
        if key in LANGUAGES and isinstance(item, str)
        else _another(item, copy, told)
        for key, item in value.items()
    }


def _numbered(text: str, code: str, copy: int, told: Counter[str]) -> str:
    told[text] += 1
    numbers = [copy, *([told[text]] if told[text] > 1 else [])]
    return " ".join([text, *map(language(code).digits, numbers)])
