"""Changes the program one sign at a time and asks the tests whether they notice: ``python3 scripts/dev.py mutate [PART …]``.

In: the parts of the package that compute, or a module of them. Out: what share of the changes some test noticed, and a
line for each that none did; exit status 1 below the aim. tests/mutation/README.md says which of these are known, and why.

Cosmic Ray makes the changes, because it can change functions that stand below a decorator, as every rule does;
``mutants.py`` tries them, on a copy of the project, with the quick tests only: no browser, no built site, no real data.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator, operator_names

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a program, its own folder would be first

from tools.mutants import is_inside_functions

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = "scripts/atlas"
#: Part of the package → the tests that must notice a change in it, those that do so soonest first. A module that is
#: named by itself is no part of its folder's.
PARTS = {
    "derive": ("test_derive_edges.py", "test_derive.py", "test_survey.py", "test_certainty.py", "test_javascript.py"),
    "model/dates.py": ("test_dates.py",),
    "model/citations.py": ("test_citations.py",),
    "language/calendars.py": ("test_dates.py",),
    "language/speech.py": ("test_speech_edges.py", "test_speech.py"),
    "language/isolate.py": ("test_speech.py",),
    "checks": ("test_rule_exceptions.py", "test_rule_edges.py", "test_checks.py"),
    "checks/agreement.py": ("test_rule_edges.py", "test_rule_exceptions.py"),
    "checks/titles.py": ("test_rule_edges.py", "test_rule_exceptions.py"),
    "checks/freshness.py": ("test_freshness.py", "test_rule_exceptions.py"),
    "checks/persian.py": ("test_repair.py", "test_speech.py", "test_rule_exceptions.py"),
    "checks/renames.py": ("test_rule_exceptions.py", "test_checks.py"),
    "checks/words.py": ("test_messages.py", "test_safety.py"),
    "checks/wording.py": ("test_rule_exceptions.py",),
    "search": ("test_search_index.py", "test_search_folding.py", "test_search_edges.py"),
    "export": ("test_export.py", "test_export_json.py"),
    "export/feeds.py": ("test_export_edges.py", "test_following.py"),
    "export/linked.py": ("test_linked_data.py",),
    "export/markdown.py": ("test_plain_pages.py",),
    "export/csv_text.py": ("test_export.py", "test_corpus.py"),
    "export/tables.py": ("test_export_tables.py",),
    "export/columns.py": ("test_export_tables.py",),
    "export/database.py": ("test_export_tables.py",),
    "export/panel.py": ("test_export_tables.py",),
    "export/turtle.py": ("test_linked_data.py",),
    "export/wikidata.py": ("test_export_edges.py", "test_linked_data.py"),
    "finish.py": ("test_finish.py",),
    "signed.py": ("test_signed.py",),
    "site_addresses.py": ("test_finish.py",),
}
#: Tests among these that would be slow, or ask for more than the copy holds.
NOT = "not flood and not browser and not site and not real and not (command and not linked_data) and not node and not types"
#: Of each operator one or two replacements: eleven signs in place of one plus say no more than a minus does. A bar is
#: nearly always part of a type, which nothing evaluates.
BINARY = ("Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul", "FloorDiv_Mul", "Mod_Mul", "BitAnd_BitOr")
COMPARISON = ("Eq_NotEq", "NotEq_Eq", "Lt_LtE", "Lt_GtE", "LtE_Lt", "LtE_Gt", "Gt_GtE", "Gt_LtE", "GtE_Gt", "GtE_Lt", "Is_IsNot", "IsNot_Is")  # fmt: skip
LEFT_OUT = (
    f"core/ReplaceBinaryOperator_(?!({'|'.join(BINARY)})$)",
    f"core/ReplaceComparisonOperator_(?!({'|'.join(COMPARISON)})$)",
    "core/RemoveDecorator",
    "core/Variable",
)
#: Guards against mistakes in the program itself, and the sizes of caches, without which it does the same.
GUARDS = re.compile(r"frozen=|strict=|maxsize=")
TIMEOUT = 600
AIM = 85


def main(arguments: list[str]) -> int:
    """Try the parts that are named, or all, and return the exit status."""
    parser = argparse.ArgumentParser(prog="dev.py mutate", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"such as {', '.join(PARTS)}, or derive/relations.py")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="try every Nth change only, for a quick look")
    options = parser.parse_args(arguments)
    unknown = [part for part in options.parts if not (ROOT / PACKAGE / part).exists() or not _groups(part)]
    if unknown:
        parser.error(f"there are no tests for {', '.join(unknown)}. Name one of: {', '.join(PARTS)}")
    shares = [_try(part, options.every) for part in options.parts or _whole_parts()]
    return 0 if all(share >= AIM for share in shares) else 1


def _whole_parts() -> list[str]:
    """The parts that are within no other."""
    return [part for part in PARTS if not any(part.startswith(f"{other}/") for other in PARTS)]


def _groups(part: str) -> dict[tuple[str, ...], list[str]]:
    """The modules of ``part`` under the tests that must notice changes in them."""
    path = ROOT / PACKAGE / part
    modules = sorted(path.glob("*.py")) if path.is_dir() else [path]
    groups: dict[tuple[str, ...], list[str]] = {}
    for module in (module.relative_to(ROOT / PACKAGE).as_posix() for module in modules):
        tests = PARTS.get(module) or PARTS.get(module.rpartition("/")[0])
        if tests:
            groups.setdefault(tests, []).append(module)
    return groups


def _try(part: str, every: int) -> float:
    """Change every place in ``part``, or ``every`` so many; print what was not noticed, and return the share that was, in per cent."""
    results = [result for tests, modules in _groups(part).items() for result in _results_of(modules, tests, every)]
    survived = sorted((line, change) for outcome, line, change in results if outcome == "survived")
    for line, change in survived:
        print(f"{line}: {change}")
    noticed = len(results) - len(survived)
    share = 100 * noticed / len(results) if results else 100.0
    print(f"{part}: {noticed} of {len(results)} changes noticed ({share:.1f} %).", flush=True)
    return share


def _results_of(modules: list[str], tests: tuple[str, ...], every: int) -> list[tuple[str, str, str]]:
    """What became of the changes in ``modules``, each tried with ``tests``: noticed or not, place, change."""
    changes = [change for module in modules for change in _changes(f"{PACKAGE}/{module}")][::every]
    with tempfile.TemporaryDirectory(prefix="mutate-") as folder:
        copy = Path(folder, "project")
        _copy(copy)
        inside = [change for change in changes if is_inside_functions(change.original, change.changed)]
        outside = [change for change in changes if not is_inside_functions(change.original, change.changed)]
        noticed = [*_noticed_inside(copy, inside, tests), *(_is_noticed(copy, change, tests) for change in outside)]
    return [
        ("noticed" if seen else "survived", f"{change.path}:{change.line}", change.difference())
        for change, seen in zip([*inside, *outside], noticed, strict=True)
    ]


@dataclass(frozen=True)
class _Change:
    """A module with one sign changed."""

    path: str
    line: int
    original: str
    changed: str

    def difference(self) -> str:
        """The line as it was and as it became."""
        before, after = self.original.splitlines(), self.changed.splitlines()
        # Only what is between the equal lines at both ends is compared: of whole files it would take most of the time.
        begin = next((at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), 0)
        pairs = zip(reversed(before[begin:]), reversed(after[begin:]), strict=False)
        end = next((at for at, pair in enumerate(pairs) if pair[0] != pair[1]), 0)
        lines = difflib.ndiff(before[begin : len(before) - end], after[begin : len(after) - end])
        return "  →  ".join(line[2:].strip() for line in lines if line[:2] in ("- ", "+ "))


def _changes(path: str) -> Iterator[_Change]:
    """Every change of the module at ``path`` that is worth trying."""
    source = (ROOT / path).read_text(encoding="utf-8")
    nodes = list(ast_nodes(get_ast(source)))
    for name in operator_names():
        if any(re.match(pattern, name) for pattern in LEFT_OUT):
            continue
        operator = get_operator(name)()
        positions = [start for node in nodes for start, _ in operator.mutation_positions(node)]
        for occurrence, (line, _) in enumerate(positions):
            change = _Change(path, line, source, _changed(source, operator, occurrence))
            if change.changed != source and not GUARDS.search(change.difference()):
                yield change


def _changed(source: str, operator: Operator, occurrence: int) -> str:
    """The text with the change, or as it was where Cosmic Ray makes none, or one that is no Python."""
    try:
        changed = mutate_code(source, operator, occurrence) or source
        compile(changed, "", "exec")
    except (AttributeError, SyntaxError):
        return source
    return changed


def _noticed_inside(copy: Path, changes: list[_Change], tests: tuple[str, ...]) -> list[bool]:
    """Whether the tests notice each change in the inside of a function; all are tried in one run of pytest."""
    if not changes:
        return []
    orders, noticed = copy / "mutants.json", copy / "noticed.txt"
    orders.write_text(json.dumps([{"path": change.path, "changed": change.changed} for change in changes]))
    noticed.touch()
    environment = {"MUTANTS": str(orders), "MUTANTS_NOTICED": str(noticed), "PYTHONPATH": "scripts"}
    result = _pytest(copy, tests, environment, "-p", "tools.mutants", "--basetemp", str(copy.parent / "tmp"))
    answers = [line == "1" for line in noticed.read_text().splitlines()]
    if len(answers) != len(changes):
        raise SystemExit(f"Do the quick tests pass?\n{result.stdout}{result.stderr}")
    return answers


def _is_noticed(copy: Path, change: _Change, tests: tuple[str, ...]) -> bool:
    """Whether the tests notice a change of what happens when its module is loaded: they start anew."""
    module = copy / change.path
    module.write_text(change.changed, encoding="utf-8")
    try:
        return _pytest(copy, tests, {}).returncode != 0
    except subprocess.TimeoutExpired:
        return True
    finally:
        module.write_text(change.original, encoding="utf-8")


def _pytest(
    copy: Path, tests: tuple[str, ...], environment: dict[str, str], *options: str
) -> subprocess.CompletedProcess[str]:
    """The run of ``tests`` in ``copy`` until the first fails."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", "-k", NOT]
    # What was compiled of a file before its change could be taken for the changed one: both are of the same second.
    return subprocess.run(
        [*command, *options, *(f"tests/{name}" for name in tests)],
        cwd=copy,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=None if environment else TIMEOUT,
    )


def _copy(target: Path) -> None:
    ignored = shutil.ignore_patterns("__pycache__", ".*")
    for name in ("scripts", "tests"):
        shutil.copytree(ROOT / name, target / name, ignore=ignored)
    (target / "data").mkdir()
    shutil.copy(ROOT / "data/vocabulary.yml", target / "data")
    shutil.copy(ROOT / "pyproject.toml", target)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
