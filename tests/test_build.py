"""Builds: what is remembered is never stale, what is done side by side is the same, the last site stays whole."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import markdown
import pytest
import yaml

from atlas.build.side_by_side import beside, side_by_side
from atlas.build.site_folder import ServedFolder, SiteFolder
from atlas.build.stash import anchors, restore, stash
from atlas.memory import Memory, digest, digest_of_files
from atlas.places import ROOT
from builds import Builds, files_of
from conftest import MINI, MINI_BUILD, build_site, environment_of_build

PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")

CITE = '<sup class="cite" id="cite-1-1"><a href="#source-a" aria-label="Source 1">[1]</a></sup>'

PAGES = sorted((MINI / "expected").rglob("*.md"))


def converted(text: str) -> str:
    extensions = ["attr_list", "md_in_html", "tables", "toc", "admonition"]
    return markdown.Markdown(extensions=extensions, extension_configs={"toc": {"permalink": True}}).convert(text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(MINI / "expected").as_posix())
def test_a_page_without_its_finished_html_becomes_the_same(page: Path) -> None:
    text = page.read_text(encoding="utf-8").split("---\n", 2)[2]
    kept, blocks = stash(text)
    assert restore(converted(kept), blocks) == converted(text)


@pytest.mark.parametrize(
    "text",
    [
        "<aside>a</aside>\nWords that follow at once.",
        '<div markdown="1">\n\n**bold**\n\n</div>',
        "<div>never closed\n\nWords.",
        "</div>\n\nWords.",
        "<b>inline</b> words",
        "<p>a</p> words <p>b</p>",
        f"# A heading{CITE}",
        f"`code`{CITE}",
        f"<p>a</p>\n\nA sign of the stash: \ue000{CITE}",
        f"<p>a</p>\n\nA sign of the stash: \ue0030\ue002{CITE}",
    ],
)
def test_what_markdown_must_see_is_left_to_it(text: str) -> None:
    assert stash(text) == (text, [])


@pytest.mark.parametrize(
    "text",
    [
        f"Words{CITE} and *more*{CITE}{CITE}.",
        CITE,
        f"- a{CITE}\n- b",
        f"# Heading{CITE}\n\nWords.{CITE}\n\n<p>block</p>",
        "<p>block</p>\n\n<p>another</p>\n\nWords.",
        "Words.\n\n<p>block</p>",
        f"A code: `{CITE}`",
        f"The signs \ue0000\ue001 and \ue0020\ue003{CITE}\n\n<p>block</p>",
    ],
)
def test_marks_of_citations_become_the_same(text: str) -> None:
    kept, blocks = stash(text)
    assert restore(converted(kept), blocks) == converted(text)


def test_the_anchors_of_citations_are_known() -> None:
    kept, blocks = stash(f"Words{CITE}.")
    assert "sup" not in kept
    assert anchors(blocks) == {"cite-1-1"}


def test_blocks_with_empty_lines_voids_and_scripts_are_whole() -> None:
    text = '<ul id="a">\n<li>x<br>\n\ny</li>\n</ul>\n\n<p>z</p>\n<script type="application/json">{"a": "</p>"}</script>\n\nWords.'
    kept, blocks = stash(text)
    assert len(blocks) == 2
    assert kept.endswith("Words.")
    assert anchors(blocks) == {"a"}


def test_what_was_made_is_remembered(tmp_path: Path) -> None:
    first = Memory(tmp_path / "memory.json")
    first.put("kept", {"پ": [1]})
    first.put("dropped", "x")
    first.save()
    second = Memory(tmp_path / "memory.json")
    assert second.get("kept") == {"پ": [1]}
    second.save()  # nobody asked for the other
    assert Memory(tmp_path / "memory.json").get("dropped") is None
    assert Memory(tmp_path / "memory.json").get("kept") == {"پ": [1]}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-3],
        lambda data: data.replace(b"true", b"tru3"),
        lambda data: b"",
        lambda data: b"\xff\xfe" + data,
        lambda data: digest("[]").encode() + b"\n[]",
    ],
)
def test_a_damaged_memory_is_as_if_it_were_not_there(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    file = tmp_path / "memory.json"
    memory = Memory(file)
    memory.put("key", True)
    memory.save()
    file.write_bytes(spoil(file.read_bytes()))
    assert Memory(file).get("key") is None


def test_files_are_told_by_their_names_and_contents_wherever_their_project_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def files(project: str, **texts: str) -> list[Path]:
        for name, text in texts.items():
            (tmp_path / project / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / project / name).write_text(text)
        return [tmp_path / project / name for name in texts]

    key = digest_of_files(files("one", a="1", b="2"))
    assert digest_of_files(files("two", b="2", a="1")) == key
    assert digest_of_files([*files("three", a="1", b="2"), tmp_path / "three/none"]) == key
    assert digest_of_files(files("four", a="1", c="2")) != key
    assert digest_of_files(files("five", a="1", b="3")) != key
    monkeypatch.chdir(tmp_path / "one")
    assert digest_of_files([Path("a"), tmp_path / "one/b"]) == key  # as `mkdocs build -f mkdocs.yml` names them
    assert digest_of_files([]) == digest_of_files([Path("none")])


def test_parts_of_a_key_do_not_run_together() -> None:
    assert digest("ab", "c") != digest("a", "bc")


def test_results_come_in_the_order_of_the_items() -> None:
    assert side_by_side(range(100), lambda number: (number * 2, os.getpid())[0], least=2) == [n * 2 for n in range(100)]


def test_work_is_done_in_several_processes_where_it_pays() -> None:
    def of(seconds: float) -> int:
        time.sleep(seconds)  # else the first process has done all before the second has begun
        return os.getpid()

    assert len(set(side_by_side([0.2] * 8, of, least=2))) == min(os.cpu_count() or 1, 8)
    assert set(side_by_side([0] * 8, of, least=9)) == {os.getpid()}


def test_no_item_waits_for_a_process_that_is_busy_with_another(tmp_path: Path) -> None:
    def work(number: int) -> int:
        (tmp_path / str(number)).touch()
        waited = time.monotonic() + 10
        while number == 0 and len(list(tmp_path.iterdir())) < 597 and time.monotonic() < waited:
            time.sleep(0.01)
        return len(list(tmp_path.iterdir()))

    # More items than there are blocks: those of the first one's block alone come after it.
    if (os.cpu_count() or 1) > 1:
        assert side_by_side(range(599), work, least=2)[0] == 597


def test_nothing_is_left_to_be_taken_where_the_first_process_failed(tmp_path: Path) -> None:
    first = os.getpid()

    def work(number: int) -> None:
        if os.getpid() == first:
            raise ValueError("the first")
        time.sleep(0.02)
        (tmp_path / str(number)).touch()

    with pytest.raises(ValueError, match="the first"):
        side_by_side(range(200), work, least=2)
    assert len(list(tmp_path.iterdir())) < 100


def test_what_is_done_beside_steps_back_for_what_it_is_beside() -> None:
    result = beside(lambda: (os.getpid(), os.nice(0)))
    process, modesty = result()
    if process != os.getpid():  # one processor has nothing beside
        assert modesty > os.nice(0)


def test_what_is_done_beside_ends_with_the_process_that_waits_for_it() -> None:
    code = (
        "import os, sys, time\nfrom atlas.build.side_by_side import beside\n"
        "beside(lambda: (print(os.getpid(), flush=True), time.sleep(60)))\ntime.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT / "scripts", stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    waited = time.monotonic() + 10
    while _is_running(child):
        assert time.monotonic() < waited, "it goes on alone"
        time.sleep(0.05)


def _is_running(process: int) -> bool:
    """False also for one that has ended, and of which nobody took note yet."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_a_failure_beside_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    def work(number: int) -> int:
        if number == 3:
            raise ValueError("three")
        return number

    with pytest.raises((RuntimeError, ValueError), match="three"):
        side_by_side(range(4), work, least=2)


def test_warnings_from_beside_are_heard(caplog: pytest.LogCaptureFixture) -> None:
    log = logging.getLogger("mkdocs.atlas")
    side_by_side(range(4), lambda number: log.warning("number %d", number), least=2)
    assert sorted(caplog.messages) == [f"number {number}" for number in range(4)]


def test_the_last_site_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("last")
    folder = SiteFolder(site)
    folder.begin()
    (folder.draft / "index.html").write_text("new")
    assert (site / "index.html").read_text() == "last"
    folder.finish()
    assert (site / "index.html").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_builds_that_end_at_once_into_one_site_both_end_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / "page").write_text("last")
    first, second = SiteFolder(target), SiteFolder(target)
    second.draft, second._old = tmp_path / "site.1.draft", tmp_path / "site.1.old"
    for folder, text in ((first, "first"), (second, "second")):
        folder.draft.mkdir()
        (folder.draft / "page").write_text(text)
    rename, waiting = Path.rename, [second]

    def renamed(path: Path, to: Path) -> Path:
        if path == first.draft and waiting:
            waiting.pop().finish()  # between the two steps of the other
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", renamed)
    first.finish()
    assert (target / "page").read_text() == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_a_killed_build_left_is_cleared_away(tmp_path: Path) -> None:
    gone = 2**22 + 1  # beyond the greatest number of a process
    (tmp_path / f"site.{gone}.draft").mkdir()
    (tmp_path / f"site.{gone}.old").mkdir()
    (tmp_path / f"site.{gone}.old" / "index.html").write_text("last")
    (tmp_path / "site.notes").mkdir()
    folder = SiteFolder(tmp_path / "site")
    folder.begin()
    assert (tmp_path / "site" / "index.html").read_text() == "last"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["site", "site.notes", folder.draft.name])


Edit = tuple[str, str, str]

#: File, text, its replacement: each a kind of edit after which nothing may be stale. After each the site is built; after each
#: group it is compared with one that was built from nothing. A second edit touches few files: were the first one missed, it
#: would be seen in all the others.
EDITS: list[list[Edit]] = [
    [
        ("data/vocabulary.yml", "member: {en: Member, fa: عضو,", "member: {en: Full member, fa: عضو کامل,"),
        ("data/relations/iran.yml", 'checked: "2026-11-18', 'checked: "2026-11-17'),
    ],
    [
        ("data/countries.yml", "en: ", "en: New "),
        ("docs/assets/atlas.css", "\n", "\n\n"),
    ],
    [
        ("scripts/templates/messages.yml", 'en: "today"', 'en: "now"'),
        ("docs/en/about/index.md", "\n# ", "\nA new line.\n\n# "),
    ],
    [
        ("scripts/templates/macros.j2", 'class="atlas-corrections__says', 'class="atlas-new atlas-corrections__says'),
        ("data/organizations/eco.yml", "Economic Cooperation Organization", "Economic Co-operation Organization"),
    ],
    [
        ("scripts/atlas/language/isolate.py", "<bdi{lang}", "<bdi data-new{lang}"),
        ("data/sources/h.yml", "Pakistan quits Commonwealth", "Pakistan leaves Commonwealth"),
    ],
    [("scripts/atlas/search/folding.yml", '"or", "as"]', '"or", "as", "nor"]')],
    [("theme/main.html", "og:type", "og:kind")],
    [("mkdocs.yml", "navigation.top", "navigation.tracking")],
]


def replaced(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text, (file, old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def same(warm: dict[str, bytes], clean: dict[str, bytes], what: object) -> None:
    assert sorted(warm) == sorted(clean), what
    assert [name for name in clean if clean[name] != warm[name]] == [], what


@pytest.fixture(params=["build", "serve"])
def builds(mini_built: Path, request: pytest.FixtureRequest) -> Iterator[Builds]:
    """The miniature as a project, built once; by somebody who builds again and again, and by a server."""
    found = Builds(mini_built, MINI_BUILD, request.param)
    yield found
    found.restart()


def test_nothing_is_stale_after_any_kind_of_edit(builds: Builds) -> None:
    before = builds.next()
    for group in EDITS:
        for edit in group:
            replaced(builds.root, *edit)
            if edit[0].startswith("scripts/atlas/"):
                builds.restart()  # as a server does; see test_build_stages.py
            warm = builds.next()
            assert warm != before, f"{edit}: the edit changed nothing, so the test says nothing"
            before = warm
        same(warm, builds.new(), group)


def random_edit(root: Path, random: Random) -> str:
    """Change something in the data, the words or the pages by hand so that they stay valid; says what."""
    kind = random.choice(
        ["text", "text", "label", "source", "checked", "message", "written", "style", "copy", "delete"]
    )
    number = random.randrange(1000)
    if kind == "text":
        file = random.choice(sorted((root / "data").glob("[ort]*/*.yml")))
        lines = file.read_text(encoding="utf-8").split("\n")
        texts = [at for at, line in enumerate(lines) if re.search(r"^ +en: [A-Z][^>|\"{]{9,}[a-z.\]]$", line)]
        if texts:
            at = random.choice(texts)
            lines[at] = re.sub(r"^( +en: )(?:No [0-9]+ )?", rf"\1No {number} ", lines[at])
            file.write_text("\n".join(lines), encoding="utf-8")
        return f"{kind} {file.name}"
    if kind in ("copy", "delete"):
        copies = sorted((root / "data/organizations").glob("wmo-*.yml"))
        if kind == "delete" and copies:
            random.choice(copies).unlink()
        else:
            record = yaml.safe_load((root / "data/organizations/wmo.yml").read_text(encoding="utf-8"))
            made = {
                "name": {"en": f"Office {number}", "fa": f"دفتر شمارهٔ {number}".translate(PERSIAN_DIGITS)},
                **{name: record[name] for name in ("kind", "scope", "memberships")},
                "checked": str(record["checked"]),
            }
            text = yaml.dump(made, allow_unicode=True, sort_keys=False)
            (root / f"data/organizations/wmo-{number}.yml").write_text(text, encoding="utf-8")
        return kind
    file, pattern, new = {
        "label": ("data/vocabulary.yml", r"member: \{en: [A-Za-z0-9 ]+", f"member: {{en: Member {number}"),
        "source": ("data/sources/h.yml", r"(title: )(?:[0-9]+ )?", rf"\g<1>{number} "),
        "checked": (
            "data/relations/iran.yml",
            r'checked: "2026-11-[0-9]{2}',
            f'checked: "2026-11-{16 + number % 7}',
        ),
        "message": ("scripts/templates/messages.yml", r'en: "today[ 0-9]*"', f'en: "today {number}"'),
        "written": ("docs/en/about/index.md", r"\n(?:Line [0-9]+\.\n\n)?# ", f"\nLine {number}.\n\n# "),
        "style": ("docs/assets/atlas.css", r"\A(?:/\* [0-9]+ \*/)?", f"/* {number} */"),
    }[kind]
    path = root / file
    text, count = re.subn(pattern, new, path.read_text(encoding="utf-8"), count=1)
    assert count, (kind, file)
    path.write_text(text, encoding="utf-8")
    return kind


@pytest.mark.parametrize("builds", ["serve"], indirect=True)  # which takes over most
def test_nothing_is_stale_after_a_hundred_edits(builds: Builds) -> None:
    random = Random(20261126)
    done = []
    for number in range(1, 101):
        done.append(random_edit(builds.root, random))
        if number % 5 == 0:
            warm = builds.next()
        if number % 20 == 0:
            same(warm, builds.new(), done)


def test_records_come_and_go(mini_built: Path) -> None:
    site = mini_built / "site"
    record = mini_built / "data/organizations/arab-league.yml"
    text = record.read_text(encoding="utf-8")
    record.rename(record.with_name("league-of-states.yml"))
    build_site(mini_built, site, **MINI_BUILD)
    assert not (site / "organizations/arab-league").exists()
    assert (site / "fa/organizations/league-of-states/index.html").is_file()
    record.write_text(text, encoding="utf-8")
    (mini_built / "data/organizations/league-of-states.yml").unlink()
    build_site(mini_built, site, **MINI_BUILD)
    assert (site / "organizations/arab-league/index.html").is_file()
    assert not (site / "organizations/league-of-states").exists()


def test_faulty_data_leaves_the_last_site(mini_built: Path) -> None:
    before = files_of(mini_built / "site")
    (mini_built / "data/organizations/eco.yml").write_text("name: [", encoding="utf-8")
    with pytest.raises(AssertionError, match=r"eco\.yml"):
        build_site(mini_built, mini_built / "site", **MINI_BUILD)
    assert files_of(mini_built / "site") == before


def test_what_another_project_left_is_not_believed(mini_built: Path, tmp_path: Path) -> None:
    before = files_of(mini_built / "site")
    other = Path(shutil.copytree(mini_built, tmp_path / "other"))
    replaced(other, "data/organizations/eco.yml", "Economic Cooperation", "Another Cooperation")
    replaced(other, "theme/main.html", "og:type", "og:kind")
    build_site(other, other / "site", **MINI_BUILD)
    for left in (".cache", "site"):
        shutil.rmtree(mini_built / left)
        shutil.copytree(other / left, mini_built / left)
    build_site(mini_built, mini_built / "site", **MINI_BUILD)
    same(files_of(mini_built / "site"), before, "with the memory of another")


def started(root: Path, site: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)], cwd=root,
        env=environment_of_build(**MINI_BUILD), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def test_two_builds_at_once_do_each_other_no_harm(mini_built: Path) -> None:
    sites = [mini_built / "one", mini_built / "two"]
    replaced(mini_built, "theme/main.html", "og:type", "og:kind")  # nothing that is remembered will do
    builds = [started(mini_built, site) for site in sites]
    assert [build.wait() for build in builds] == [0, 0]
    same(files_of(sites[0]), files_of(sites[1]), "at once")
    assert started(mini_built, sites[0]).wait() == 0
    same(files_of(sites[0]), files_of(sites[1]), "with what both remember")


def test_a_killed_build_leaves_the_last_site_and_a_true_memory(mini_built: Path) -> None:
    site = mini_built / "site"
    before = files_of(site)
    replaced(mini_built, "data/organizations/eco.yml", "Economic Cooperation", "Economic Co-operation")
    build = started(mini_built, site)
    drafts = lambda: list(mini_built.glob("site.*.draft/*/*/index.html"))  # noqa: E731
    while build.poll() is None and not drafts():
        time.sleep(0.01)
    build.kill()
    build.wait()
    assert files_of(site) == before
    assert started(mini_built, site).wait() == 0
    shutil.rmtree(mini_built / ".cache")
    assert started(mini_built, mini_built / "clean").wait() == 0
    same(files_of(site), files_of(mini_built / "clean"), "after a killed build")
    assert not list(mini_built.glob("site.*"))


def test_a_server_puts_into_its_site_what_changed_and_takes_out_what_is_no_longer_made(tmp_path: Path) -> None:
    site = tmp_path / "site"
    folder = ServedFolder(site)

    def build(drafted: dict[str, str], texts: dict[str, str], left: list[str]) -> dict[str, str]:
        folder.begin()
        for name, text in drafted.items():
            (folder.draft / name).parent.mkdir(parents=True, exist_ok=True)
            (folder.draft / name).write_text(text)
        folder.write(texts)
        folder.leave(left)
        folder.finish()
        assert not folder.draft.exists()
        return {path.relative_to(site).as_posix(): path.read_text() for path in site.rglob("*") if path.is_file()}

    first = build({"index.html": "1", "un/index.html": "1"}, {"api/un.json": "1", "api/oic.json": "1"}, [])
    assert first == {"index.html": "1", "un/index.html": "1", "api/un.json": "1", "api/oic.json": "1"}
    (site / "api/un.json").write_text("as it was left")
    assert build({"index.html": "2"}, {"api/un.json": "1"}, ["un/index.html"]) == {
        "index.html": "2", "un/index.html": "1", "api/un.json": "as it was left",
    }  # fmt: skip
    folder.begin()  # a build that fails
    (folder.draft / "index.html").write_text("3")
    folder.write({"api/un.json": "3"})
    assert build({"index.html": "4"}, {"api/un.json": "3"}, []) == {"index.html": "4", "api/un.json": "3"}
