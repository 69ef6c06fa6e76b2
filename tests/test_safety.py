"""What comes in must not break the site or harm a reader: characters, addresses, dates, words of the pages, the policy."""

from __future__ import annotations

import base64
import hashlib
import html
import re
import shutil
from datetime import timedelta
from pathlib import Path

import jinja2
import pytest
from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig

from accept import MINI, ROOT, TODAY
from atlas import checking
from atlas.characters import faults, mended, visible
from atlas.checks.words import missing_words
from atlas.configure import configure, site_name
from atlas.disk import LinkError, write_files
from atlas.language.markup import Markup, escape, json_line, json_script
from atlas.language.messages import DIALOG, read_messages
from atlas.language.words import words_findings
from atlas.model.addresses import check_address, check_doi, same_address
from atlas.model.atlas import Atlas
from atlas.model.beside import Subject
from atlas.model.dates import parse_date
from atlas.model.prose import faults as prose_faults
from atlas.pipeline import TEMPLATES, read_and_check
from atlas.policy import with_policy
from conftest import Change

# ---- characters -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fault", "mend"),
    [
        ("a\u202bb", "<U+202B> (right-to-left embedding) cannot be seen. Remove it", "ab"),
        ("ho\u00adtel", "<U+00AD> (soft hyphen) cannot be seen. Remove it", "hotel"),
        ("a\u2003b", "<U+2003> (em space) cannot be seen. Write a plain space", "a b"),
        ("a\tb", "<U+0009> cannot be seen. Write a plain space", "a b"),
        ("می \u200cرود", "<U+200C> (zero width non-joiner) cannot be seen. Remove it", "می رود"),
        ("سا\u200dزمان", "<U+200D> (zero width joiner) cannot be seen. Remove it", "سازمان"),
        ("ﻡ", "ﻡ <U+FEE1> is not the plain character. Write م", "م"),
        ("ｅ", "ｅ <U+FF45> is not the plain character. Write e", "e"),
        ("１９８５", "１９８５ is not written in plain characters. Write 1985", "1985"),
        ("300 \u212a", "\u212a <U+212A> is not the plain character. Write K", "300 K"),
        ("Cafe\u0301", "e\u0301 is written in parts, <U+0065><U+0301>. Write it as one character, é", "Café"),
        ("a\ufffdb", "<U+FFFD> stands where a character was lost. Write the one that belongs there", "ab"),
        ("a\ud800", "<U+D800> is half of a character. Write the whole character itself, not two numbers", "a"),
        ("a\ue000", "<U+E000> means nothing outside one font. Remove it", "a"),
        ("a\uffff", "<U+FFFF> is no character. Remove it", "a"),
        ("a\u3164", "<U+3164> (hangul filler) cannot be seen. Remove it", "a"),
        ("pаypal", "pаypal mixes alphabets (<U+0430>). Write it in the letters of one, such as paypal", "pаypal"),
        ("the сору", "сору mixes alphabets (<U+0441><U+043E><U+0440><U+0443>). Write it in the letters of one, such as copy", "the сору"),
        ("a" + "\u0301" * 5, "5 marks stand on one letter, <U+0301> first. Keep those that the word is written with", "a\u0301\u0301\u0301"),
    ],
)  # fmt: skip
def test_a_character_that_does_not_belong_is_named(text: str, fault: str, mend: str) -> None:
    assert list(faults(text)) == [fault]
    assert mended(text) == mend


@pytest.mark.parametrize(
    "text",
    [
        "می‌شود",
        "جمهوری (اسلامی)‌ها",
        "ه‍.ش",
        "भारत के लिए",
        "中国，好",
        "№ 2 ℃ ²",
        "Москва",
        "Ελλάδα",
        "Côte d’Ivoire",
        "خانهٔ ما",
        "x\u0301",
        "Ⅳ ½ ™ ¼ …",
        "https://аррӏе.com/",  # the check of addresses says so
        "ﷺ",
        "a\nb",
        "دُعا",
    ],
)
def test_other_characters_are_left_alone(text: str) -> None:
    assert list(faults(text)) == []
    assert mended(text) == text


def test_what_cannot_be_seen_is_shown_by_its_number() -> None:
    assert visible("1985\u200f\n\x1b[31m می‌شود") == "1985<U+200F><U+000A><U+001B>[31m می‌شود"


# ---- addresses, dates -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spelling",
    [
        "http://example.org/a",
        "https://www.example.org/a/",
        "https://EXAMPLE.org/a#b",
        "https://example.org:443/a",
        "https://example.org./a",
    ],
)
def test_spellings_of_one_address_are_the_same(spelling: str) -> None:
    assert same_address(spelling) == same_address("https://example.org/a")
    assert same_address(spelling) != same_address("https://example.org/a?b")


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("https://trusted.example@evil.example/", "has a user before the host. Remove it and the @"),
        ("http://192.168.0.1/", "leads into a private network. Write a public address"),
        ("https://[64:ff9b::7f00:1]/", "leads into a private network. Write a public address"),
        ("https://[2002:7f00:1::]/", "leads into a private network. Write a public address"),
        ("https://[::ffff:10.0.0.1]/", "leads into a private network. Write a public address"),
        ("http://router.local/", "leads to no public host. Write a public address"),
        ("https://аррӏе.com/", "is written in letters that only look like others. Write the host's true name"),
        (
            "https://example.org:99999/",
            "has a host or a port that cannot be. Write a whole address that begins with https:// or http://",
        ),
    ],
)
def test_an_address_that_misleads_is_refused(address: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=r"\. |meant") as error:
        check_address(address)
    assert str(error.value).endswith(sentence)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a_b%20c?d=e&f#g",
        "https://ایران.com/",
        "http://example.org:8080/",
        "https://8.8.8.8/",
        "https://例え.jp/",
    ],
)
def test_an_address_is_taken(address: str) -> None:
    assert check_address(address) == address


def test_a_doi_is_no_address() -> None:
    assert check_doi("10.1057/978-1-349-70154-4_4")
    with pytest.raises(ValueError, match="no DOI"):
        check_doi("javascript:alert(1)")


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("1328-12-10", "1328-12-10 looks like a Solar Hijri date. Is 1950-03-01 meant?"),
        ("1383", "1383 looks like a Solar Hijri date. Is [2004..2005] meant?"),
        ("۱۴۰۴/۰۶/۱۰", "۱۴۰۴/۰۶/۱۰ is not a date. It looks like a Solar Hijri date. Is 2025-09-01 meant?"),
        ("۱۹۴۷-۰۹-۳۰", "۱۹۴۷-۰۹-۳۰ is not a date. Is 1947-09-30 meant? Write the digits 0 to 9"),
        ("30/09/1947", "30/09/1947 is not a date. Is 1947-09-30 meant?"),
        ("03/04/1947", "03/04/1947 is not a date. Is 1947-04-03 or 1947-03-04 meant?"),
        ("14.8.1947", "14.8.1947 is not a date. Is 1947-08-14 meant?"),
        ("August 14, 1947", "August 14, 1947 is not a date. Is 1947-08-14 meant?"),
    ],
)
def test_another_way_to_write_a_date_is_recognized(text: str, question: str) -> None:
    with pytest.raises(ValueError, match=r"\. |meant") as error:
        parse_date(text)
    assert str(error.value) == question


@pytest.mark.parametrize(
    ("file", "old", "new", "field"),
    [
        ("relations/iran.yml", 'since: "1948-05"', 'since: "2031-05"', "diplomatic_relations.since"),
        ("relations/iran.yml", 'opened: "1948"', 'opened: "2027"', "missions[0].opened"),
        ("relations/iran.yml", 'signed: "1950-02"', 'signed: "2027"', "agreements[0].signed"),
        ("organizations/eco.yml", 'from: "1985"', 'from: "2027"', "memberships[0].from"),
        ("subject.yml", "1947-08-14", "2047-08-14", "independence.date"),
        ("sources/t.yml", 'issued: "2007-11-23"', 'issued: "2027"', "trend-2007.issued"),
    ],
)
def test_what_happened_did_not_happen_in_the_future(change: Change, file: str, old: str, new: str, field: str) -> None:
    found = [finding for finding in change(file, old, new) if "is in the future" in finding.message]
    assert [finding.field for finding in found] == [field]


def test_a_term_may_end_in_the_future_and_a_check_be_made_where_it_is_tomorrow(change: Change) -> None:
    assert change("organizations/commonwealth.yml", 'to: "1996"', 'to: "2027"') == []
    tomorrow, later = (TODAY + timedelta(days) for days in (1, 2))
    assert change("relations/iran.yml", "2026-11-18", tomorrow.isoformat()) == []
    assert change("relations/iran.yml", "2026-11-18", later.isoformat())


# ---- texts in pages ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "a*b*c",
        "[x](y)",
        "{: .x }",
        "# x",
        "1. x",
        "- x",
        "a\n\n    b",
        "x_y_",
        "_x_",
        "`x`",
        "<b>",
        "&lt;",
        "=== ",
        "!!! x",
        "a|b",
        "C#",
    ],
)
def test_a_text_means_nothing_to_markdown(text: str) -> None:
    made = Markdown(extensions=["attr_list", "md_in_html", "tables", "toc", "admonition"]).convert(
        str(Markup("{}").format(text))
    )
    assert made.startswith("<p>")
    assert html.unescape(made[3:-4]).strip() == " ".join(text.split())
    assert "<" not in made[3:-4]


def test_html_stays_and_texts_in_it_are_escaped() -> None:
    assert escape(Markup("<b>*</b>")) == "<b>*</b>"
    assert Markup("<b>{}</b>").format("*<") == "<b>&#42;&lt;</b>"
    assert Markup(", ").join(["[", Markup("[")]) == "&#91;, ["


def test_json_ends_neither_a_line_nor_a_script() -> None:
    assert json_line("\u2028\x85\x7f\ufffe\ud800") == '"\\u2028\\u0085\\u007f\\ufffe\\ud800"'
    assert json_script({"a": "</script><!--&"}) == '{"a":"\\u003c/script\\u003e\\u003c!--\\u0026"}'


def test_only_one_module_takes_markup_from_elsewhere() -> None:
    users = [
        path.name for path in (ROOT / "scripts/atlas").rglob("*.py") if "markupsafe" in path.read_text(encoding="utf-8")
    ]
    assert sorted(users) == ["markup.py", "speech.py"]


def test_the_name_of_the_site_is_characters_where_the_theme_escapes_nothing() -> None:
    config, name = MkDocsConfig(), '" onmouseover="hit()" x="\'<b>&{{ 1 }}'
    config.load_dict(
        {
            "site_name": "x",
            "docs_dir": str(ROOT / "docs"),
            "plugins": [{"i18n": {"languages": [{"locale": "en", "default": True, "name": "E"}]}}],
        }
    )
    config.validate()
    subject = Subject.model_validate({
        "country": "PK", "independence": {"date": "1947-08-14"},
        **{key: {"en": name, "fa": f"نام {name}"} for key in ("title", "tagline", "possessive")},
    })  # fmt: skip
    configure(config, subject, read_messages(TEMPLATES))
    for shown, text in ((config.site_name, name), (site_name(subject, "fa"), f"نام {name}")):
        assert not set("\"'<>{") & set(shown)
        assert html.unescape(shown) == text
        assert jinja2.Template("{{ name | e }}").render(name=shown) == shown  # the theme does so in some places


def test_prose_keeps_what_it_may_hold() -> None:
    text = "One *two* **three**.[@x; @y, page 3] [Iran](record:iran)\n\n- a\n- b [sic] 2 < 3 & 4 > 1\n\n1. c\n2. d_e"
    assert list(prose_faults(text)) == []


# ---- words of the pages -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("messages.yml", 'to_today: {en: "today", fa: "امروز"}', 'to_today: {}', "to_today: {} is no message. Write the words below it, one line for each language: en, fa"),
        ("messages.yml", 'to_today: {en: "today", fa: "امروز"}', 'to_today: {en: "today", xx: "x"}', "to_today: {'en': 'today', 'xx': 'x'} is no message. Write the words below it, one line for each language: en, fa"),
        ("messages.yml", "contribute: {", "contribut: {", "contribute: the message is missing, and sections.py says it. Add it in both languages"),
        ("messages.yml", "untranslated:", "untranslate:", "untranslated: the message is missing, and speech.py says it. Add it in both languages"),
        ("messages.yml", 'fa: "حدود {date}"', 'fa: "حدود {day}"', "about_date.fa: it has other places for values than en ({date}). Write the same ones"),
        ("messages.yml", 'fa: "حدود {date}"', 'fa: "حدود {date"', "about_date.fa: expected '}' before end of string. Write each place for a value as {name}"),
        ("messages.yml", 'fa: "حدود {date}"', 'fa: "حدود {date.x}"', "about_date.fa: date.x is no name of a value. Write each place for a value as {name}"),
        ("messages.yml", "  en: {one: ", "  en: {first: ", "en: its forms are first, other. Write other, and as many of zero, one, two, few, many, other as are needed"),
        ("messages.yml", "shelf: {", "shef: {", "shelf: the message is missing, and shelf.md.j2 says it. Add it in both languages"),
        ("field_titles.yml", "tagline: ", "tag: ", "tagline: the field has no name in Persian. Write what readers call it"),
        ("field_titles.yml", "tagline: ", "tag: ", "tag: there is no such field. Remove it, or correct its name"),
        ("fields.fa.yml", "    scope: ", "    scop: ", "Organization.fields.scope: its words are missing. Write what the field means"),
        ("fields.fa.yml", "Organization:", "Organisation:", "Organisation: there is no such model. Remove it, or correct its name"),
        ("messages.yml", 'to_today: {en: "today"', 'to_today: {en: "today', "there is no comma before"),
        ("fields.fa.yml", "Organization:", "- x\nOrganization:", "the line does not go with those above it"),
    ],
)  # fmt: skip
def test_broken_words_are_described(tmp_path: Path, file: str, old: str, new: str, sentence: str) -> None:
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    path = tmp_path / "templates" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert any(sentence in str(finding) for finding in words_findings(tmp_path / "templates"))


@pytest.mark.parametrize("content", ["home: [", "- x\n", "", "home: x\n", 'home: {en: {other: "{"}}\n'])
def test_words_that_cannot_be_read_are_described_beside_the_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    (tmp_path / "messages.yml").write_text(content, encoding="utf-8")
    monkeypatch.setattr(checking, "TEMPLATES", tmp_path)
    assert any(finding.file == "messages.yml" for finding in read_and_check(MINI / "data", TODAY)[1])


def test_a_word_that_a_finished_language_lacks_is_named(tmp_path: Path, mini: Atlas) -> None:
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    path = tmp_path / "templates/messages.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(', fa: "امروز"}', "}", 1))
    (finding,) = missing_words(mini, tmp_path / "templates", DIALOG)
    assert re.search(
        r"messages.yml:\d+:\d+: error: to_today: 1 of \d+ have no fa: to_today\. Write them in Persian", str(finding)
    )


def test_the_words_have_no_faults() -> None:
    assert words_findings(TEMPLATES) == []


# ---- files, policy ----------------------------------------------------------------------------


def test_writing_and_cleaning_follow_no_link(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "kept.md").write_text("kept")
    (tmp_path / "site/a.md").symlink_to(tmp_path / "kept.md")
    with pytest.raises(LinkError, match="is a symbolic link, which is not followed"):
        write_files(tmp_path / "site", {"a.md": "x"})
    (tmp_path / "site/owned").mkdir()
    (tmp_path / "site/owned/b").symlink_to(tmp_path)
    assert write_files(tmp_path / "site", {}, owned=["owned"]).removed == ()
    assert (tmp_path / "kept.md").read_text() == "kept"


def test_only_what_was_read_is_known(tmp_path: Path) -> None:
    shutil.copytree(MINI / "data", tmp_path / "data")
    (tmp_path / "data/Thumbs.db").touch()
    atlas, findings = read_and_check(tmp_path / "data", TODAY)
    assert findings == []
    assert atlas is not None
    assert set(atlas.files) == {path.relative_to(MINI / "data").as_posix() for path in (MINI / "data").rglob("*.yml")}


PAGE = '<html><head><meta charset="utf-8"><script>a()</script></head><body><article><script>b()</script></article><script src="x.js"></script><script type="application/json">{}</script></body></html>'


def test_a_policy_lets_the_themes_scripts_run_and_none_of_the_texts() -> None:
    page = with_policy(PAGE)
    digest = base64.b64encode(hashlib.sha256(b"a()").digest()).decode()
    assert f"script-src 'self' file: 'sha256-{digest}'; style-src" in page
    assert page.count("sha256-") == 1
    assert page.index("Content-Security-Policy") < page.index("<script>")
    assert "unsafe" not in page
    assert "http:" not in page


def test_while_serving_the_script_that_loads_again_runs() -> None:
    assert "'unsafe-inline'" in with_policy(PAGE, serving=True)
