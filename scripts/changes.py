"""Adds what changed between two states of the data to ``data/changes.yml``: ``python scripts/changes.py OLD [NEW]``.

OLD and NEW are what ``scripts/compare.py`` takes: revisions of git, or folders. ``--first NEW`` adds one entry that says how much NEW
holds, the first edition. The page *What changed* and the feeds are made from the file, so that a build needs no git.
Exit 0; 2 if the states cannot be compared.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from atlas.compare.differences import differences
from atlas.compare.versions import read_versions
from atlas.language.languages import language
from atlas.language.messages import TEMPLATES, read_messages
from atlas.load.folder import SHELVES
from atlas.model.atlas import FOLDERS
from atlas.places import ROOT

HEADER = """\
# yaml-language-server: $schema=../schemas/changes.json
# Facts that changed, in words: for the page "What changed" and the feeds. scripts/changes.py adds to this file.
"""

#: A change: its day, the record (None: the whole atlas), what changed in each language.
Change = tuple[date, str | None, dict[str, str]]


def changes(old: str, new: str, day: date, root: Path = ROOT) -> list[Change]:
    """What ``scripts/compare.py`` finds between two states. Raises ValueError with its complaint if it cannot compare them."""
    command = [sys.executable, str(root / "scripts" / "compare.py"), old, new, "--format", "json"]
    answer = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        raise ValueError(answer.stderr.strip() or f"{command[1]} failed")
    return [(day, item["record"], item["sentence"]) for item in json.loads(answer.stdout)["changes"]]


def first_edition(new: str, day: date, root: Path = ROOT) -> list[Change]:
    """One entry: how much the state ``new`` holds, compared with nothing. Raises ValueError if it cannot be read."""
    with tempfile.TemporaryDirectory() as nothing:
        before, after, _unreadable = read_versions(nothing, new, root)
    parts = Counter(change.record.split("/")[0] for change in differences(before, after))
    words = read_messages(TEMPLATES)["changes_first"]
    sentence = {
        code: words[code].format(**{part: language(code).number(parts[part]) for part in (*FOLDERS, SHELVES)})
        for code in ("en", "fa")
    }
    return [(day, None, sentence)]


def entries(found: list[Change], known: dict[str, Any]) -> dict[str, Any]:
    """The new entries of the log by id, a number after the day; what it holds already is not added again."""
    texts = {(entry.get("record"), entry["sentence"]["en"]) for entry in known.values()}
    numbers: Iterator[int] = iter(range(1, len(found) + len(known) + 1))
    made: dict[str, Any] = {}
    for day, record, sentence in found:
        if (record, sentence["en"]) not in texts:
            id_ = next(f"{day}-{number}" for number in numbers if f"{day}-{number}" not in known)
            of_record = {"record": record} if record else {}
            made[id_] = {"date": day.isoformat(), **of_record, "sentence": sentence}
    return made


def main(arguments: list[str]) -> int:
    """Compare, add to the log, say how much was added."""
    parser = argparse.ArgumentParser(prog="changes.py", description="Add changed facts to data/changes.yml.")
    state = parser.add_mutually_exclusive_group(required=True)
    state.add_argument("old", metavar="OLD", nargs="?", help="a revision of git or a folder")
    state.add_argument("--first", metavar="NEW", help="say only how much NEW holds, the first edition")
    parser.add_argument("new", metavar="NEW", nargs="?", default="HEAD", help="the same (default: %(default)s)")
    parser.add_argument("--date", type=date.fromisoformat, default=date.today(), help="the day of the changes")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project (default: %(default)s)")
    options = parser.parse_args(arguments)
    log = options.root / "data" / "changes.yml"
    known = yaml.load(log.read_text(encoding="utf-8"), yaml.BaseLoader) or {} if log.is_file() else {}
    try:
        if options.first:
            found = first_edition(options.first, options.date, options.root)
        else:
            found = changes(options.old, options.new, options.date, options.root)
        made = entries(found, known)
    except ValueError as error:
        parser.error(str(error))
    if made:
        text = yaml.safe_dump(made, allow_unicode=True, sort_keys=False, width=10_000, default_style='"')
        # An empty log holds {}, which nothing can follow.
        before = log.read_text(encoding="utf-8") if known else HEADER
        log.write_text(before + text, encoding="utf-8")
    print(f"{len(made)} changes added to {log.relative_to(options.root)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
