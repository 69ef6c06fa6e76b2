"""The rules across fields and records, one function each, collected by the modules of this package.

In: an :class:`~atlas.model.atlas.Atlas` and today. Out: findings. Each rule's docstring is one sentence that
begins with Ensure. A new rule is a decorated function in the module that it fits; nothing lists it again.
"""

from __future__ import annotations

import traceback
from collections.abc import Container, Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path as FilePath

from atlas.asked import Asked
from atlas.build.side_by_side import MANY_FILES, side_by_side
from atlas.checks.known import KnownFindings
from atlas.checks.registry import Rule, rules_of_a_file, rules_of_all
from atlas.findings import Finding, quote
from atlas.model.atlas import Atlas, Entry, files_with_entries
from atlas.observe import World
from atlas.observed_work import Remembered
from atlas.registry import import_modules

SCRIPTS = FilePath(__file__).resolve().parents[2]

import_modules(__name__, __path__)


#: The findings of each file, with what they depend on, from one check to the next in the same process.
Checked = Remembered[list[Finding]]


def check(
    atlas: Atlas,
    today: date,
    checked: Checked | None = None,
    known: KnownFindings | None = None,
    only: Container[str] | None = None,
) -> Iterator[Finding]:
    """All findings of all rules. A rule that fails is a finding too, and does not keep the others from being applied.

    Files that were ``checked`` in this process, or whose findings are ``known`` from an earlier one, and whose findings depend
    on nothing that has changed since, are not looked at again. Of files but the ``only`` ones that are asked about, findings
    may be missing.
    """
    names = files_with_entries(atlas)
    if checked is None and known is None:
        yield from _at_once([name for name in names if only is None or name in only], atlas, today)
    else:
        # What was never checked is checked now, so that it is known the next time.
        wanted = [name for name in names if only is None or name in only or not (known and known.files.has(name))]
        yield from _of_asking_files(wanted, atlas, today, Checked() if checked is None else checked, known)
        yield from _found_in_all(atlas, today)


def _at_once(names: Iterable[str], atlas: Atlas, today: date) -> Iterator[Finding]:
    """The findings of all rules; of many files in several processes, one of which looks at all files together first."""

    def found(name: str) -> list[Finding]:
        return _found_in(name, atlas, today) if name else _found_in_all(atlas, today)

    in_all, *in_files = side_by_side(["", *names], found, least=MANY_FILES)
    yield from (finding for part in (*in_files, in_all) for finding in part)


def _of_asking_files(
    names: Iterable[str], atlas: Atlas, today: date, checked: Checked, known: KnownFindings | None
) -> Iterator[Finding]:
    """The same, where what they ask is noted."""
    world = World((atlas,), atlas.watched)
    checked.renew(world, today)
    asked = Asked(world, partial(_mark_of, atlas))
    for name in names:
        find = partial(checked.make, name, partial(_found_in, name, atlas, today))
        yield from find() if known is None else known.findings(name, asked, find, partial(checked.questions, name))


def _mark_of(atlas: Atlas, value: object) -> str | None:
    """The mark of the one value of its kind, such as the subject."""
    return next((entry.mark for entry in atlas.entries if entry.kind is type(value) and entry.value is value), None)


def _found_in(name: str, atlas: Atlas, today: date) -> list[Finding]:
    return list(_applied(rules_of_a_file(), atlas.file(name), today))


def _found_in_all(atlas: Atlas, today: date) -> list[Finding]:
    return list(_applied(rules_of_all(), atlas, today))


def _applied(applied: Iterable[Rule], atlas: Atlas, today: date) -> Iterator[Finding]:
    for rule in applied:
        try:
            yield from rule(atlas, today)
        except Exception as error:
            yield failure(rule, error)


def failure(rule: Rule, error: Exception) -> Finding:
    """What is to be said of a rule that failed: at which record it was, and where in the program."""
    frames = [
        (frame.f_code.co_filename, line, frame.f_locals) for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    own = [(name, line) for name, line, _locals in frames if FilePath(name).is_relative_to(SCRIPTS)]
    file, line = own[-1]
    message = (
        f"the rule {rule.__name__} failed ({type(error).__name__}: {quote(error)}). Look for what is unusual here, "
        f"and report the fault of the program, scripts/{FilePath(file).relative_to(SCRIPTS).as_posix()}:{line}"
    )
    entries = [found for *_place, names in frames if isinstance(found := names.get("entry"), Entry)]
    return entries[-1].finding((), message) if entries else Finding("data", 1, 1, "", message)
