"""What whole stages made is reused only while nothing changed, and a server stays in step with its program."""

from __future__ import annotations

import inspect
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
from mkdocs.commands import build as mkdocs_build
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

import check
from atlas.build import inputs, server
from atlas.build.compiled import Compiled
from atlas.build.inputs import digest_of_tree, state_of
from atlas.build.stages import Stage
from atlas.pipeline import ROOT
from conftest import MINI_BUILD, TODAY, build_site
from miniature import mini_project, replace


@pytest.fixture
def stage(tmp_path: Path) -> Callable[[], Stage]:
    """The stage as each new process finds it."""
    return lambda: Stage(tmp_path / "stage.json")


def never() -> Any:
    raise AssertionError("the work is done again")


def test_work_is_done_once_for_a_state(stage: Callable[[], Stage]) -> None:
    assert stage().value(lambda: "a", list) == []
    assert stage().value(lambda: "a", never) == []
    assert stage().value(lambda: "b", lambda: [1]) == [1]


def test_what_changed_meanwhile_is_not_remembered(stage: Callable[[], Stage]) -> None:
    states = iter(["before", "after"])
    assert stage().value(lambda: next(states), lambda: [1]) == [1]
    assert stage().value(lambda: "before", lambda: [2]) == [2]


def test_an_unknown_state_is_never_remembered(stage: Callable[[], Stage], tmp_path: Path) -> None:
    assert stage().value(str, lambda: [1]) == [1]
    assert stage().value(str, lambda: [2]) == [2]
    stage().made("", [])
    assert not stage().still_made("", [])
    for text in ("first", "second"):
        target = tmp_path / text
        target.mkdir()
        assert stage().bring("", tmp_path, target, lambda text=text: {"x": text.encode()})
        assert (target / "x").read_text() == text


@pytest.mark.parametrize(
    "spoil", [lambda file: file.write_text("other"), Path.unlink, lambda file: file.with_name("more").touch()]
)
def test_files_are_believed_only_as_they_were_made(
    stage: Callable[[], Stage], tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    file = tmp_path / "docs" / "page.md"
    file.parent.mkdir()
    file.write_text("page")
    stage().made("a", file.parent.iterdir())
    assert stage().still_made("a", file.parent.iterdir())
    assert not stage().still_made("b", file.parent.iterdir())
    spoil(file)
    assert not stage().still_made("a", file.parent.iterdir())


def test_files_are_taken_from_the_last_site_if_they_are_whole(stage: Callable[[], Stage], tmp_path: Path) -> None:
    last, target, other = (tmp_path / name for name in ("last", "target", "other"))
    for folder in (last, target, other):
        folder.mkdir()

    def make() -> dict[str, bytes]:
        return {"api/x.json": b"{}"}

    assert stage().bring("a", tmp_path / "none", last, make)
    assert not stage().bring("a", last, target, never)
    assert (target / "api" / "x.json").read_text() == "{}"
    (last / "api" / "x.json").write_text("damaged")
    assert stage().bring("a", last, other, make)
    assert (other / "api" / "x.json").read_text() == "{}"
    assert [path.name for path in other.iterdir()] == ["api"]


def test_every_kind_of_change_is_another_state(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("x")
    seen = {digest_of_tree(tmp_path)}
    (tmp_path / "a.yml").write_text("y")
    seen.add(digest_of_tree(tmp_path))
    (tmp_path / "b.yml").symlink_to(tmp_path / "a.yml")
    seen.add(digest_of_tree(tmp_path))
    (tmp_path / "folder").mkdir()
    seen.add(digest_of_tree(tmp_path))
    (tmp_path / "a.yml").rename(tmp_path / "c.yml")
    seen.add(digest_of_tree(tmp_path))
    assert len(seen) == 5
    assert state_of(tmp_path, "2026-11-26") != state_of(tmp_path, "2026-11-27")


def test_the_program_is_read_once_where_it_was_never_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(inputs, "program", cache(lambda: inputs.program_now()))
    monkeypatch.setattr(inputs, "program_now", lambda: read.append("now") or "program")
    assert inputs.state_of_words()
    assert len(read) == 1
    assert inputs.state_of_words()
    assert len(read) == 2


def test_nothing_is_known_once_the_program_was_edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert state_of(tmp_path, "2026-11-26")
    monkeypatch.setattr(inputs, "program_now", lambda: "another")
    assert state_of(tmp_path, "2026-11-26") == ""


def test_a_check_is_not_done_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = mini_project(tmp_path / "project")
    monkeypatch.setattr(check, "ROOT", root)
    arguments = ["--data", str(root / "data"), "--today", TODAY.isoformat()]
    assert check.main(arguments) == 0
    monkeypatch.setitem(sys.modules, "atlas.checking", SimpleNamespace(read_and_check=lambda *_, **_known: never()))
    assert check.main(arguments) == 0
    assert capsys.readouterr().out == "0 errors, 0 warnings.\n" * 2
    replace(root, "organizations/eco.yml", "Economic", "")
    with pytest.raises(AssertionError, match="done again"):
        check.main(arguments)


def test_findings_are_remembered_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = mini_project(tmp_path / "project")
    monkeypatch.setattr(check, "ROOT", root)
    replace(root, "organizations/eco.yml", "scope: regional", "scope: regionl")
    arguments = ["--data", str(root / "data"), "--today", TODAY.isoformat()]
    assert check.main(arguments) == check.main(arguments) == 1
    once, twice = capsys.readouterr().out.split("1 error, 0 warnings.\n")[:2]
    assert once == twice
    assert once.startswith("data/organizations/eco.yml:")


def test_a_build_that_warns_fails_each_time(mini_built: Path) -> None:
    page = mini_built / "docs/en/accessibility/index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[Gone](gone.md)\n", encoding="utf-8")
    for _time in range(2):
        with pytest.raises(AssertionError, match=r"gone\.md"):
            build_site(mini_built, mini_built / "site", **MINI_BUILD)


def test_templates_are_compiled_once_and_again_when_they_change() -> None:
    compiled, sources = Compiled(), {"page": "{{ 1 }}"}

    def rendered() -> str:
        return (
            jinja2.Environment(loader=jinja2.DictLoader(sources), bytecode_cache=compiled).get_template("page").render()
        )

    assert (rendered(), rendered()) == ("1", "1")
    sources["page"] = "{{ 2 }}"
    assert rendered() == "2"


def served(builder: Callable[[], None]) -> LiveReloadServer:
    return LiveReloadServer(builder=builder, host="127.0.0.1", port=0, root="/nowhere")


def test_a_build_that_fails_does_not_end_the_server(caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> None:
        raise SystemExit("a fault")

    found = served(fail)
    server.in_step(found, threading.Lock())
    found.builder()
    assert "the last good pages are still served: a fault" in caplog.text


@pytest.mark.parametrize(("sound", "started"), [(True, 1), (False, 0)])
def test_a_server_starts_anew_when_its_program_was_edited(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, sound: bool, started: int
) -> None:
    starts: list[int] = []
    found = served(never)
    server.in_step(found, threading.Lock())
    monkeypatch.setattr(server, "program_now", lambda: "edited")
    monkeypatch.setattr(server, "_can_be_loaded", lambda: sound)
    monkeypatch.setattr(server, "_start_anew", lambda _server: starts.append(1))
    found.builder()
    assert len(starts) == started
    assert "The program has a fault" in caplog.text


def test_new_folders_are_watched_and_set_off_a_build(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    (docs / "en" / "about").mkdir(parents=True)
    (docs / "en" / "organizations").mkdir()
    found = served(never)
    found.watch(str(docs))
    server.watch_hand_written(found, docs, ("en",))
    assert set(found._watched_paths) == {str(docs / "en" / "about")}
    coming = server._Coming(found, docs, ("en",))
    coming.watch()
    (docs / ".123.part").touch()  # as a build writes
    coming.on_any_event(SimpleNamespace())  # type: ignore[arg-type]
    assert not found._want_rebuild
    (docs / "en" / "new").mkdir()
    coming.on_any_event(SimpleNamespace())  # type: ignore[arg-type]
    assert found._want_rebuild
    assert str(docs / "en" / "new") in found._watched_paths


def test_mkdocs_has_what_the_build_touches_without_a_promise() -> None:
    assert list(inspect.signature(mkdocs_build._build_page).parameters)[:5] == [
        "page",
        "config",
        "doc_files",
        "nav",
        "env",
    ]
    assert "read_source" in vars(Page)
    assert list(inspect.signature(Page.render).parameters) == ["self", "config", "files"]
    source = inspect.getsource(Page)
    for name in ("_title_from_render", "present_anchor_ids", "links_to_anchors"):
        assert name in source
    assert "get_file_from_path" in vars(Files)
    assert "src_uri" in inspect.getsource(File)
    whole = inspect.getsource(LiveReloadServer)
    for name in ("self._want_rebuild = False", "self._rebuild_cond", "self.builder()", "self.observer", "self.root"):
        assert name in whole


def test_a_process_that_ends_looks_at_nothing_once_more() -> None:
    """What is handed to atexit first is done last: it counts what has been put out of the collector's sight by then."""
    program = (
        "import atexit, gc; from atlas.garbage import collect_rarely; "
        "atexit.register(lambda: print(gc.get_freeze_count() > 0)); collect_rarely(); print(gc.get_freeze_count() > 0)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT / "scripts", capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["False", "True"]
