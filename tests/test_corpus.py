"""Clumsy and hostile files: each is answered with a finding that has a line, soon, and never with a traceback."""

from __future__ import annotations

import os
import re
import shutil
import string
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accept import MINI, ROOT, TODAY
from atlas.export.csv_text import cell, csv_text
from atlas.findings import Finding, quote, report, workflow_commands
from atlas.load import folder
from atlas.load.yaml_file import YamlFile, read_yaml
from atlas.model.addresses import check_address, check_isbn, same_address
from atlas.model.dates import parse_date
from atlas.model.prose import faults, parse, words
from atlas.pipeline import FaultyDataError, build_pages, read_and_check

CORPUS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "corpus.yml").read_text(encoding="utf-8")
)
CASES = [case for kind in CORPUS.values() for case in kind]
assert len(CASES) >= 200

#: Seconds in which one file must be answered, on a machine that does other things meanwhile.
BOUND = 20
#: Bytes of memory that all of the long files together may take.
MEMORY = 1_500_000_000

ONE_LINE = re.compile(r"[^\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]{1,2200}")


@pytest.fixture(scope="session")
def miniature(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One copy of the miniature's data for all cases; each leaves it as it was."""
    return Path(shutil.copytree(MINI / "data", tmp_path_factory.mktemp("miniature") / "data"))


@pytest.fixture
def data(miniature: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The miniature's data, of which what is not changed is read only once."""
    monkeypatch.setattr(folder, "read_yaml", _read)
    yield miniature
    kept = {path.relative_to(MINI / "data") for path in (MINI / "data").rglob("*")}
    for path in sorted(miniature.rglob("*"), reverse=True):
        if path.relative_to(miniature) not in kept:
            path.rmdir() if path.is_dir() else path.unlink()
    for name in kept:
        if (MINI / "data" / name).is_file() and (miniature / name).read_bytes() != (MINI / "data" / name).read_bytes():
            shutil.copy(MINI / "data" / name, miniature / name)


def _read(path: Path, name: str) -> tuple[YamlFile | None, list[Finding]]:
    original = MINI / name
    if original.is_file() and original.read_bytes() == path.read_bytes():
        return _read_once(name)
    return read_yaml(path, name)


@cache
def _read_once(name: str) -> tuple[YamlFile | None, list[Finding]]:
    return read_yaml(MINI / name, name)


def put(data: Path, case: dict[str, Any]) -> str:
    """Make the case be in ``data``, and return the path of its file."""
    name = str(case.get("file") or case["path"])
    path = data / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if "old" in case:
        text = path.read_text(encoding="utf-8")
        assert case["old"] in text, case
        content = text.replace(case["old"], case["new"], 1)
    else:
        content = case.get("content", case.get("piece", "name: x\n") * case.get("times", 1))
    path.write_bytes(content.encode("utf-8", "surrogatepass"))
    return f"data/{name}"


def case_id(case: dict[str, Any]) -> str:
    return ascii(case.get("path") or case.get("new") or case.get("content") or case.get("piece"))[:40]


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_a_hostile_file_is_answered(data: Path, case: dict[str, Any]) -> None:
    name = put(data, case)
    begin = time.monotonic()
    _atlas, findings = read_and_check(data, TODAY)
    assert time.monotonic() - begin < BOUND
    assert findings, case
    about = [finding for finding in findings if name.startswith(finding.file)]
    assert about, [str(finding) for finding in findings]
    assert all(finding.line >= 1 and finding.column >= 1 for finding in findings)
    for line in [*report(findings), *(finding.as_annotation() for finding in findings)]:
        assert ONE_LINE.fullmatch(line), line
    assert all(str(finding).startswith(("data", "scripts")) for finding in findings)


@pytest.mark.parametrize("case", CASES[::12], ids=case_id)
def test_the_builder_refuses_it_too(data: Path, case: dict[str, Any]) -> None:
    """``build.py``, ``mkdocs build`` and ``mkdocs serve`` call this function."""
    put(data, case)
    with pytest.raises(FaultyDataError):
        build_pages(data.parent, TODAY)
    assert not (data.parent / "docs").exists()


def run_check(data: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, str(ROOT / "scripts/check.py"), "--data", str(data), "--today", TODAY.isoformat()]
    return subprocess.run(
        [*command, *arguments], env={**os.environ, **environment}, capture_output=True, check=False, timeout=120,
        preexec_fn=_bound_memory,
    )  # fmt: skip


def _bound_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def test_all_long_files_together_take_little_memory(tmp_path: Path) -> None:
    shutil.copytree(MINI / "data", tmp_path / "data")
    long = [case for case in CORPUS["whole"] if "piece" in case]
    for number, case in enumerate(long):
        put(tmp_path / "data", {**case, "file": f"organizations/long-{number}.yml"})
    result = run_check(tmp_path / "data")
    assert (result.returncode, result.stderr) == (1, b"")
    lines = result.stdout.decode().splitlines()
    for number in range(len(long)):
        assert any(line.startswith(f"data/organizations/long-{number}.yml:") for line in lines), long[number]
    assert max(map(len, lines)) < 2200


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
def test_what_is_no_file_is_neither_followed_nor_waited_for(tmp_path: Path) -> None:
    shutil.copytree(MINI / "data", tmp_path / "data")
    organizations = tmp_path / "data/organizations"
    (tmp_path / "secret.yml").write_text("secret: x\n")
    (organizations / "link.yml").symlink_to(tmp_path / "secret.yml")
    (organizations / "dangling.yml").symlink_to(tmp_path / "nowhere")
    (organizations / "endless.yml").symlink_to("/dev/zero")
    os.mkfifo(organizations / "pipe.yml")
    (organizations / "folder.yml").mkdir()
    (organizations / "sub").mkdir()
    os.mkfifo(tmp_path / "data/gone.yml")
    (tmp_path / "data/changes.yml").unlink()
    os.mkfifo(tmp_path / "data/changes.yml")
    (tmp_path / "data/wording.yml").symlink_to(tmp_path / "nowhere")
    with (organizations / "huge.yml").open("wb") as file:
        file.truncate(5_000_000_000)
    result = run_check(tmp_path / "data")
    lines = result.stdout.decode().splitlines()
    assert result.stderr == b""
    link = "it is a symbolic link, which is not followed. Put the file itself in its place"
    for name, sentence in {
        "link": link, "dangling": link, "endless": link, "pipe": "it is a pipe or a device and no file. Remove it",
        "folder": "the file cannot be read: Is a directory. Check that it exists and is a file",
        "huge": "the file has 5000000000 bytes, more than 1000000. Split it",
    }.items():  # fmt: skip
        assert f"data/organizations/{name}.yml:1:1: error: {sentence}" in lines
    pipe = "it is a pipe or a device and no file. Remove it"
    for name, sentence in {"gone": pipe, "changes": pipe, "wording": link}.items():
        assert f"data/{name}.yml:1:1: error: {sentence}" in lines
    assert (
        "data/organizations/sub:1:1: error: sub is a folder inside a folder, which nothing reads. Move its files up"
        in lines
    )
    assert len(lines) == 11


def test_a_flood_is_counted() -> None:
    same = [Finding("data/x.yml", line, 1, "", "One sentence. Mend it") for line in range(1, 31)]
    many = [Finding("data/y.yml", line, 1, "", f"Fault {line}. Mend it") for line in range(1, 201)]
    lines = report([*same, *many])
    assert len(lines) == 20 + 100 + 1
    assert lines[-1] == "120 errors, 0 warnings. 110 more only follow from these, and are not listed."
    assert len(workflow_commands([*same, *many])) == 120


def test_what_systems_leave_is_passed_over(data: Path) -> None:
    names = ("Thumbs.db", "organizations/Thumbs.db", "organizations/desktop.ini", "sources/.DS_Store", "topics/Icon\r")
    for name in (".DS_Store", *names):
        (data / name).write_bytes(b"\x00")
    assert read_and_check(data, TODAY)[1] == []


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("organisations", "nothing reads it and nobody would see it. Did you mean data/organizations?"),
        (
            "evil.html",
            "nothing reads it and nobody would see it. Move it out of data/",
        ),
        (
            "sri-lanka.yml",
            "nothing reads it and nobody would see it. Move it out of data/, or into one of: organizations, relations, topics, sources",
        ),
        ("organizations/eco.yml~", "eco.yml~ is an editor's backup or temporary file. Delete it"),
        ("organizations/~$eco.yml", "~$eco.yml is an editor's backup or temporary file. Delete it"),
        ("relations/.~lock.iran.yml#", ".~lock.iran.yml# is an editor's backup or temporary file. Delete it"),
        (
            "topics/README.md",
            "README.md is no record: only files whose names end in .yml are read here. Move it out of the folder",
        ),
        (
            "organizations/eco (1).yml",
            "eco (1).yml seems to be a copy of eco.yml, which is there. Keep one of the two, under the name eco.yml",
        ),
        (
            "organizations/ECO.YML",
            "ECO.YML seems to be a copy of eco.yml, which is there. Keep one of the two, under the name eco.yml",
        ),
        (
            "organizations/سازمان.yml",
            "سازمان.yml is no name for a record. Give it a name of lower-case letters a to z, digits, hyphens, then .yml",
        ),
    ],
)
def test_a_stray_is_named_for_what_it_is(data: Path, name: str, sentence: str) -> None:
    (data / name).write_text("x") if "." in name else (data / name).mkdir()
    assert [str(finding) for finding in read_and_check(data, TODAY)[1]] == [f"data/{name}:1:1: error: {sentence}"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        *(
            ("name: {en: Name, fa: نام}\nkind: political\n".encode(encoding), f"the file is saved in the encoding {called}")
            for encoding, called in {
                "utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "utf-32": "UTF-32", "utf-32-le": "UTF-32",
                "utf-32-be": "UTF-32",
            }.items()
        ),
        *(
            (content, "it is no plain text, but a picture, an archive or a document of another program")
            for content in (
                b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"%PDF-1.7\n%\xe2\xe3", b"PK\x03\x04\x14\x00", b"{\\rtf1\\ansi x}",
                b"GIF89a\x01\x00\x01\x00", b"\x7fELF\x02\x01\x01\x00\x00\x00", bytes(500),
            )
        ),
        ("name: {en: \x00Name, fa: نام}\n".encode(), "<U+0000> cannot be seen"),
        ("name: {en: Name, fa: نام}\n".encode("cp1256"), "byte 0xe4 is not UTF-8"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_named(data: Path, content: bytes, sentence: str) -> None:
    (data / "organizations/eco.yml").write_bytes(content)
    about = [finding for finding in read_and_check(data, TODAY)[1] if finding.file.endswith("eco.yml")]
    assert len(about) == 1
    assert f": error: {sentence}" in str(about[0])


def test_a_shelf_that_cannot_be_read_is_reported_once(data: Path) -> None:
    path = data / "sources/t.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('issued: "2007-11-23"', 'issued: "2007-11-23'), encoding="utf-8"
    )
    lines = report(read_and_check(data, TODAY)[1])
    assert lines == [
        "data/sources/t.yml:11:11: error: the quotation mark that opens here is closed only on line 12, where the next one "
        "opens. Close it where its text ends",
        "1 error, 0 warnings. 17 more only follow from these, and are not listed.",
    ]


@pytest.mark.parametrize(
    "encoding",
    [{"PYTHONIOENCODING": "cp1252"}, {"PYTHONUTF8": "0", "LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii:strict"}],
)
def test_findings_are_utf8_whatever_the_code_page(tmp_path: Path, encoding: dict[str, str]) -> None:
    shutil.copytree(MINI / "data", tmp_path / "data")
    put(
        tmp_path / "data",
        {"file": "organizations/eco.yml", "old": "fa: سازمان همکاری اقتصادی", "new": 'fa: "سازمان ها"'},
    )
    put(tmp_path / "data", {"file": "organizations/rcd.yml", "old": "kind: ", "new": 'kind: "\\ud83d" #'})
    put(tmp_path / "data", {"path": "organizations/\n::error::x.yml"})
    result = run_check(tmp_path / "data", GITHUB_ACTIONS="true", **encoding)
    assert (result.returncode, result.stderr) == (1, b"")
    lines = result.stdout.decode("utf-8").splitlines()
    assert any("«سازمان ها»" in line for line in lines)
    assert all(line.startswith(("data/", "::error file=data/")) or line.endswith("warnings.") for line in lines)
    assert sum("<U+000A>::error::x.yml" in line for line in lines) >= 1


def test_a_link_in_place_of_a_page_is_not_written_through(tmp_path: Path) -> None:
    shutil.copytree(MINI / "data", tmp_path / "data")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/kept.md").write_text("kept")
    (tmp_path / "docs/en").mkdir(parents=True)
    (tmp_path / "docs/en/shared").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FaultyDataError, match="docs/en/shared:1:1: error: it is a symbolic link"):
        build_pages(tmp_path, TODAY)
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["kept.md"]


# ---- whatever it is ---------------------------------------------------------------------------


def refusal(take: Callable[[], object]) -> str:
    """The sentence with which a value is refused; empty if it is taken."""
    try:
        take()
    except ValueError as error:
        return str(error)
    return ""


QUICK = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
#: Texts in which the signs that mean something are many.
SIGNS = st.text(
    alphabet=st.one_of(st.sampled_from("[](){}*_`<>&!#@:;|-+=~\\\"'/ \n\t1ax\u200c\u202e\u2028یس"), st.characters()),
    max_size=200,
)


@QUICK
@given(SIGNS)
def test_any_text_is_parsed_and_none_is_lost(text: str) -> None:
    parse(text)
    list(faults(text))
    plain = words(text)
    kept = re.sub(r"\[@[^\[\]]*\]", "", text)
    assert set(re.findall(r"[a-zA-Zیس]", plain)) <= set(re.findall(r"[a-zA-Zیس]", text))
    if not re.search(r"[\[*]", kept) and "\n" not in kept and not re.match(r"\s*(?:[-+]|[0-9]+[.)])", kept):
        assert plain == " ".join(kept.split())


@pytest.mark.parametrize("value", ["##[stop-commands]x", "a ##[error file=b;line=1]c", "###[add-mask]x"])
def test_no_value_is_a_command_of_the_older_kind_to_the_runner(value: str) -> None:
    """The runner looks for those in the middle of a line, too."""
    finding = Finding(f"data/{value}.yml", 1, 1, value, f"{quote(value)} is not a term. Correct it")
    for line in (str(finding), finding.as_annotation()):
        assert "##[" not in line
        assert "##<U+005B>" in line


@QUICK
@given(SIGNS)
def test_any_value_is_quoted_in_one_line(text: str) -> None:
    assert ONE_LINE.fullmatch(f"x{quote(text)}")
    assert ONE_LINE.fullmatch(str(Finding("data/x.yml", 1, 1, text, text)))
    assert ONE_LINE.fullmatch(Finding(text, 1, 1, "", text).as_annotation())


@QUICK
@given(st.text(max_size=60))
def test_any_text_comes_back_from_a_cell_and_runs_in_none(text: str) -> None:
    written = str(cell(text))
    assert written.removeprefix("'") == text  # as the page Data tells it
    assert not re.match(r"[\s\"'«‘-‟]*[=+\-@\t\r]", written) or written.startswith("'")
    assert csv_text((("a",), [(text,)])).startswith("\ufeffa\r\n")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", " =1", '"=1', "'=1", "'x", "＝1", "|x"]
)
def test_what_a_spreadsheet_would_run_has_an_apostrophe(text: str) -> None:
    assert cell(text) == f"'{text}"
    assert cell(3) == 3


@pytest.mark.parametrize("text", ["Simla Agreement", "1947-08-14", "x=1", "a@b", ""])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert cell(text) == text


@QUICK
@given(st.one_of(st.text(max_size=80), st.from_regex(r"https?://[!-~]{0,60}", fullmatch=True)))
def test_any_address_is_taken_or_refused_with_a_sentence(text: str) -> None:
    assert re.search(r"\. |^$", refusal(lambda: same_address(check_address(text))))


@QUICK
@given(
    st.one_of(
        st.text(max_size=40), st.from_regex(r"\[?[0-9]{1,4}([-/. ][0-9]{1,4}){0,2}(\.\.)?[0-9~\]]{0,5}", fullmatch=True)
    )
)
def test_any_date_is_taken_or_refused_with_a_sentence(text: str) -> None:
    assert len(refusal(lambda: parse_date(text))) < 600


@given(st.integers(0, 10**9 - 1))
def test_every_isbn_with_a_right_check_digit_is_taken_and_no_other(number: int) -> None:
    digits = f"978{number:09d}"
    right = -sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits)) % 10
    for last in string.digits:
        if int(last) == right:
            assert check_isbn(digits + last)
        else:
            with pytest.raises(ValueError, match="wrong check digit"):
                check_isbn(digits + last)


STRUCTURES = st.recursive(
    st.one_of(st.text(max_size=20), st.sampled_from(["en", "fa", "name", "1947", "true"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(["name", "en", "fa", "kind", "memberships", "sources", "events", "members", "x"]),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=25,
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.dictionaries(
        st.sampled_from(
            ["name", "kind", "scope", "memberships", "events", "sections", "members", "offices", "seat", "checked"]
        ),
        STRUCTURES,
    )
)
def test_any_structure_is_described(tmp_path_factory: pytest.TempPathFactory, record: dict[str, Any]) -> None:
    path = tmp_path_factory.mktemp("structure") / "organizations"
    path.mkdir()
    (path / "x.yml").write_text(yaml.safe_dump(record, allow_unicode=False), encoding="utf-8")
    _atlas, findings = folder.read_atlas(path.parent)
    assert any(finding.file == "data/organizations/x.yml" for finding in findings)
    for line in report(findings):
        assert ONE_LINE.fullmatch(line)
