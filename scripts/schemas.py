"""Writes the JSON Schemas of the data files to schemas/, for editors: ``python scripts/schemas.py``.

The same schemas are published with the site, below api/v1/schema/. With ``--check`` nothing is written; exit 1 if a
file in schemas/ is not what the models, the closed lists and the words for fields make of it. ``--name`` also writes, into
each data file that has none, the comment by which editors find its schema.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from atlas.console import speak_utf8
from atlas.disk import write_files, write_text
from atlas.findings import report
from atlas.language.messages import TEMPLATES, read_words
from atlas.language.words import words_findings
from atlas.load.folder import read_atlas
from atlas.model.schemas import kind_of, schemas
from atlas.pipeline import ROOT


def schema_texts(data: Path) -> dict[str, str]:
    """The text of each file of schemas/, by its name. Raises ValueError with what keeps data or words from being read."""
    atlas, findings = read_atlas(data)
    of_words = words_findings(TEMPLATES)
    if atlas is None or of_words:
        raise ValueError("\n".join(report([*findings, *of_words])))
    made = schemas(atlas, read_words(TEMPLATES))
    return {f"{kind}.json": json.dumps(schema, ensure_ascii=False, indent=1) + "\n" for kind, schema in made.items()}


def name_schemas(data: Path) -> int:
    """Put the comment that names its schema on top of every data file without one; returns how many had none."""
    count = 0
    for path in sorted(data.rglob("*.yml")):
        relative, text = path.relative_to(data), path.read_bytes().decode("utf-8-sig")
        if "yaml-language-server" not in text:
            kind = kind_of(f"data/{relative.as_posix()}")
            write_text(
                path, f"# yaml-language-server: $schema={'../' * len(relative.parts)}schemas/{kind}.json\n{text}"
            )
            count += 1
    return count


def main(arguments: list[str]) -> int:
    """Write the files, or compare them; return the exit status."""
    speak_utf8()
    parser = argparse.ArgumentParser(prog="schemas.py", description="Write the JSON Schemas of the data files.")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder (default: %(default)s)")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file is not up to date")
    parser.add_argument("--name", action="store_true", help="name its schema in every data file that does not")
    options = parser.parse_args(arguments)
    try:
        texts = schema_texts(options.root / "data")
    except ValueError as error:
        print(error)
        return 1
    folder = options.root / "schemas"
    if not options.check:
        written = write_files(folder, texts)
        print(f"{len(written.changed)} schemas written, {len(written.unchanged)} unchanged.")
        if options.name:
            print(f"{name_schemas(options.root / 'data')} files name theirs now.")
        return 0
    there = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}
    stale = sorted(name for name in {*there, *texts} if there.get(name) != texts.get(name))
    for name in stale:
        print(f"schemas/{name} is not up to date. Run: python scripts/schemas.py")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
