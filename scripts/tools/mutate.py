"""Changes the program one sign at a time and asks the tests whether they notice: ``python3 scripts/dev.py mutate [PART …]``.

In: the parts of the package that compute, or a module of them. Out: what share of the changes some test noticed, and a
line for each that none did; exit status 1 below the aim. tests/mutation/README.md says which of these are known, and why.

Cosmic Ray makes the changes, because it can change functions that stand below a decorator, as every rule does. It
works on a copy of the project, with the quick tests only: no browser, no built site, no real data.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import WorkerOutcome, WorkResult

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
    "export/tables.py": ("test_export_tables.py",),
    "export/columns.py": ("test_export_tables.py",),
    "export/database.py": ("test_export_tables.py",),
    "export/panel.py": ("test_export_tables.py",),
    "export/turtle.py": ("test_linked_data.py",),
    "export/wikidata.py": ("test_export_edges.py", "test_linked_data.py"),
    "finish.py": ("test_finish.py",),
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
TIMEOUT = 120
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
    """What became of the changes in ``modules``, each tried with ``tests``."""
    with tempfile.TemporaryDirectory(prefix="mutate-") as folder:
        copy = Path(folder, "project")
        _copy(copy)
        (copy / "mutation.toml").write_text(_configuration(modules, tests), encoding="utf-8")
        _run(copy, "cosmic-ray", "baseline", "mutation.toml")
        _run(copy, "cosmic-ray", "init", "mutation.toml", "session.sqlite")
        _run(copy, "cr-filter-operators", "session.sqlite", "mutation.toml")
        _thin_out(copy / "session.sqlite", every)
        _run(copy, "cosmic-ray", "exec", "mutation.toml", "session.sqlite")
        return list(_results(_run(copy, "cosmic-ray", "dump", "session.sqlite")))


def _thin_out(session: Path, every: int) -> None:
    """Leave out all pending changes of a session but ``every`` so many."""
    with use_db(str(session), WorkDB.Mode.open) as database:
        for number, item in enumerate(list(database.pending_work_items)):
            if number % every:
                result = WorkResult(worker_outcome=WorkerOutcome.SKIPPED, output="left out")
                database.set_result(item.job_id, result)


def _copy(target: Path) -> None:
    ignored = shutil.ignore_patterns("__pycache__", ".*")
    for name in ("scripts", "tests"):
        shutil.copytree(ROOT / name, target / name, ignore=ignored)
    (target / "data").mkdir()
    shutil.copy(ROOT / "data/vocabulary.yml", target / "data")
    shutil.copy(ROOT / "pyproject.toml", target)


def _configuration(modules: list[str], tests: tuple[str, ...]) -> str:
    paths = ", ".join(json.dumps(f"{PACKAGE}/{module}") for module in modules)
    files = " ".join(f"tests/{name}" for name in tests)
    python = json.dumps(f"{sys.executable} -B -m pytest -q -x -p no:cacheprovider -p no:xdist -k '{NOT}' {files}")
    excluded = ", ".join(json.dumps(pattern) for pattern in LEFT_OUT)
    return (
        f"[cosmic-ray]\nmodule-path = [{paths}]\ntimeout = {TIMEOUT}\nexcluded-modules = []\n"
        f'test-command = {python}\n[cosmic-ray.distributor]\nname = "local"\n'
        f"[cosmic-ray.filters.operators-filter]\nexclude-operators = [{excluded}]\n"
    )


def _run(folder: Path, *command: str) -> str:
    """What a command of Cosmic Ray printed; ends with a sentence if it failed."""
    program = Path(sys.executable).with_name(command[0])
    # What was compiled of the file before its change could be taken for the changed one: both are of the same second.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    result = subprocess.run(
        [str(program), *command[1:]], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if result.returncode:
        raise SystemExit(f"{' '.join(command)} failed. Do the quick tests pass?\n{result.stdout}{result.stderr}")
    return result.stdout


def _results(dump: str) -> Iterator[tuple[str, str, str]]:
    """Outcome, place and change of every change that was tried."""
    for line in dump.splitlines():
        item, result = json.loads(line)
        if result is None or result["worker_outcome"] == "skipped":
            continue
        (mutation,) = item["mutations"]
        change = _change(result)
        if not GUARDS.search(change):
            yield result["test_outcome"], f"{mutation['module_path']}:{mutation['start_pos'][0]}", change


def _change(result: dict[str, Any]) -> str:
    """The line as it was and as it became."""
    lines = [
        line for line in (result["diff"] or "").splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")
    ]
    return "  →  ".join(line[1:].strip() for line in lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
