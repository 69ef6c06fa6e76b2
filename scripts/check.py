"""Checks the data: ``python scripts/check.py [FILE…]``.

Exit 0 if nothing is wrong, 1 with one line for each finding. The whole of data/ is always read,
because records refer to each other; naming files shows only what concerns those.

``--fix`` first mends in the files what is sure, and says what it mended. ``--language fa`` speaks Persian.
``--format github`` adds a workflow command for each finding, which GitHub shows on the line of the pull request.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import astuple
from datetime import date
from pathlib import Path
from typing import Any

from atlas.build.inputs import state_of, state_of_rules, state_of_words
from atlas.build.stages import Stage
from atlas.characters import visible
from atlas.console import speak_utf8
from atlas.findings import FINDING_LANGUAGES, Finding, has_errors, report, workflow_commands
from atlas.garbage import collect_rarely
from atlas.places import CACHE, ROOT

# The rest of the atlas is loaded where it is needed: that takes longer than to see that nothing has changed.


def _relative_names(files: list[Path], data: Path) -> set[str]:
    """The names under which findings know ``files``."""
    return {f"data/{file.resolve().relative_to(data.resolve()).as_posix()}" for file in files}


def main(arguments: list[str]) -> int:
    """Print the findings, return the exit status."""
    speak_utf8()
    collect_rarely()
    parser = argparse.ArgumentParser(prog="check.py", description="Check the data of the atlas.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="show only findings about these files")
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="the data folder (default: %(default)s)")
    parser.add_argument("--fix", action="store_true", help="first mend in the files what is sure")
    parser.add_argument("--language", choices=FINDING_LANGUAGES, default="en", help="of the findings (default: en)")
    parser.add_argument(
        "--format",
        choices=("text", "github"),
        default="github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text",
        help="github adds annotations for a pull request",
    )
    parser.add_argument("--today", type=date.fromisoformat, default=date.today(), help="the day to check against")
    options = parser.parse_args(arguments)
    wanted = _wanted(parser, options.files, options.data)
    if options.fix:
        _fix(options.data, wanted, options.language)
    findings = _findings(options.data, options.today, wanted)
    if wanted is not None:
        findings = [finding for finding in findings if finding.file in wanted]
    print("\n".join(_lines(findings, options.language)))
    if options.format == "github":
        print("\n".join(workflow_commands(_localized(findings, options.language))))
    return 1 if has_errors(findings) else 0


def _findings(data: Path, today: date, wanted: set[str] | None) -> list[Finding]:
    """What is wrong with the data; of the project's own it is remembered until anything changes on which it depends.

    Of files but the ``wanted`` ones, findings may be missing; None wants all.
    """

    def find() -> list[Finding]:
        from atlas.checking import read_and_check
        from atlas.load.known import KnownFiles

        if not own:
            return read_and_check(data, today, only=wanted)[1]
        base = state_of_rules(data, today.isoformat())
        files = KnownFiles(ROOT / CACHE / "files", base) if base else None
        return read_and_check(data, today, files=files, words=_words_findings, only=wanted)[1]

    own = data.resolve() == (ROOT / "data").resolve()
    # Who asks about a file has just edited it, and what is found of some is not remembered as all.
    if not own or wanted is not None:
        return find()
    remembered = Stage(ROOT / CACHE / "findings.json")
    found = remembered.value(lambda: state_of(data, today.isoformat()), lambda: [*map(astuple, find())])
    return [Finding(*fields) for fields in found]


def _words_findings(templates: Path) -> list[Finding]:
    """What is wrong with the words of the pages, remembered until anything changes on which it depends."""

    def find() -> list[Any]:
        from atlas.language.words import words_findings

        return [*map(astuple, words_findings(templates))]

    found = Stage(ROOT / CACHE / "words.json").value(state_of_words, find)
    return [Finding(*fields) for fields in found]


def _lines(findings: list[Finding], code: str) -> list[str]:
    if code == "en":
        return report(findings)
    from atlas.language.findings import lines

    return lines(findings, code)


def _localized(findings: list[Finding], code: str) -> list[Finding]:
    from atlas.language.findings import localized

    return [localized(finding, code) for finding in findings]


def _wanted(parser: argparse.ArgumentParser, files: list[Path], data: Path) -> set[str] | None:
    """The names of the files that were asked about; None for all."""
    if not files:
        return None
    missing = [str(file) for file in files if not file.is_file()]
    if missing:
        parser.error(f"there is no file {visible(', '.join(missing))}. Name files as in data/organizations/un.yml")
    try:
        return _relative_names(files, data)
    except ValueError:
        parser.error(f"every FILE must lie in {data}")


def _fix(data: Path, wanted: set[str] | None, code: str) -> None:
    """Mend the files, and say what was mended."""
    from atlas.language.languages import language
    from atlas.repair.repair import repair

    mends: list[str] = []
    for path in sorted(data.rglob("*.yml")):
        name = f"data/{path.relative_to(data).as_posix()}"
        if wanted is None or name in wanted:
            mends += [mend.told(code) for mend in repair(path, name)]
    counted = {"en": f"{len(mends)} mended.", "fa": f"{language(code).digits(len(mends))} مورد درست شد."}
    print("\n".join([*mends, counted[code]]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
