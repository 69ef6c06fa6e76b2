"""Broken files: each gets one clear line and never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from atlas.findings import has_errors
from atlas.load.text_file import MAXIMUM_BYTES
from atlas.load.yaml_file import read_yaml


def findings(tmp_path: Path, content: str | bytes) -> list[str]:
    path = tmp_path / "x.yml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return [str(finding) for finding in read_yaml(path, "data/x.yml")[1]]


def test_scalars_are_text_whatever_they_look_like(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_text("a: 1947\nb: 1947-09-30\nc: NO\nd: 12:30\ne: 1_000\nf: 0o17\ng: true\n")
    file, found = read_yaml(path, "x")
    assert not has_errors(found)
    assert {finding.field for finding in found} == {"c"}  # true is one of the words of the data
    assert file is not None
    assert file.data == {
        "a": "1947",
        "b": "1947-09-30",
        "c": "NO",
        "d": "12:30",
        "e": "1_000",
        "f": "0o17",
        "g": "true",
    }


def test_every_value_knows_its_place(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_text("a:\n  - b: 1\n    c: 2\n")
    file, _found = read_yaml(path, "x")
    assert file is not None
    assert file.positions[("a", 0, "c")] == (3, 8)


BROKEN = [
    ("a: 1\na: 2\n", "data/x.yml:2:1: error: a: a is already on line 1. Keep one of the two"),
    (
        "a: !!python/object:os.system x\n",
        "data/x.yml:1:4: error: a: tag:yaml.org,2002:python/object:os.system is a tag. "
        "Remove the ! and the word after it, or put the text in quotes",
    ),
    (
        "a: &x 1\nb: *x\n",
        "data/x.yml:1:4: error: &x is an anchor or alias. Write the value out, or put it in quotes if the & belongs to the text",
    ),
    (
        "a: *b\n",
        "data/x.yml:1:4: error: *b is an anchor or alias. Write the value out, or put it in quotes if the * belongs to the text",
    ),
    ("a: NO\n", "data/x.yml:1:4: warning: a: many readers of YAML take NO for false. Put it in quotation marks"),
    ("a: [PK, y]\n", "data/x.yml:1:9: warning: a[1]: many readers of YAML take y for true. Put it in quotation marks"),
    ("a:\n", "data/x.yml:1:3: error: a: it has no value. Write one, or remove the line"),
    (
        "title: {en: The minister, Mr Dar, spoke., fa: وزیر}\n",
        "data/x.yml:1:27: error: title: Mr Dar is taken for a field, because a comma ends a text inside { }. "
        "Put the text in quotation marks if it belongs together",
    ),
    ("", "data/x.yml:1:1: error: the file is empty. Write the record, or delete the file"),
    ("# only a comment\n", "data/x.yml:1:1: error: the file is empty. Write the record, or delete the file"),
    (
        "a: b: c\n",
        "data/x.yml:1:5: error: the text has a colon in it. Put the whole text in quotation marks",
    ),
    (
        "a:\n\t- b\n",
        "data/x.yml:2:1: error: the line is set in with a tab. Set it in with spaces, two for each step",
    ),
    (
        "a: b\nc: [",
        "data/x.yml:2:4: error: the bracket [ that opens here has no end. Close it with ]",
    ),
    (
        "a: [[b], {c: [\n",
        "data/x.yml:1:14: error: the bracket [ that opens here has no end. Close it with ]",
    ),
    (
        "a: {\n  b: [c], d: {\n\n",
        "data/x.yml:2:14: error: the bracket { that opens here has no end. Close it with }",
    ),
    (
        "a: 'b\n",
        "data/x.yml:1:4: error: the quotation mark that opens here has no end. Close it where its text ends",
    ),
    (
        'a: "b\nc: d\ne: "x"\nf: y\n',
        "data/x.yml:1:4: error: the quotation mark that opens here is closed only on line 3, where the next one opens. "
        "Close it where its text ends",
    ),
    (
        "a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> other\n",
        "data/x.yml:2:1: error: <<<<<<< HEAD was left by a merge in conflict. Keep one of the two versions, and remove the "
        "lines with <<<<<<<, ======= and >>>>>>>",
    ),
    (
        "\ufeff\ufeffa: b\n",
        "data/x.yml:1:1: error: it begins with two byte-order marks, <U+FEFF>. Save it as UTF-8 without one",
    ),
    ('a: "1985\u200f"\n', "data/x.yml:1:4: error: a: <U+200F> (right-to-left mark) cannot be seen. Remove it"),
    ("a: b # \u202e\n", "data/x.yml:1:8: error: <U+202E> cannot be seen. Remove it"),
    (
        'a: "\\ud83d\\ude00"\n',
        "data/x.yml:1:7: error: this number stands for no character. Write the character itself, not its number",
    ),
    ("- a\n" * 50_000, "data/x.yml:40000:3: error: the file has more than 40000 values. Split it"),
    ("x: b\n!!int a: b\n", "data/x.yml:2:1: error: tag:yaml.org,2002:int is a tag. Remove the ! and the word after it"),
    (
        "a\u200bb: c\n",
        "data/x.yml:1:1: error: a\u200bb: <U+200B> (zero width space) cannot be seen. Remove it".replace(
            "\u200b", "<U+200B>", 1
        ),
    ),
    (
        '{a: x, b: "y" [z]}\n',
        "data/x.yml:1:15: error: a text may not hold [ here. Put it in quotation marks if the [ belongs to it",
    ),
    (
        "a: 1\n---\nb: 2\n",
        "data/x.yml:2:1: error: a second record begins here. "
        "Remove the line --- and what follows, or make it a file of its own",
    ),
    (
        "? [a]\n: b\n",
        "data/x.yml:1:3: error: a field's name is a list or a record. Write a plain name before the colon",
    ),
    (
        "[" * 12_000,
        "data/x.yml:1:21: error: this is nested more than 20 levels deep. Close the brackets, or put the text in quotes",
    ),
    (
        "- " * 21 + "x\n",
        "data/x.yml:1:41: error: this is nested more than 20 levels deep. Close the brackets, or put the text in quotes",
    ),
    (
        b"a: \xff\xfe\n",
        "data/x.yml:1:4: error: byte 0xff is not UTF-8. Save the file in the encoding UTF-8",
    ),
    (
        "a: b\n".encode("utf-16"),
        "data/x.yml:1:1: error: the file is saved in the encoding UTF-16 (“Unicode”). Save it in the encoding UTF-8",
    ),
    (
        "a: \x07\n",
        "data/x.yml:1:4: error: <U+0007> cannot be seen. Remove it",
    ),
]


@pytest.mark.parametrize(("content", "expected"), BROKEN, ids=[expected[18:60] for _content, expected in BROKEN])
def test_a_broken_file_is_described(tmp_path: Path, content: str | bytes, expected: str) -> None:
    assert expected in findings(tmp_path, content)


def test_a_file_that_is_too_long_is_not_read(tmp_path: Path) -> None:
    (line,) = findings(tmp_path, "a: " + "x" * MAXIMUM_BYTES)
    assert line == f"data/x.yml:1:1: error: the file has {MAXIMUM_BYTES + 3} bytes, more than {MAXIMUM_BYTES}. Split it"


def test_a_file_that_is_not_there_is_described(tmp_path: Path) -> None:
    _file, found = read_yaml(tmp_path / "none.yml", "data/none.yml")
    assert [str(finding) for finding in found] == [
        "data/none.yml:1:1: error: the file cannot be read: No such file or directory. Check that it exists and is a file"
    ]


def test_a_folder_in_place_of_a_file_is_described(tmp_path: Path) -> None:
    _file, found = read_yaml(tmp_path, "data/folder.yml")
    assert "the file cannot be read" in str(found[0])


@pytest.mark.parametrize("size", [1, 7, 64])
def test_no_cut_of_a_real_file_makes_a_traceback(tmp_path: Path, size: int) -> None:
    whole = (Path(__file__).parent / "mini/data/organizations/commonwealth.yml").read_bytes()
    for end in range(0, len(whole), max(size * 13, 37)):
        findings(tmp_path, whole[:end])
