"""The miniature atlas: its pages in both languages, byte for byte, through the real command line.

To accept changes: ``python tests/accept.py``, and read the difference with git.
"""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from atlas.disk import write_files
from atlas.model.atlas import Atlas
from atlas.pipeline import TEMPLATES
from atlas.render.render import render
from commands import Done, run, started
from conftest import MINI, ROOT, TODAY

ACCEPT = "If the change is meant, run: python tests/accept.py"


def build(root: Path, *, by: Callable[..., Done] = run) -> Done:
    return by("build", "--root", str(root), "--today", TODAY.isoformat())


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the miniature project, without pages."""
    shutil.copytree(MINI / "data", tmp_path / "data")
    return tmp_path


def test_the_pages_are_those_expected(project: Path) -> None:
    result = build(project, by=started)
    assert result.returncode == 0, result.stdout
    made = {path.relative_to(project / "docs").as_posix() for path in (project / "docs").rglob("*.md")}
    expected = {path.relative_to(MINI / "expected").as_posix() for path in (MINI / "expected").rglob("*.md")}
    assert made == expected, ACCEPT
    for name in sorted(made):
        old = (MINI / "expected" / name).read_text(encoding="utf-8")
        new = (project / "docs" / name).read_text(encoding="utf-8")
        if old != new:
            lines = difflib.unified_diff(
                old.splitlines(), new.splitlines(), f"expected/{name}", f"made/{name}", lineterm=""
            )
            pytest.fail("\n".join([*lines, ACCEPT]))


def test_a_second_build_writes_nothing(project: Path) -> None:
    build(project)
    pages = sum(1 for _path in (project / "docs").rglob("*.md"))
    assert build(project).stdout == f"0 pages written, {pages} unchanged, 0 removed.\n"


def test_one_changed_fact_changes_both_languages_and_nothing_else(project: Path) -> None:
    build(project)
    record = project / "data/relations/united-kingdom.yml"
    record.write_text(record.read_text().replace('  known_by: "1972"\n', '  since: "1947"\n'))
    before = {path: path.read_bytes() for path in (project / "docs").rglob("*.md")}
    build(project)
    changed = {path.relative_to(project / "docs").as_posix() for path in before if path.read_bytes() != before[path]}
    about_it = (
        "relations/united-kingdom", "relations/index", "index", "as-of/index", "state/index", "compare/index", "missions/index",
    )  # fmt: skip
    assert changed == {f"{lang}/{page}.md" for lang in ("en", "fa") for page in about_it}


def test_a_removed_record_takes_its_pages_with_it(project: Path) -> None:
    build(project)
    (project / "data/relations/palestine.yml").unlink()
    assert build(project).stdout.endswith("2 removed.\n")
    for language in ("en", "fa"):
        assert not (project / f"docs/{language}/relations/palestine.md").exists()
        assert (project / f"docs/{language}/relations/iran.md").exists()


def test_faulty_data_leaves_the_pages_as_they_were(project: Path) -> None:
    build(project)
    before = {path: path.read_bytes() for path in (project / "docs").rglob("*.md")}
    (project / "data/topics/neighbours.yml").write_text("title: x\n")
    result = build(project)
    assert result.returncode == 1
    assert result.stderr == ""
    assert result.stdout.splitlines()[-1] == "3 errors, 0 warnings."
    assert before == {path: path.read_bytes() for path in (project / "docs").rglob("*.md")}


def test_pages_depend_on_nothing_but_data_and_day(mini: Atlas) -> None:
    first, second = (render(mini, TODAY, TEMPLATES) for _ in range(2))
    assert first == second


def test_another_day_changes_only_what_runs_on(mini: Atlas) -> None:
    later = TODAY.replace(year=TODAY.year + 1)
    first, second = render(mini, TODAY, TEMPLATES), render(mini, later, TEMPLATES)
    assert {name.split("/", 1)[1] for name in first if first[name] != second[name]} == {
        "as-of/index.md", "index.md", "organizations/commonwealth.md", "organizations/eco.md", "organizations/index.md", "organizations/rcd.md",
        "organizations/wmo.md", "summary/index.md",
    }  # fmt: skip


def test_every_page_has_its_twin(mini: Atlas) -> None:
    pages = render(mini, TODAY, TEMPLATES)
    english = {name.removeprefix("en/") for name in pages if name.startswith("en/")}
    persian = {name.removeprefix("fa/") for name in pages if name.startswith("fa/")}
    assert english == persian


def test_no_program_and_no_template_names_the_subject() -> None:
    files = [path for folder in ("scripts", "theme", "docs/assets") for path in (ROOT / folder).rglob("*")]
    for path in (*files, ROOT / "mkdocs.yml"):
        if path.suffix in (".py", ".j2", ".yml", ".html", ".js", ".css"):
            text = path.read_text(encoding="utf-8")
            assert "پاکستان" not in text, path
            assert "Pakistan" not in text.replace("pakistan-in-the-world", ""), path


def test_files_are_written_only_where_they_change(tmp_path: Path) -> None:
    first = write_files(tmp_path, {"a/x.md": "1", "a/y.md": "2"}, owned=["a"])
    assert first.changed == ("a/x.md", "a/y.md")
    time = (tmp_path / "a/x.md").stat().st_mtime_ns
    second = write_files(tmp_path, {"a/x.md": "1"}, owned=["a"])
    assert (second.changed, second.unchanged, second.removed) == ((), ("a/x.md",), ("a/y.md",))
    assert (tmp_path / "a/x.md").stat().st_mtime_ns == time
