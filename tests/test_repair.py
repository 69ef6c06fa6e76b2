"""``check.py --fix``: mends what is sure in the file itself, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from atlas.checks.persian import faults, mended
from atlas.repair.repair import repair
from commands import Done, run
from conftest import MINI, TODAY

#: What is written, and what is meant.
SPELLINGS = [
    ("پاكستاني", "پاکستانی"), ("خانۀ او", "خانهٔ او"), ("خانه‌ی او", "خانهٔ او"), ("حتماٌ", "حتماً"),
    ("می شود", "می‌شود"), ("میشود", "می‌شود"), ("نمیکنند", "نمی‌کنند"), ("سازمان ها", "سازمان‌ها"),
    ("کشور ها", "کشورها"), ("کشور\u200cها", "کشورها"), ("مؤثر ترین", "مؤثرترین"), ("کار\u200cهای", "کارهای"), ("ویزا ها", "ویزاها"),
    ("سازمانها", "سازمان‌ها"), ("همکاریهای", "همکاری‌های"), ("مهم ترین", "مهم‌ترین"), ("بین المللی", "بین‌المللی"),
    ("گفت و گو", "گفت‌وگو"), ("در 1985", "در ۱۹۸۵"), ("در ١٩٨٥", "در ۱۹۸۵"), ("1,200 نفر", "۱٬۲۰۰ نفر"),
    ("سارک, اکو; چرا?", "سارک، اکو؛ چرا؟"), ('"خط کنترل"', "«خط کنترل»"), ("“خط کنترل”", "«خط کنترل»"),
    ("'خط کنترل'", "«خط کنترل»"), ("پذیرفته شد ، اما", "پذیرفته شد، اما"), ("پذیرفت.سپس", "پذیرفت. سپس"),
    ("سارک،اکو", "سارک، اکو"), ("« خط»", "«خط»"), ("( همسایه )", "(همسایه)"), ("ایران(همسایه)است", "ایران (همسایه) است"),
    ("۱۹۴۷-۱۹۵۰", "۱۹۴۷–۱۹۵۰"), ("3%", "۳ درصد"), ("۲۰ ٪", "۲۰ درصد"), ("ژوئیه ۱۹۷۲", "ژوئیهٔ ۱۹۷۲"),
    ("عضو می‌باشد", "عضو است"), ("سـارک", "سارک"), ("یک  فاصله", "یک فاصله"), ("و...", "و…"),
]  # fmt: skip

#: So many letters that no end of what is shown falls between words.
LETTERS = "ابپتثجچحخدذرزژسش"

#: What must stay as it is, however much it looks like a slip.
RIGHT = [
    "میدان و میراث و میلاد و میان", "تنها و انتها و فقها", "کشورها و بندها و روزهای", "شانگهای", "GSP+ و F-16",
    "آر.سی.دی", "۲۰۲۳-۰۸-۱۴", "شمارهٔ ۲۰۲۳-۰۱", "خانه‌ای", "ده‌ها", "آن‌ها", "۱٫۵ میلیون", "سارک (انجمن)، اکو",
]  # fmt: skip


@pytest.mark.parametrize(("slip", "right"), SPELLINGS)
def test_a_slip_is_found_and_mended(slip: str, right: str) -> None:
    assert list(faults(slip)) != []
    assert mended(slip) == right
    assert list(faults(right)) == []
    assert mended(right) == right


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_stays(text: str) -> None:
    assert list(faults(text)) == []
    assert mended(text) == text


def test_what_is_not_sure_is_found_and_left() -> None:
    for text in ("توسط هند اعلام گردید", "نسبت به خروج اقدام نمود", 'او "گفت'):
        assert list(faults(text)) != []
        assert mended(text) == text


def test_citations_links_and_addresses_are_left_alone() -> None:
    text = "در [ایران](record:iran) بود.[@iran-history, page 12; @x-1985] https://example.org/1985?a=1,2"
    assert mended(text) == text


FILE = """# yaml-language-server: $schema=../../schemas/organizations.json
# About the file.

# About the kind.
kind: economic   # why  \n\
checked: "2026-11-23"
# About the name.
name: {en: "A body, of 3 parts", fa: سازمان همكاريهاي نمونه}  \n\
scope: regional
summary:
  en: "It grew by 3% , in  1985-1990 ?"
  # About the Persian.
  fa: >-
    در سال 1985 , عضو مي شود.[@x, page 3] خانه‌ی "او"  و
    سازمانها ( همسایه ) ۱۹۴۷-۱۹۵۰ با 3% رشد.[@x]
sections:
  - id: a
    text: {en: x, fa: 'در "ایران" میشود'}


"""
MENDED = """# yaml-language-server: $schema=../../schemas/organizations.json
# About the file.

# About the name.
name: {en: "A body, of 3 parts", fa: سازمان همکاری‌های نمونه}
# About the kind.
kind: economic   # why
scope: regional
summary:
  en: "It grew by 3% , in  1985-1990 ?"
  # About the Persian.
  fa: >-
    در سال ۱۹۸۵، عضو می‌شود.[@x, page 3] خانهٔ «او» و
    سازمان‌ها (همسایه) ۱۹۴۷–۱۹۵۰ با ۳ درصد رشد.[@x]
sections:
  - id: a
    text: {en: x, fa: 'در «ایران» می‌شود'}


checked: "2026-11-23"
"""


def write(folder: Path, text: str, name: str = "organizations/x.yml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def test_a_file_is_mended_with_its_comments_kept(tmp_path: Path) -> None:
    path = write(tmp_path, FILE)
    mends = [str(mend) for mend in repair(path, "data/organizations/x.yml")]
    assert path.read_text(encoding="utf-8") == MENDED
    assert mends == [
        "data/organizations/x.yml:8: name.fa: همكاريهاي → همکاری‌های",
        "data/organizations/x.yml:13: summary.fa: 1985 ,; مي شود.[@x,; خانه‌ی \"او\"; سازمانها ( همسایه ) ۱۹۴۷-… → "
        "۱۹۸۵،; می‌شود.[@x,; خانهٔ «او»; سازمان‌ها (همسایه) ۱۹۴۷–۱۹۵…",
        'data/organizations/x.yml:18: sections[0].text.fa: "ایران" میشود → «ایران» می‌شود',
        "data/organizations/x.yml:1: the order of the fields → that of the template",
        "data/organizations/x.yml:1: white space at the end of lines or of the file → none",
    ]  # fmt: skip
    assert repair(path, "data/organizations/x.yml") == []
    assert path.read_text(encoding="utf-8") == MENDED


def test_words_that_yaml_takes_for_truth_values_are_quoted(tmp_path: Path) -> None:
    path = write(tmp_path, 'members: {countries: [IR, NO, "NO", No way]}\nname: {en: on, fa: نه}  # no\n')
    assert [str(mend) for mend in repair(path, "data/organizations/x.yml")] == [
        'data/organizations/x.yml:1: members.countries[1]: NO → "NO"',
        'data/organizations/x.yml:2: name.en: on → "on"',
        "data/organizations/x.yml:1: the order of the fields → that of the template",
    ]
    assert path.read_text(encoding="utf-8") == (
        'name: {en: "on", fa: نه}  # no\nmembers: {countries: [IR, "NO", "NO", No way]}\n'
    )


def test_nothing_but_persian_spelling_and_layout_changes(tmp_path: Path) -> None:
    path = write(tmp_path, FILE)
    repair(path, "data/organizations/x.yml")
    before, after = (yaml.load(text, Loader=yaml.BaseLoader) for text in (FILE, path.read_text(encoding="utf-8")))
    assert after["summary"]["en"] == before["summary"]["en"]
    assert {key: value for key, value in after.items() if key not in ("name", "summary", "sections")} == {
        key: value for key, value in before.items() if key not in ("name", "summary", "sections")
    }


def test_a_good_file_is_not_touched(tmp_path: Path) -> None:
    for file in sorted((MINI / "data").rglob("*.yml")):
        path = write(tmp_path, file.read_text(encoding="utf-8"), file.relative_to(MINI / "data").as_posix())
        repair(path, f"data/{file.relative_to(MINI / 'data').as_posix()}")
        assert yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) == yaml.load(
            file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader
        )


def test_sources_are_put_in_the_order_of_their_ids(tmp_path: Path) -> None:
    text = "# The shelf.\n\nb-1:\n  title: B\n\n# About a.\na-1:\n  title: A\n"
    path = write(tmp_path, text, "sources/a.yml")
    repair(path, "data/sources/a.yml")
    assert path.read_text(encoding="utf-8") == "# The shelf.\n\n\n# About a.\na-1:\n  title: A\nb-1:\n  title: B\n"


@pytest.mark.parametrize(
    "text",
    [
        "kind: [economic\n",
        "",
        "a: 1\na: 2\n",
        "{name: {fa: 'مي'}, kind: x}  ",
        "name: {en: x, fa: |+\n",
        "- 1\n- 2",
    ],
)
def test_a_broken_file_is_left_to_check(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, text)
    repair(path, "data/organizations/x.yml")
    repair(path, "data/organizations/x.yml")
    assert path.is_file()


def test_a_byte_order_mark_and_carriage_returns(tmp_path: Path) -> None:
    path = write(tmp_path, "\ufeffname: {en: x, fa: سازمانها}\r\nkind: economic\r\n")
    repair(path, "data/organizations/x.yml")
    assert path.read_bytes() == "name: {en: x, fa: سازمان‌ها}\r\nkind: economic\r\n".encode()


def check(data: Path, *arguments: str) -> Done:
    return run("check", "--data", str(data), "--today", TODAY.isoformat(), *arguments)


def test_the_command_mends_then_checks(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(MINI / "data", data)
    iran = data / "relations/iran.yml"
    iran.write_text(iran.read_text(encoding="utf-8").replace("برای مدتی.", "براي مدتي ."), encoding="utf-8")
    eco = data / "organizations/eco.yml"
    assert check(data).returncode == 1
    other = check(data, "--fix", str(eco))
    assert (other.returncode, other.stdout) == (0, "0 mended.\n0 errors, 0 warnings.\n")
    result = check(data, "--fix", str(iran))
    assert (result.returncode, result.stdout) == (
        0,
        "data/relations/iran.yml:11: diplomatic_relations.interruptions[0].note.fa: براي مدتي . → برای مدتی.\n"
        "1 mended.\n0 errors, 0 warnings.\n",
    )
    again = check(data, "--fix", "--language", "fa", str(iran))
    assert (again.returncode, again.stdout) == (0, "۰ مورد درست شد.\n۰ خطا، ۰ هشدار.\n")


def test_the_command_annotates_in_either_language(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(MINI / "data", data)
    eco = data / "organizations/eco.yml"
    eco.write_text(eco.read_text(encoding="utf-8").replace("kind: economic", "kind: economical"), encoding="utf-8")
    english = check(data, "--format", "github").stdout.splitlines()
    assert english[-1] == (
        "::error file=data/organizations/eco.yml,line=3,col=7::kind: economical is not a term of organization-kind. "
        "Did you mean economic?"
    )
    persian = check(data, "--format", "github", "--language", "fa").stdout.splitlines()
    assert persian[1:] == [
        "۱ خطا، ۰ هشدار.",
        "::error file=data/organizations/eco.yml,line=3,col=7::kind: «economical» از واژه‌های فهرست organization-kind "
        "نیست. آیا منظورتان economic بود؟",
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"{LETTERS}ك{LETTERS}", f"{LETTERS[-12:]}ك{LETTERS[:12]}"),
        (f"ك{LETTERS}", f"ك{LETTERS[:12]}"),
        (f"{LETTERS}ك", f"{LETTERS[-12:]}ك"),
        ("طرح GSP+ با كشور", "طرح … با كشور"),
    ],
)
def test_a_fault_is_shown_with_what_stands_around_it(text: str, shown: str) -> None:
    assert list(faults(text)) == [(shown, "Write the Persian letter ک (U+06A9)")]


def test_a_mend_that_uncovers_another_fault_is_followed_by_its_mend() -> None:
    assert mended("«٪") == "«درصد"
