"""A second subject and a third language are data and words: built from the same code, opened in the browser."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from atlas.language.isolate import BORROWED, borrow, isolate
from atlas.language.messages import read_messages
from atlas.language.speech import Speech
from atlas.load.folder import read_atlas
from atlas.model.atlas import Atlas
from atlas.pipeline import TEMPLATES, read_and_check
from conftest import DESKTOP, MINI, TODAY, Change, Like, Watched, build_site, project
from tools.browser import served

KENYA = Path(__file__).with_name("kenya") / "data"

#: What a beginning in Urdu changes: file, text, text with the Urdu words. Nothing else is touched.
URDU = [
    ("data/subject.yml", "languages: [en, fa]", "languages: [en, fa]\nunfinished_languages: [ur]"),
    ("data/subject.yml", "  fa: پاکستان در جهان", "  fa: پاکستان در جهان\n  ur: پاکستان دنیا میں"),
    (
        "data/organizations/eco.yml", "fa: سازمان همکاری اقتصادی}", "fa: سازمان همکاری اقتصادی, ur: اقتصادی تعاون تنظیم}",
    ),
    ("data/vocabulary.yml", "member: {en: Member, fa: عضو,", "member: {en: Member, fa: عضو, ur: رکن,"),
    ("scripts/templates/messages.yml", 'fa: "سازمان‌ها"}', 'fa: "سازمان‌ها", ur: "تنظیمیں"}'),
    ("scripts/templates/messages.yml", 'fa: "روابط"}', 'fa: "روابط", ur: "تعلقات"}'),
]  # fmt: skip


def begin_urdu(root: Path) -> None:
    for file, old, new in URDU:
        path = root / file
        text = path.read_text(encoding="utf-8")
        assert old in text, (file, old)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def kenya(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of an atlas of Kenya."""
    root = project(tmp_path_factory.mktemp("kenya"), KENYA)
    build_site(root, root / "site", ATLAS_TODAY=TODAY.isoformat())
    return root / "site"


@pytest.fixture(scope="module")
def urdu(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the miniature with a few words of Urdu."""
    root = project(tmp_path_factory.mktemp("urdu"), MINI / "data")
    begin_urdu(root)
    build_site(root, root / "site", ATLAS_TODAY=TODAY.isoformat())
    return root / "site"


@pytest.fixture
def context(like: Like) -> BrowserContext:
    return like(viewport=DESKTOP)


def test_an_atlas_of_another_country_has_no_faults() -> None:
    root = KENYA
    atlas, findings = read_atlas(root)
    assert atlas is None  # without closed lists
    assert [finding.file for finding in findings] == ["data/vocabulary.yml"]


def test_nothing_of_the_first_subject_is_left_in_the_second(kenya: Path) -> None:
    for path in kenya.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "Pakistan" not in text, path
        assert "پاکستان" not in text, path


@pytest.mark.browser
def test_another_subject_is_spoken_of_as_its_data_says(kenya: Path, context: BrowserContext) -> None:
    with served(kenya, lasting=True) as (base, _):
        watched = Watched(context, base)
        page = watched.open(base)
        assert page.title() == "Home - Kenya in the World"
        page = watched.open(base + "relations/")
        assert page.locator("meta[name=description]").get_attribute("content").startswith("Kenya’s relations")  # type: ignore[union-attr]
        assert page.locator("tbody th a").all_inner_texts() == [
            "Côte d’Ivoire",
            "Uganda",
            "United Republic of Tanzania",
        ]
        page = watched.open(base + "relations/tanzania/")
        expect(page.locator("article")).to_contain_text("Kenya and the United Republic of Tanzania have had")
        page = watched.open(base + "fa/relations/tanzania/")
        assert page.title() == "کنیا و جمهوری متحد تانزانیا - کنیا در جهان"
        page = watched.open(base + "as-of/")
        assert page.locator("#as-of-day").get_attribute("min") == "1963-12-12"
        assert watched.faults == []


@pytest.mark.browser
def test_a_third_language_has_its_own_ways(urdu: Path, context: BrowserContext) -> None:
    with served(urdu, lasting=True) as (base, _):
        watched = Watched(context, base)
        page = watched.open(base + "ur/organizations/eco/")
        root = page.locator("html")
        assert [root.get_attribute(name) for name in ("lang", "dir", "data-locale")] == ["ur", "rtl", "ur-PK-u-nu-latn"]
        assert page.locator("body").get_attribute("dir") == "rtl"
        expect(page.locator("h1")).to_contain_text("اقتصادی تعاون تنظیم")
        expect(page.locator(".atlas-badge").first).to_have_text("رکن")
        # Urdu has ASCII digits, and no second calendar; Persian has neither.
        assert page.locator("time").first.inner_text() == "1985"
        assert page.locator(".hijri").count() == 0
        assert "Vazirmatn" in page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
        assert page.evaluate("document.fonts.load('16px Vazirmatn', 'ٹڈڑےںہھ').then(found => found.length)") > 0
        assert page.title().endswith("پاکستان دنیا میں")
        assert watched.faults == []


@pytest.mark.browser
def test_what_a_language_lacks_is_there_in_the_first_and_marked(urdu: Path, context: BrowserContext) -> None:
    with served(urdu, lasting=True) as (base, _):
        watched = Watched(context, base)
        page = watched.open(base + "ur/organizations/commonwealth/")
        heading = page.locator("h1 [lang=en]")
        assert (heading.inner_text(), heading.get_attribute("dir")) == ("Commonwealth of Nations", "ltr")
        page = watched.open(base + "ur/about/")
        assert page.locator("article div[lang=en][dir=ltr]").count() == 1
        page = watched.open(base + "ur/organizations/")
        page.locator("#atlas-filter").fill("تعاون")
        expect(page.locator("[data-entries] > tr:visible")).to_have_count(1)
        expect(page.locator(".atlas-filter output")).to_have_text("\u20681 of 6\u2069")  # words of another language
        assert watched.faults == []


@pytest.mark.browser
def test_the_switch_and_the_search_know_the_third_language(urdu: Path, context: BrowserContext) -> None:
    with served(urdu, lasting=True) as (base, _):
        watched = Watched(context, base)
        page = watched.open(base + "relations/iran/")
        assert page.locator("a[hreflang].md-select__link").evaluate_all("a => a.map(x => x.lang || x.hreflang)") == [
            "en", "fa", "ur",
        ]  # fmt: skip
        page = watched.open(base + "ur/relations/iran/?q=xyzzyx")
        expect(page.locator(".atlas-search__none a").first).to_have_text("تنظیمیں")
        page.locator(".atlas-search__none a").first.click()
        expect(page).to_have_url(base + "ur/organizations/")
        assert watched.faults == []


def test_the_first_languages_stay_as_they_were(urdu: Path) -> None:
    for name in ("organizations/eco", "relations/iran"):
        page = (urdu / "fa" / name / "index.html").read_text(encoding="utf-8")
        assert BORROWED not in page
        assert '<html dir="rtl" data-script="Arab" data-numerals="arabext"' in page
    assert re.search(r'hreflang="x-default"', (urdu / "index.html").read_text(encoding="utf-8"))


def test_a_finished_language_may_lack_nothing(change: Change) -> None:
    found = [str(finding) for finding in change("subject.yml", "[en, fa]", "[en, fa, ur]")]
    assert (
        "data/organizations/eco.yml:1:7: error: name.ur: it is missing. "
        "Write the text, or add wanted: ur if somebody else is to write it"
    ) in found
    assert (
        "data/vocabulary.yml:13:11: error: membership-status.member.ur: it is missing. Add ur: The text in Urdu"
        in found
    )


def test_words_that_a_finished_language_lacks_are_findings(tmp_path: Path) -> None:
    data = project(tmp_path, KENYA) / "data"
    for path in data.rglob("*.yml"):
        text = path.read_text(encoding="utf-8").replace("fa:", "sw:").replace("[en, fa]", "[en, sw]")
        path.write_text(text, encoding="utf-8")
    found = [finding.message for finding in read_and_check(data, TODAY)[1]]
    assert any(re.fullmatch(
        r"\d+ of \d+ have no sw: \w+, .*, …\. Write them in Swahili, or name sw under unfinished_languages in data/subject.yml",
        message,
    ) for message in found)  # fmt: skip
    assert any(message.startswith("there is no description of the fields in Swahili") for message in found)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("[en, fa]", "[en, xx]", "xx is no language that CLDR knows. Write its code of two letters (ISO 639-1), such as fa"),
        ("[en, fa]", "[en, fa, en]", "en stands here twice. Keep it once"),
        ("[en, fa]", "[]", "the list is empty. Add at least one entry"),
        (
            "[en, fa]", "[en, fa]\nunfinished_languages: [fa]",
            "fa stands under languages and unfinished_languages. Keep one of the two",
        ),
    ],
)  # fmt: skip
def test_a_list_of_languages_that_cannot_be_is_a_finding(change: Change, old: str, new: str, sentence: str) -> None:
    assert sentence in [finding.message for finding in change("subject.yml", old, new)]


def test_a_language_that_the_atlas_has_not_is_a_finding(change: Change) -> None:
    assert (
        "data/organizations/eco.yml:1:51: error: name.de: de is not a field here. Remove it, or use one of: en, fa, wanted"
    ) in [
        str(finding)
        for finding in change("organizations/eco.yml", "Economic Cooperation Organization,", "Economic Cooperation Organization, de: x,")
    ]  # fmt: skip


def test_borrowed_words_become_an_element_of_their_language() -> None:
    languages = ("en", "fa", "ur")
    html = isolate(f"<p>{borrow('Joined in 1947. Left.')} رکن</p>", "ur", languages)
    assert html == '<p><span lang="en" dir="ltr">Joined in 1947. Left.</span> رکن</p>'
    # Where no tag may stand the isolates remain, and do the same for the eye.
    assert BORROWED in isolate(f"<svg><title>{borrow('Member')}</title></svg>", "ur", languages)
    assert isolate(f'<p title="{borrow("Member")}">رکن</p>', "ur", languages).startswith(f'<p title="{BORROWED}')


def test_plural_forms_are_borrowed_whole(mini: Atlas, tmp_path: Path) -> None:
    speech = Speech("ur", mini, read_messages(TEMPLATES))
    assert speech.say("shared_count", 2) == borrow("2 organizations")


def test_a_subject_that_cannot_be_read_ends_a_build_with_findings(tmp_path: Path) -> None:
    root = project(tmp_path, KENYA)
    subject = root / "data/subject.yml"
    subject.write_text(subject.read_text(encoding="utf-8").replace("country: KE", "country: KEN"), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "data/subject.yml:3:10: error: country: KEN does not fit." in done.stderr
    assert "Traceback" not in done.stderr
