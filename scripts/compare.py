"""Says in words which facts differ between two versions of the data: ``python scripts/compare.py OLD NEW``.

OLD and NEW are folders (``data``, or what holds it) or revisions of git: ``python scripts/compare.py main HEAD``.
``--format json`` gives the same for programs. Exit 0, whether or not anything differs; 2 if a version cannot be read.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from atlas.compare.differences import Change, differences
from atlas.compare.versions import read_versions
from atlas.compare.words import Words
from atlas.console import speak_utf8
from atlas.language.languages import language as language_of
from atlas.language.messages import TEMPLATES, read_messages
from atlas.pipeline import ROOT


def main(arguments: list[str]) -> int:
    """Print the comparison, return the exit status."""
    speak_utf8()
    parser = argparse.ArgumentParser(
        prog="compare.py", description="Which facts differ between two versions of the data."
    )
    parser.add_argument("old", metavar="OLD", help="a folder or a revision of git")
    parser.add_argument("new", metavar="NEW", help="a folder or a revision of git")
    parser.add_argument("--root", type=Path, default=ROOT, help="where the revisions are (default: %(default)s)")
    parser.add_argument("--format", choices=("markdown", "json"), default="markdown")
    parser.add_argument("--language", choices=("en", "fa", "both"), default="both", help="of the Markdown")
    options = parser.parse_args(arguments)
    try:
        old, new, unreadable = read_versions(options.old, options.new, options.root)
    except ValueError as error:
        parser.error(f"{error}. Name a folder such as data, or a revision such as main")
    changes = differences(old, new)
    names = {**old, **new}
    if options.format == "json":
        print(json.dumps(as_json(changes, names, unreadable), ensure_ascii=False, indent=1))
    else:
        languages = ("en", "fa") if options.language == "both" else (options.language,)
        print("\n".join(as_markdown(changes, names, unreadable, language) for language in languages), end="")
    return 0


def as_json(changes: list[Change], names: dict[str, Any], unreadable: list[str]) -> dict[str, Any]:
    """The comparison as data: every change with its sentence in both languages."""
    speakers = [Words(language, names) for language in ("en", "fa")]
    return {
        "changes": [
            {**change.as_data(), "sentence": {words.language: words.sentence(change) for words in speakers}}
            for change in changes
        ],
        "unreadable": unreadable,
    }


def as_markdown(changes: list[Change], names: dict[str, Any], unreadable: list[str], language: str) -> str:
    """The comparison in words: one line for each fact."""
    messages, words = read_messages(TEMPLATES), Words(language, names)
    lines = [
        f'<div dir="{language_of(language).direction}" lang="{language}">',
        "",
        f"## {messages['compare_title'][language]}",
        "",
    ]
    lines += [f"- {_plain(words.sentence(change))}" for change in changes] or [messages["compare_nothing"][language]]
    if unreadable:
        lines += ["", _plain(messages["compare_unreadable"][language].format(files=", ".join(unreadable)))]
    return "\n".join([*lines, "", "</div>", ""])


def _plain(text: str) -> str:
    """``text`` so that Markdown shows it as it is: what is compared was written by anybody."""
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]<>#|!~&@" else letter for letter in text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
