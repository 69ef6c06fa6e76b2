"""What check accepts, build renders: an atlas in which every term of every closed list is used, new ones included."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from atlas.export.documents import documents
from atlas.export.tables import tables
from atlas.model.atlas import Atlas
from atlas.model.countries import territories
from atlas.model.descriptions import closed_lists
from atlas.model.fields import Vocabulary
from atlas.model.walking import walk
from atlas.pipeline import TEMPLATES
from atlas.publication import this_publication
from atlas.render.render import render
from conftest import MINI, ROOT, TODAY, faultless

NEW = "brand-new"
MAP = (ROOT / "data/tiles.yml").read_text(encoding="utf-8").split("rows:")[1]
#: Countries enough for a relation with each term: those of the world's map that the miniature has not.
PARTNERS = sorted(set(re.findall(r"\b[A-Z]{2}\b", MAP)) - {"GB", "IR", "PS", "PK"})


def text(words: str) -> dict[str, str]:
    return {"en": words, "fa": f"متن {words}"}


def called(code: str) -> dict[str, str]:
    """A title that names a country, as a title must."""
    return {language: str(territories(language)[code]) for language in ("en", "fa")}


def prose(words: str) -> dict[str, str]:
    return {"en": f"{words}.[@iran-history]", "fa": f"متن {words}.[@iran-history]"}


class Terms:
    """The terms of every list, to be taken one by one, from the beginning again where a list is shorter."""

    def __init__(self, lists: dict[str, Any]) -> None:
        self.lists = {name: list(terms) for name, terms in lists.items()}
        self.longest = max(len(terms) for terms in self.lists.values())

    def __call__(self, name: str, number: int) -> str:
        return str(self.lists[name][number % len(self.lists[name])])


def organization(term: Terms, n: int, base: dict[str, Any]) -> dict[str, Any]:
    ending, status = term("ending", n), term("membership-status", n)
    following = {"suspended": "suspended", "restored": "member"}.get(ending, status)
    return {
        **base,
        "name": text(f"Body {n}"),
        "kind": term("organization-kind", n),
        "scope": term("scope", n),
        "memberships": [
            {"status": status, "from": "1950", "to": "1960", "ending": ending, "sources": ["iran-history"]},
            {"status": following, "from": "1960", "basis": term("membership-basis", n), "sources": ["iran-history"]},
        ],
        "participations": [
            {"kind": term("participation-kind", n), "name": text(f"Mission {n}"), "sources": ["iran-history"]}
        ],
        "offices": [
            {
                "id": "seat",
                "kind": term("office-kind", n),
                "body": text("Council"),
                "post": text("Seat"),
                "terms": [{"from": "1970", "sources": ["iran-history"]}],
            }
        ],
        "members": {"as_of": "1940", "countries": [], "others": {status: ["IR"]}, "sources": ["iran-history"]},
    }


def without_membership(term: Terms, n: int, base: dict[str, Any]) -> dict[str, Any]:
    note = {"standing": term("non-membership", n), "note": text(f"Note {n}"), "sources": ["iran-history"]}
    return {**base, "name": text(f"No body {n}"), "kind": "economic", "scope": "global", "not_member": note}


def relation(term: Terms, n: int, base: dict[str, Any]) -> dict[str, Any]:
    label, state, side = term("locator-label", n), term("relation-status", n), term("side", n)
    cited = {"source": "iran-history", "label": label, "locator": "3"}
    return {
        **base,
        "partner": PARTNERS[n],
        "groups": [term("relation-group", n)],
        "diplomatic_relations": {
            "status": state,
            "evidence": term("relation-evidence", n),
            "interruptions": [{"from": "1971", "to": "1972", "status": state, "sources": [cited]}],
            "sources": [cited],
        },
        "recognition": [{"by": side, "sources": [cited]}],
        "missions": [{"by": side, "kind": term("mission-kind", n), "city": text("City"), "sources": [cited]}],
        "events": [
            {"date": "1971", "kind": term("event-kind", n), "title": called(PARTNERS[n]), "sources": ["iran-history"]}
        ],
        "summary": {
            language: words.replace("@iran-history", f"@work-of-{n}, {label} 3")
            for language, words in prose(f"Partner {n}").items()
        },
    }


def source(term: Terms, n: int) -> dict[str, Any]:
    return {
        "type": term("source-type", n),
        "title": f"Work {n}",
        "accessed": "2026-11-01",
        "language": "en",
        "page": "3",
        "read": term("read-level", n),
        "grade": term("source-grade", n),
    }


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The miniature with the real atlas's closed lists, each with a new term, and records that use every term."""
    data = tmp_path_factory.mktemp("full") / "data"
    shutil.copytree(MINI / "data", data)
    lists = yaml.load((ROOT / "data/vocabulary.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    for terms in lists.values():
        terms[NEW] = {"en": "Brand-new", "fa": "نوظهور"}
    term = Terms(lists)
    base = {"checked": "2026-11-20"}
    sources = {f"work-of-{n}": source(term, n) for n in range(term.longest)}
    write(data / "vocabulary.yml", lists)
    write(data / "sources/w.yml", sources)
    write(data / "tiles.yml", {"rows": ["GB IR PS PK", " ".join(PARTNERS)]})
    for n in range(term.longest):
        write(data / f"organizations/body-{n}.yml", organization(term, n, base))
        write(data / f"relations/partner-{n}.yml", relation(term, n, base))
    for n in range(len(term.lists["non-membership"])):
        write(data / f"organizations/no-body-{n}.yml", without_membership(term, n, base))
    return faultless(data)


class Plain(yaml.SafeDumper):
    """Writes a value that stands in two places twice: the atlas reads no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def write(path: Path, data: Any) -> None:
    path.write_text(yaml.dump(data, Dumper=Plain, allow_unicode=True, sort_keys=False), encoding="utf-8")


@pytest.fixture(scope="module")
def pages(full: Atlas) -> dict[str, str]:
    return render(full, TODAY, TEMPLATES)


def test_every_term_is_used(full: Atlas) -> None:
    used = {
        (mark.name, value)
        for entry in full.entries
        for _path, value, marks in walk(entry.value)
        for mark in marks
        if isinstance(mark, Vocabulary) and isinstance(value, str)
    }
    # A locator's kind may also stand in prose; the tests of citations see to that.
    assert {(name, term) for name in closed_lists() for term in full.vocabulary[name]} <= used


def test_an_atlas_with_every_term_is_rendered_and_exported(full: Atlas, pages: dict[str, str]) -> None:
    assert len(pages) > 100
    assert "Brand-new" in pages["en/fields/index.md"]
    assert documents(full, TODAY, this_publication())
    assert tables(full, TODAY)


def test_a_term_without_words_of_its_own_is_named_by_its_label(full: Atlas, pages: dict[str, str]) -> None:
    state, side = (list(full.vocabulary[name]).index(NEW) for name in ("relation-status", "side"))
    with_state, with_side = pages[f"en/relations/partner-{state}.md"], pages[f"en/relations/partner-{side}.md"]
    assert ": Brand-new." in with_state
    assert "Missions: Brand-new" in with_side
    assert "Recognition: Brand-new" in with_side
