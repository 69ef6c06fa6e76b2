"""The README names what there is: the place of each kind of change, the tasks, the files and folders."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

import dev
from atlas.export.columns import column, table_entry
from conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
#: What paths in the README may be written below.
BELOW = ("", "scripts", "scripts/atlas", "scripts/atlas/model", "scripts/atlas/export", "scripts/atlas/language", "scripts/atlas/checks", "scripts/atlas/render/figures", "scripts/templates", "tests")  # fmt: skip
#: What a build makes, and what is no path of the project.
ELSEWHERE = {".cache/atlas", "api/v1/", "site/", ".venv", "release/", "edit/main/docs/"}
#: The changes for which a newcomer must find the one place.
CHANGES = ("field", "term", "rule", "page", "figure", "facet", "export", "language", "message", "payload", "clumsy")


def _section(title: str) -> str:
    return README.split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]


def _rows(section: str) -> Iterator[list[str]]:
    for line in section.splitlines():
        if line.startswith("| ") and not line.startswith(("| to add", "| task")):
            yield [cell.strip() for cell in line.strip("|").split("|")]


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_has_one_row_with_its_place(change: str) -> None:
    (row,) = (
        row for row in _rows(_section("Where something new goes")) if re.search(rf"\*\*[^*]*\b{change}\b", row[0])
    )
    assert re.search(r"`[\w./<>-]+`", row[1]), row


def _paths() -> Iterator[str]:
    for path in re.findall(r"`([\w./-]+)`", README):
        if "/" in path.strip("/") or re.search(r"\.(py|yml|j2|md|txt|toml|cff)$", path):
            yield path


@pytest.mark.parametrize("path", sorted(set(_paths()) - ELSEWHERE))
def test_every_file_that_it_names_is_there(path: str) -> None:
    assert any((ROOT / folder / path).exists() for folder in BELOW), path


def test_every_task_is_told() -> None:
    told = README.split("## How data becomes pages")[0]
    for task in (*dev.TASKS, "lock"):
        assert re.search(rf"(dev\.py |`){task}\b", told) or f"dev.py {task}" in README, task


def test_every_decorator_that_it_names_is_there() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "scripts/atlas").rglob("*.py"))
    for name in set(re.findall(r"`@(\w+)`", README)):
        assert re.search(rf"^@{name}\b", code, re.MULTILINE), name


@pytest.mark.parametrize(("find", "part"), [(table_entry, "tables"), (column, "columns")])
def test_what_the_readme_asks_for_and_is_forgotten_is_told(find: Callable[[str], object], part: str) -> None:
    with pytest.raises(LookupError, match=f"no-such is not described. Add it to {part} in scripts/templates/columns"):
        find("no-such")
