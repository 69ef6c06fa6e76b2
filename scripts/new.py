"""Begins a record or a source: ``python scripts/new.py organization`` (or ``relation``, or ``source``).

Asks a few questions and writes a valid file with a comment for each field; a source is put on its shelf, in order.
What is given by a flag is not asked. Where nobody can be asked, every answer must be a flag:
``python scripts/new.py source --id un-charter-1945 --type treaty --title "…" --language en --read full --grade primary``.
Exit 0 if it was written, 1 if an answer will not do.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from atlas.console import speak_utf8
from atlas.disk import write_text
from atlas.findings import FINDING_LANGUAGES, report
from atlas.language.findings import in_persian
from atlas.language.messages import TEMPLATES, Words, read_words
from atlas.load.folder import read_atlas
from atlas.pipeline import ROOT
from atlas.render.citing import shelf
from atlas.writing.files import on_shelf, organization, relation, source
from atlas.writing.questions import Question, questions

KINDS = ("organization", "relation", "source")
MISSING = "the answer is missing. Give it by a flag"
NEEDED = "an answer is needed here. Write it, or press Ctrl+C to stop"
STOPPED = {"en": "Nothing was written.", "fa": "چیزی نوشته نشد."}
#: What is said of questions that may be passed over.
OPTIONAL = {"en": "(Enter leaves it out)", "fa": "(با Enter از آن بگذرید)"}
_SHELF_HEAD = (
    "# Sources whose ids begin with {shelf}, in the order of the ids. Field names are those of CSL; see the field reference.\n"
    "# Add what you read, and cite it only for what it says.\n\n"
)


def main(arguments: list[str]) -> int:
    """Ask, write, say what to do next; return the exit status."""
    speak_utf8()
    first = argparse.ArgumentParser(add_help=False)
    first.add_argument("--data", type=Path, default=ROOT / "data")
    first.add_argument("--today", type=date.fromisoformat, default=date.today())
    known, rest = first.parse_known_args(arguments)
    atlas, findings = read_atlas(known.data)
    if atlas is None:
        print("\n".join(report(findings)))
        return 1
    # Which flags there are hangs on what is begun.
    asked = questions(next((argument for argument in rest if argument in KINDS), KINDS[0]), atlas, known.today)
    options = _parser(asked).parse_args(arguments)
    words = read_words(TEMPLATES)
    answers: dict[str, str] = {}
    for question in asked:
        try:
            given = getattr(options, f"answer_{question.key}")
            asking = _Asking(options.ask or sys.stdin.isatty(), options.speak, words)
            answer = _answer(question, given, question.is_needed(answers), asking)
        except (KeyboardInterrupt, EOFError):  # Ctrl+C, Ctrl+D, or no line more
            print(f"\n{STOPPED[options.speak]}")
            return 1
        except ValueError as error:
            print(f"--{question.key}: {in_persian(str(error)) if options.speak == 'fa' else error}")
            return 1
        if answer:
            answers[question.key] = answer
    print(_write(options.what, answers, options, words))
    return 0


def _parser(asked: list[Question]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="new.py", description="Begin an organization, a relation or a source.")
    parser.add_argument("what", choices=KINDS)
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="the data folder (default: %(default)s)")
    parser.add_argument(
        "--today", type=date.fromisoformat, default=date.today(), help="the day of the check or reading"
    )
    parser.add_argument("--speak", choices=FINDING_LANGUAGES, default="en", help="language of questions and comments")
    parser.add_argument("--ask", action="store_true", help="ask even if the answers do not come from a keyboard")
    for question in asked:
        choices = f" One of: {question.offered('en')}" if question.choices else ""
        text = f"{question.words('en', {})}{choices}".replace("%", "%%")
        parser.add_argument(f"--{question.key}", dest=f"answer_{question.key}", metavar="ANSWER", help=text)
    return parser


@dataclass(frozen=True)
class _Asking:
    """Whether somebody can be asked, in which language, and the words for it."""

    possible: bool
    language: str
    words: Words


def _answer(question: Question, given: str | None, needed: bool, asking: _Asking) -> str:
    """The answer to a question: the flag's, or what somebody types. Raises ValueError if it will not do, or is missing."""
    language = asking.language
    if given is not None:
        return question.read(given)
    if not asking.possible:
        if needed:
            raise ValueError(MISSING)
        return ""
    while True:
        choices = f"\n  {question.offered(language)}" if question.choices else ""
        hint = "" if needed else f" {OPTIONAL[language]}"
        typed = input(f"{question.key}: {question.words(language, asking.words)}{hint}{choices}\n> ").strip()
        if not typed and not needed:
            return ""
        try:
            if not typed:
                raise ValueError(NEEDED)
            return question.read(typed)
        except ValueError as error:
            print(in_persian(str(error)) if language == "fa" else error)


def _write(kind: str, answers: dict[str, str], options: argparse.Namespace, words: Words) -> str:
    """Write the file; the sentence that says which, and what comes next."""
    today, id_ = options.today.isoformat(), answers["id"]
    if kind == "source":
        name = shelf(id_)
        path = options.data / "sources" / f"{name}.yml"
        there = path.read_text(encoding="utf-8") if path.is_file() else _SHELF_HEAD.format(shelf=name)
        write_text(path, on_shelf(there, id_, source(answers, today)))
        return {
            "en": f"{id_} stands in {path.name} now. Cite it where it says so: sources: [{id_}]",
            "fa": f"{id_} اکنون در {path.name} است. هرجا که همین را می‌گوید به آن ارجاع دهید: sources: [{id_}]",
        }[str(options.speak)]
    write, folder = {"organization": (organization, "organizations"), "relation": (relation, "relations")}[kind]
    path = options.data / folder / f"{id_}.yml"
    write_text(path, write(answers, today, options.speak, words))
    return {
        "en": f"data/{folder}/{id_}.yml is written. Add to it, then run: python3 scripts/dev.py check",
        "fa": f"data/{folder}/{id_}.yml نوشته شد. آن را کامل کنید و سپس اجرا کنید: python3 scripts/dev.py check",
    }[str(options.speak)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
