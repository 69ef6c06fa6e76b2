"""``new.py``: a few answers make a valid file; an answer that will not do is explained."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from atlas.language.messages import TEMPLATES, read_words
from atlas.model.atlas import Atlas
from atlas.model.schemas import schemas
from atlas.pipeline import read_and_check
from atlas.writing.questions import questions
from commands import Done, run, started
from conftest import MINI, TODAY
from test_schemas import read

ORGANIZATION = (
    "organization", "--id", "oec", "--name-en", "Organization: for Example", "--name-fa", "سازمان نمونه", "--kind", "economic",
    "--scope", "regional", "--status", "member", "--from", "1965-03", "--source", "iran-history",
)  # fmt: skip
RELATION = ("relation", "--partner", "NO", "--id", "norway", "--group", "europe", "--status", "unknown")
SOURCE = (
    "source", "--id", "hindu-1950", "--type", "article-newspaper", "--title", "A: title", "--publisher", "The Hindu",
    "--issued", "1950", "--url", "https://example.org/1950", "--language", "no", "--read", "full", "--grade", "press",
)  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    shutil.copytree(MINI / "data", tmp_path / "data")
    tiles = tmp_path / "data/tiles.yml"
    tiles.write_text(tiles.read_text(encoding="utf-8").replace("GB ··", "GB NO"), encoding="utf-8")
    return tmp_path / "data"


def new(data: Path, *arguments: str, typed: str = "", by: Callable[..., Done] = run) -> Done:
    return by("new", *arguments, "--data", str(data), "--today", TODAY.isoformat(), typed=typed)


@pytest.mark.parametrize("speak", ["en", "fa"])
@pytest.mark.parametrize(
    ("arguments", "name", "kind"),
    [(ORGANIZATION, "organizations/oec.yml", "organizations"), (RELATION, "relations/norway.yml", "relations")],
)
def test_a_record_is_valid_and_commented(
    data: Path, mini: Atlas, arguments: tuple[str, ...], name: str, kind: str, speak: str
) -> None:
    result = new(data, *arguments, "--speak", speak)
    assert (result.returncode, result.stderr) == (0, "")
    assert name in result.stdout
    assert [str(finding) for finding in read_and_check(data, TODAY)[1]] == []
    text = (data / name).read_text(encoding="utf-8")
    assert text.startswith(f"# yaml-language-server: $schema=../../schemas/{kind}.json\n")
    assert {"en": "# The day on which a person last compared", "fa": "# آخرین روزی که کسی رکورد را"}[speak] in text
    assert "\n# wikidata: " in text
    assert (
        list(jsonschema.Draft202012Validator(schemas(mini, read_words(TEMPLATES))[kind]).iter_errors(read(text))) == []
    )
    if kind == "relations":
        assert 'partner: "NO"' in text  # many readers of YAML take NO for false


def test_a_source_is_put_on_its_shelf_in_order(data: Path) -> None:
    before = (data / "sources/h.yml").read_text(encoding="utf-8")
    assert new(data, *SOURCE).returncode == 0
    after = (data / "sources/h.yml").read_text(encoding="utf-8")
    head, tail = before.split("hindu-1972:")
    assert after == head + (
        "hindu-1950:\n  type: article-newspaper\n  title: \"A: title\"\n  publisher: \"The Hindu\"\n  issued: \"1950\"\n"
        f"  accessed: \"{TODAY}\"\n  URL: \"https://example.org/1950\"\n  language: \"no\"\n  read: full\n  grade: press\n\n"
        f"hindu-1972:{tail}"
    )  # fmt: skip
    assert [str(finding) for finding in read_and_check(data, TODAY)[1]] == [
        "data/sources/h.yml:4:1: error: hindu-1950: no record cites it. Cite it where it says so, or remove it"
    ]


def test_a_source_comes_last_or_begins_a_shelf(data: Path) -> None:
    assert new(data, *SOURCE[:2], "hindu-1999", *SOURCE[3:]).returncode == 0
    assert (data / "sources/h.yml").read_text(encoding="utf-8").rstrip().endswith("grade: press")
    assert new(data, *SOURCE[:2], "1950-book", *SOURCE[3:]).returncode == 0
    assert "\n\n1950-book:\n" in (data / "sources/0-9.yml").read_text(encoding="utf-8")


def test_questions_are_asked_until_the_answer_will_do(data: Path) -> None:
    typed = "Iran\nNO\nNorway\nnorway\neurop\neurope\nunknown\n\n\n"
    result = new(data, "relation", "--ask", typed=typed, by=started)
    assert result.returncode == 0, result.stdout
    assert "Iran is no country code of ISO 3166-1. Did you mean IR?" in result.stdout
    assert "Norway does not fit. Did you mean norway?" in result.stdout
    assert "europ is not a term of groups. Did you mean europe?" in result.stdout
    assert "partner: ISO 3166-1 code of the partner, or EU.\n> " in result.stdout
    assert [str(finding) for finding in read_and_check(data, TODAY)[1]] == []


def test_questions_can_be_asked_in_persian(data: Path) -> None:
    result = new(data, "relation", "--ask", "--speak", "fa", typed="ایران\nNO\nnorway\neurope\nunknown\n\n\n")
    assert result.returncode == 0, result.stdout
    assert "ایران کد هیچ کشوری در ISO 3166-1 نیست. آیا منظورتان IR بود؟" in result.stdout


@pytest.mark.parametrize(
    ("speak", "needed", "stopped", "optional"),
    [
        ("en", "an answer is needed here. Write it, or press Ctrl+C to stop", "Nothing was written.", "(Enter leaves it out)"),
        ("fa", "اینجا پاسخ لازم است. آن را بنویسید یا با Ctrl+C دست بکشید", "چیزی نوشته نشد.", "(با Enter از آن بگذرید)"),
    ],
)  # fmt: skip
def test_no_answer_is_asked_for_again_where_one_is_needed(
    data: Path, speak: str, needed: str, stopped: str, optional: str
) -> None:
    result = new(data, "relation", "--ask", "--speak", speak, typed="\nNO\n")
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout.count(needed) == 1
    assert result.stdout.splitlines()[-1] == stopped  # where no line comes any more, as after Ctrl+D
    assert "norway.yml" not in [path.name for path in (data / "relations").iterdir()]
    assert optional not in result.stdout
    assert optional in new(data, *ORGANIZATION[:-4], "--ask", "--speak", speak, typed="\niran-history\n").stdout


#: What is begun, the question, an answer that will not do, and what is said.
ANSWERS = [
    ("organization", "id", "iran", "iran is there already. Choose another id, or change that file"),
    ("organization", "id", "con", "the id con is taken by the site itself or by Windows. Choose another name for the file"),
    ("relation", "id", "x" * 81, f"the id {'x' * 59}… has 81 letters, more than 80. Choose a shorter one"),
    ("source", "id", "Trend_2007", "Trend_2007 does not fit. Did you mean trend-2007?"),
    ("organization", "id", "Nordic Council", "Nordic Council does not fit. Did you mean nordic-council?"),
    ("organization", "name-en", " ", "the text is empty. Write it"),
    ("organization", "name-en", "A <b>name", "<b> is HTML. Write the words alone"),
    ("organization", "name-en", "A\u200bname", "<U+200B> (zero width space) cannot be seen. Remove it"),
    ("organization", "name-fa", "OEC", "OEC has no Persian letter. Write it in Persian"),
    ("organization", "name-fa", "سازمان <i>", "<i> is HTML. Write the words alone"),
    ("organization", "from", "30/09/1985", "30/09/1985 is not a date. Is 1985-09-30 meant?"),
    ("organization", "source", "zzz", "there is no source zzz in data/sources/. Write one of: cow-igo, founding-document-fa, hindu-1972, iran-history, trend-2007"),
    ("source", "url", "https://localhost/x", "https://localhost/x leads to no public host. Write a public address"),
    ("source", "language", "English", "English does not fit. Write the code of its language in small letters (BCP 47): en, fa, ur"),
    ("organization", "from", "2030-01-01", "2030-01-01 is in the future. Correct the date"),
    ("organization", "from", "1900", "1900 is before independence, 1947-08-14. Correct it, or explain it in note"),
    ("relation", "since", "2027", "2027 is in the future. Correct the date"),
    ("source", "issued", "2027-03", "2027-03 is in the future. Correct the date"),
    ("relation", "partner", "IR", "iran is there already. Choose another id, or change that file"),
    ("relation", "partner", "PK", "PK is the country of the atlas itself. Write the partner's code"),
    ("relation", "partner", "XX", "XX is no country code of ISO 3166-1. Look the two letters up"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "key", "answer", "sentence"), ANSWERS)
def test_an_answer_is_read_as_check_would_read_it(mini: Atlas, kind: str, key: str, answer: str, sentence: str) -> None:
    question = next(question for question in questions(kind, mini, TODAY) if question.key == key)
    with pytest.raises(ValueError, match=r"\. ") as refused:
        question.read(answer)
    assert str(refused.value) == sentence


def test_a_term_may_be_called_by_its_label_and_is_offered_with_it(mini: Atlas) -> None:
    question = next(question for question in questions("organization", mini) if question.key == "scope")
    assert [question.read(answer) for answer in ("global", "Global", "جهانی")] == ["global"] * 3
    assert question.offered("en").startswith("global, ")
    assert question.offered("fa").startswith("global (جهانی), ")


def test_a_file_that_cannot_be_read_is_not_written_over(data: Path) -> None:
    (data / "organizations/oec.yml").write_text("name: [", encoding="utf-8")
    result = new(data, *ORGANIZATION)
    assert result.returncode == 1
    assert "is there already" in result.stdout
    assert (data / "organizations/oec.yml").read_text(encoding="utf-8") == "name: ["


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("organization", "--id", "eco"), "--id: eco is there already. Choose another id, or change that file"),
        (("organization", "--id", "ECO"), "--id: ECO does not fit. Did you mean eco?"),
        (("organization", "--id", "../x"), "--id: ../x does not fit. Write lower-case letters a to z, digits and single hyphens"),
        (("organization", "--id", "oec"), "--name-en: the answer is missing. Give it by a flag"),
        ((*ORGANIZATION[:5], "--name-fa", "سازمان همكاري"), "--name-fa: «سازمان همكاري» is not written so. Write the Persian letter ی (U+06CC)"),
        ((*ORGANIZATION[:-1], "iran-histori"), "--source: there is no source iran-histori in data/sources/. Did you mean iran-history?"),
        (("relation", "--partner", "UK"), "--partner: UK is no country code of ISO 3166-1. Did you mean GB?"),
        (("relation", "--partner", "IRN"), "--partner: IRN is no country code of ISO 3166-1. Did you mean IR?"),
        ((*SOURCE[:-3], "whole"), "--read: whole is not a term of read. Write one of: full, excerpt, data-set"),
    ],
)  # fmt: skip
def test_an_answer_that_will_not_do_is_explained(data: Path, arguments: tuple[str, ...], sentence: str) -> None:
    before = {path: path.read_bytes() for path in data.rglob("*.yml")}
    result = new(data, *arguments)
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout.splitlines()[-1].startswith(sentence)
    assert before == {path: path.read_bytes() for path in data.rglob("*.yml")}


def test_each_question_says_in_which_language_to_answer(data: Path) -> None:
    said = {
        speak: new(data, "organization", "--id", "oec", "--ask", "--speak", speak, typed="Body\n").stdout
        for speak in ("en", "fa")
    }
    assert "name-en: The current full name, or the last one. Write it in English." in said["en"]
    assert "name-fa: The current full name, or the last one. Write it in Persian." in said["en"]
    assert "به انگلیسی بنویسید." in said["fa"]
    assert "به فارسی بنویسید." in said["fa"]


@pytest.mark.parametrize(("speak", "sentence"), [("en", "Nothing was written."), ("fa", "چیزی نوشته نشد.")])
def test_whoever_stops_is_told_that_nothing_was_written(
    data: Path, monkeypatch: pytest.MonkeyPatch, speak: str, sentence: str
) -> None:
    def stop(_prompt: str = "") -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", stop)
    before = sorted(data.rglob("*"))
    result = new(data, "organization", "--ask", "--speak", speak)
    assert (result.returncode, result.stdout.splitlines()[-1], result.stderr) == (1, sentence, "")
    assert sorted(data.rglob("*")) == before


def test_a_relation_that_is_said_to_exist_needs_a_source(data: Path) -> None:
    arguments = ("relation", "--partner", "NO", "--id", "norway", "--group", "europe", "--status", "established")
    assert new(data, *arguments).stdout == "--source: the answer is missing. Give it by a flag\n"
    result = new(data, *arguments, "--since", "1948-12", "--ask", typed="\niran-history\n")
    assert "an answer is needed here" in result.stdout
    assert (result.returncode, [str(finding) for finding in read_and_check(data, TODAY)[1]]) == (0, [])
