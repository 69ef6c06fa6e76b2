"""A check takes from the disk what an earlier one found, and looks again only at what asked something with another answer."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from atlas import checks
from atlas.asked import Asked, UnmarkedError
from atlas.findings import report
from atlas.load import folder
from atlas.load.known import KnownFiles
from atlas.memory import Memory, digest_of_files
from atlas.observe import Deferred, Watched, World
from atlas.observed_work import Remembered
from atlas.pipeline import read_and_check
from conftest import MINI, TODAY


class Project:
    """A copy of the miniature's data, what is known of it, and which files the last check looked at, and made values of."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.data = Path(shutil.copytree(MINI / "data", root / "data"))
        self.place = root / "known"
        self.looked_at: list[str] = []
        self.made: set[str] = set()
        found_in, validate = checks._found_in, folder.validate

        def note_check(name, *rest):  # type: ignore[no-untyped-def]
            self.looked_at.append(name)
            return found_in(name, *rest)

        def note_value(model, file, *rest):  # type: ignore[no-untyped-def]
            self.made.add(file.name)
            return validate(model, file, *rest)

        monkeypatch.setattr(checks, "_found_in", note_check)
        monkeypatch.setattr(folder, "validate", note_value)

    def check(self, *only: str) -> list[str]:
        self.looked_at.clear()
        self.made.clear()
        files = KnownFiles(self.place, digest_of_files([self.data / "subject.yml"]))
        return report(read_and_check(self.data, TODAY, files=files, only=only or None)[1])[:-1]

    def replace(self, name: str, old: str, new: str) -> None:
        path = self.data / name
        text = path.read_text(encoding="utf-8")
        assert re.search(old, text), (name, old)
        path.write_text(re.sub(old, new, text, count=1), encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    project = Project(tmp_path, monkeypatch)
    assert project.check() == []
    assert len(project.looked_at) > 10
    return project


def test_where_nothing_changed_no_rule_is_applied(project: Project) -> None:
    assert project.check() == []
    assert project.looked_at == []
    assert project.made <= {
        "data/subject.yml",
        "data/tiles.yml",
        "data/vocabulary.yml",
        "data/exceptions.yml",
        "data/terms.yml",
    }


def test_an_edited_record_is_looked_at_alone(project: Project) -> None:
    project.replace("organizations/eco.yml", "Economic", "Economical")
    assert project.check() == []
    predecessor = "data/organizations/rcd.yml"  # a rule asks whether it is named by its successor
    assert project.looked_at == ["data/organizations/eco.yml", predecessor]
    assert "data/relations/iran.yml" not in project.made


def test_of_the_files_that_were_not_asked_about_none_is_looked_at(project: Project) -> None:
    project.replace("organizations/eco.yml", r"checked: \S+", "checked: 1980-01-01")
    before = (project.place / "known.json").read_bytes()
    found = project.check("data/organizations/eco.yml")
    assert {line.split(":")[0] for line in found} == {"data/organizations/eco.yml"}
    assert project.looked_at == ["data/organizations/eco.yml"]
    # To keep it takes longer than to find it once more.
    assert (project.place / "known.json").read_bytes() == before
    assert project.check() == found
    # A rule asks whether the second is named by its successor.
    assert project.looked_at == ["data/organizations/eco.yml", "data/organizations/rcd.yml"]


def test_who_asks_about_one_file_first_has_all_looked_at_and_kept(project: Project) -> None:
    shutil.rmtree(project.place)
    assert project.check("data/organizations/eco.yml") == []
    assert len(project.looked_at) > 10
    assert project.check() == []
    assert project.looked_at == []


def test_what_was_kept_of_the_others_stays(project: Project) -> None:
    project.replace("organizations/eco.yml", "Economic", "Economical")
    project.check("data/organizations/eco.yml")
    project.check()
    assert "data/relations/iran.yml" not in project.looked_at


def test_what_asked_for_a_source_is_looked_at_again(project: Project) -> None:
    sources = (project.data / "sources/h.yml").read_text(encoding="utf-8")
    id_ = re.findall(r"^([a-z0-9-]+):$", sources, re.MULTILINE)[0]
    project.replace("sources/h.yml", f"{id_}:\n", f"{id_}-renamed:\n")
    citing = {
        f"data/{path.relative_to(project.data).as_posix()}"
        for path in project.data.rglob("*.yml")
        if id_ in path.read_text(encoding="utf-8") and path.parent.name != "sources"
    }
    found = project.check()
    assert citing
    assert citing <= set(project.looked_at)
    assert {line.split(":")[0] for line in found} >= citing
    project.replace("sources/h.yml", f"{id_}-renamed:\n", f"{id_}:\n")
    assert project.check() == []


def test_a_finding_is_told_again_without_looking(project: Project) -> None:
    project.replace("organizations/eco.yml", "scope: regional", "scope: regionl")
    found = project.check()
    assert [line.split(":")[0] for line in found] == ["data/organizations/eco.yml"]
    assert project.check() == found
    assert project.looked_at == []


def test_what_compares_all_entries_sees_those_that_did_not_change(project: Project) -> None:
    project.replace("organizations/eco.yml", r"\Z", "wikidata: Q42\n")
    assert project.check() == []
    project.replace("organizations/wmo.yml", r"\Z", "wikidata: Q42\n")
    assert len(project.check()) == 1
    assert "data/organizations/eco.yml" not in project.made


def test_a_file_that_cannot_be_read_is_read_each_time(project: Project) -> None:
    project.replace("organizations/eco.yml", "scope: regional", "scope: [")
    first = project.check()
    assert first
    assert project.check() == first
    project.replace("organizations/eco.yml", r"scope: \[", "scope: regional")
    assert project.check() == []


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: len(path.read_bytes()) // 2])


@pytest.mark.parametrize("harm", [_cut, Path.unlink, lambda path: path.write_bytes(b"\xff\x00")])
@pytest.mark.parametrize("name", ["known.json", "contents/*.json"])
def test_what_is_damaged_is_read_anew(project: Project, harm: Callable[[Path], object], name: str) -> None:
    for path in list(project.place.glob(name)):
        harm(path)
    project.replace("organizations/eco.yml", "scope: regional", "scope: regionl")
    found = project.check()
    assert len(found) == 1
    assert ":4:" in found[0] or "regionl" in found[0]


def test_what_another_state_of_the_program_left_is_not_believed(project: Project) -> None:
    read_and_check(project.data, TODAY, files=KnownFiles(project.place, "another"))
    assert len(project.looked_at) > 10


def test_contents_of_files_that_are_gone_are_deleted(project: Project) -> None:
    before = len(list(project.place.glob("contents/*.json")))
    for name in "abc":
        project.replace("organizations/eco.yml", r"\Z", f"# {name}\n")
        project.check()
    assert len(list(project.place.glob("contents/*.json"))) == before


class Later(Deferred):
    """A number that counts how often it was made."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.made = 0

    @property
    def mark(self) -> str:
        return f"number {self.number}"

    def now(self) -> int:
        self.made += 1
        return self.number


def numbers() -> Watched[str, int]:
    return Watched("numbers", {"one": Later(1), "two": Later(2)})  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("ask", "answer"),
    [
        (lambda it: it["two"], 2),
        (lambda it: it.get("two"), 2),
        (lambda it: list(it.values()), [1, 2]),
        (lambda it: list(it.items()), [("one", 1), ("two", 2)]),
        (lambda it: dict(it), {"one": 1, "two": 2}),
        (lambda it: {**it}, {"one": 1, "two": 2}),
        (lambda it: it | {"three": 3}, {"one": 1, "two": 2, "three": 3}),
        (lambda it: {"three": 3} | it, {"three": 3, "one": 1, "two": 2}),
        (lambda it: it == {"one": 1, "two": 2}, True),
        (lambda it: it != {"one": 1, "two": 2}, False),
        (lambda it: it.copy(), {"one": 1, "two": 2}),
        (repr, "{'one': 1, 'two': 2}"),
    ],
)
def test_who_asks_a_mapping_gets_values(ask: Callable[[Watched[str, int]], object], answer: object) -> None:
    assert ask(numbers()) == answer


def test_what_is_deferred_is_not_made_to_be_compared() -> None:
    mapping = numbers()
    world = World((), (mapping,))
    remembered: Remembered[object] = Remembered()
    remembered.renew(world, "")
    remembered.make("work", lambda: (mapping["one"], "three" in mapping, len(mapping), [*mapping.values()]))
    made = [later.made for later in dict.values(mapping)]  # type: ignore[attr-defined]
    marks = json.loads(json.dumps(Asked(world, lambda _value: None).marks(remembered.questions("work"))))
    assert Asked(world, lambda _value: None).still(marks)
    other = Watched("numbers", {"one": Later(1), "two": Later(3)})
    assert not Asked(World((), (other,)), lambda _value: None).still(marks)
    assert not Asked(World((), ()), lambda _value: None).still(marks)
    assert [later.made for later in dict.values(mapping)] == made  # type: ignore[attr-defined]


def test_an_answer_that_nothing_tells_from_another_is_not_kept() -> None:
    mapping = Watched("things", {"one": object()})
    remembered: Remembered[object] = Remembered()
    remembered.renew(World((), (mapping,)), "")
    remembered.make("work", lambda: mapping["one"])
    with pytest.raises(UnmarkedError):
        Asked(World((), (mapping,)), lambda _value: None).marks(remembered.questions("work"))


def test_a_memory_forgets(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "memory.json")
    memory.put("a", 1)
    memory.forget("a")
    memory.forget("b")
    assert "a" not in memory
