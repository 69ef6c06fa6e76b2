"""The one command for newcomers: what it runs, in which order it tells of it, and what it ends with."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import dev


@pytest.fixture(autouse=True)
def _this_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "prepare", lambda _requirements: True)
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))


def says(text: str, status: int = 0, seconds: float = 0) -> list[str]:
    return ["python", "-c", f"import sys, time; time.sleep({seconds}); print({text!r}); sys.exit({status})"]


@pytest.mark.parametrize(
    ("statuses", "status", "told"),
    [((0, 0, 0), 0, ["one", "two", "last"]), ((0, 0, 5), 5, ["one", "two", "last"]), ((0, 3, 0), 3, ["one", "two"]), ((2, 3, 0), 2, ["one", "two"])],
)  # fmt: skip
def test_the_last_command_is_run_if_those_before_it_had_nothing_to_say_against_it(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    statuses: tuple[int, int, int],
    status: int,
    told: list[str],
) -> None:
    first, second, last = statuses
    commands = [says("one", first, seconds=0.3), says("two", second), says("last", last)]
    monkeypatch.setitem(dev.TASKS, "lint", commands)
    assert dev.main(["lint"]) == status
    lines = capfd.readouterr().out.splitlines()
    assert [line for line in lines if not line.startswith("→")] == told
    assert len(lines) == 2 * len(told)


def test_further_words_go_to_the_last_command(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    show = ["python", "-c", "import sys; print(sys.argv[1:])"]
    monkeypatch.setitem(dev.TASKS, "lint", [show, show])
    assert dev.main(["lint", "-k", "persian"]) == 0
    assert [line for line in capfd.readouterr().out.splitlines() if not line.startswith("→")] == [
        "[]",
        "['-k', 'persian']",
    ]


def test_only_what_is_listed_is_installed_and_nothing_is_compiled(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The list is whole and each of it hashed: that is what makes a resolver needless."""
    lines = (dev.ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
    assert lines.count("==") <= lines.count("--hash=sha256:")
    monkeypatch.undo()
    monkeypatch.setattr(dev, "ENVIRONMENT", tmp_path)
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    asked: list[list[str]] = []

    class Done:
        returncode = 0

    monkeypatch.setattr(dev.subprocess, "run", lambda command, **_options: asked.append(command) or Done())
    assert dev.prepare("requirements.txt")
    assert dev.prepare("requirements.txt")  # which it knows to be there
    (command,) = asked
    assert {"--require-hashes", "--no-deps", "--no-compile"} <= set(command)
