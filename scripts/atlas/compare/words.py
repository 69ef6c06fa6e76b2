"""Says in words what changed between two versions, in either language.

In: changes, and the two versions' plain data for names and labels. Out: one sentence for each change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from atlas.compare.differences import ADDED, CHANGED, REMOVED, RENAMED, Change
from atlas.findings import quote
from atlas.language.languages import language
from atlas.language.messages import TEMPLATES, read_field_titles, read_messages
from atlas.model.countries import is_country, territories
from atlas.model.descriptions import models

#: Fields whose values are terms, with the list to which they belong in a record of the folder or in a list of it.
_TERMS = {
    "ending": "ending", "basis": "membership-basis", "standing": "non-membership", "scope": "scope",
    "grade": "source-grade", "read": "read-level", "type": "source-type", "evidence": "relation-evidence", "by": "side",
}  # fmt: skip
_TERMS_IN = {
    ("memberships", "status"): "membership-status", ("diplomatic_relations", "status"): "relation-status",
    ("interruptions", "status"): "relation-status", ("missions", "kind"): "mission-kind", ("events", "kind"): "event-kind",
    ("offices", "kind"): "office-kind", ("participations", "kind"): "participation-kind", ("", "kind"): "organization-kind",
}  # fmt: skip


@dataclass(frozen=True)
class Words:
    """How changes are said in one language; ``data`` are the records by name, those of the newer version first."""

    language: str
    data: Mapping[str, Any]

    def sentence(self, change: Change) -> str:
        """One change as one sentence: ``SCO: member from 2017-06-09, was 2017``."""
        return f"{self.record(change.record)}: {self._fact(change)}"

    def _fact(self, change: Change) -> str:
        if change.what == RENAMED:
            return self._say("compare_renamed", old=change.old, new=change.new)
        if not change.path:
            what = "added" if change.what == ADDED else "removed"
            return self._say(f"compare_{what}_source" if change.record.startswith("sources/") else f"compare_{what}")
        # An entry of a plain list is told by itself: the place need not name it again.
        path = change.path[:-1] if change.path[-1] in (change.old, change.new) and len(change.path) > 1 else change.path
        place = self._place(path)
        if change.languages:
            return self._text(change, place)
        old, new = (self._value(path, value) for value in (change.old, change.new))
        if change.what == CHANGED:
            return self._say("compare_changed", place=place, old=old, new=new)
        if change.what == ADDED:
            return self._say("compare_new", place=place, new=new)
        assert change.what == REMOVED
        return self._say("compare_gone", place=place, old=old)

    def _text(self, change: Change, place: str) -> str:
        if len(change.languages) > 1:
            return self._say("compare_text_both", place=place, new=self._value(change.path, change.new))
        names = {code: language(self.language).name_of(code) for code in ("en", "fa")}
        (one,) = change.languages
        other = "fa" if one == "en" else "en"
        return self._say(
            "compare_text_one", place=place, one=names[one], other=names[other], new=quote(change.new.get(one))
        )

    def record(self, name: str) -> str:
        """What a record is called: the short name of an organization, the country of a relation, a topic's title."""
        folder, _slash, id_ = name.partition("/")
        record = self.data.get(name)
        if folder == "relations" and isinstance(record, dict):
            code = str(record.get("partner"))
            override = (self.data.get("countries") or {}).get(code, {}).get("name", {})
            return str(override.get(self.language) or territories(self.language).get(code, id_))
        if isinstance(record, dict):
            for field in ("abbreviation", "name", "title"):
                text = record.get(field)
                if isinstance(text, dict) and text.get(self.language):
                    return str(text[self.language])
        return id_ or f"data/{name}.yml"

    def _place(self, path: tuple[str, ...]) -> str:
        """Where in a record a fact stands: fields by their titles, entries of lists by what they are about."""
        words: list[str] = []
        known = _titles(self.language)
        for part, outer in zip(path, ("", *path), strict=False):
            if part == "memberships" and len(path) > 1:
                continue  # the status says enough
            if part in known and outer not in _LISTS:
                title = known[part]
                if words and title.lower() == words[-1].lower():
                    continue  # the members among the members
                words.append(title[:1].lower() + title[1:] if words and self.language == "en" else title)
            else:
                opening, closing = language(self.language).quotes
                called = self._country(part) or part
                words.append(
                    self._term("status", outer, part) if outer == "memberships" else f"{opening}{called}{closing}"
                )
        if path[0] == "memberships" and self.language == "en" and len(path) > 1:
            words[0] = words[0][:1].lower() + words[0][1:]
        return " ".join(words)

    def _title(self, field: str) -> str:
        return _titles(self.language).get(field, field)

    def _value(self, path: tuple[str, ...], value: Any) -> str:
        if isinstance(value, dict):
            text = value.get(self.language)
            if isinstance(text, str):
                return quote(text)
            parts = [
                f"{self._title(key)} {self._value((*path, key), part)}"
                for key, part in value.items()
                if key != "sources"
            ]
            return quote(", ".join(parts) if self.language == "en" else "، ".join(parts), 120)
        if isinstance(value, list):
            return quote(", ".join(self._value(path, item) for item in value), 120)
        return self._term(path[-1], next((p for p in reversed(path[:-1]) if (p, path[-1]) in _TERMS_IN), ""), value)

    def _term(self, field: str, outer: str, value: Any) -> str:
        """The label of a term; another value as it is, in Persian with Persian digits if it is a date or a number."""
        vocabulary = self.data.get("vocabulary") or {}
        terms = vocabulary.get(_TERMS_IN.get((outer, field)) or _TERMS.get(field, ""), {})
        if field in _COUNTRIES and (country := self._country(value)):
            return country
        if isinstance(terms.get(value), dict):
            return str(terms[value].get(self.language, value))
        text = quote(value)
        return (
            language("fa").digits(text)
            if self.language == "fa" and not any(c.isascii() and c.isalpha() for c in text)
            else text
        )

    def _country(self, code: Any) -> str:
        """What the country with this code is called; empty if there is none."""
        return str(territories(self.language).get(code, "")) if isinstance(code, str) and is_country(code) else ""

    def _say(self, key: str, **values: object) -> str:
        return str(read_messages(TEMPLATES)[key][self.language]).format(**values)


#: Fields whose values are codes of countries.
_COUNTRIES = ("countries", "country", "partner")

#: Fields that are lists of entries: what follows them in a path is an entry's key.
_LISTS = (
    "memberships", "events", "sections", "offices", "terms", "participations", "missions", "agreements", "recognition",
    "interruptions", "corrections", "sources", "author", "countries", "groups", "also", "related", "aliases", "former_ids",
    "predecessors", "successors", "rows",
)  # fmt: skip


@cache
def _titles(language: str) -> dict[str, str]:
    """What each field is called in ``language``, by its name in YAML."""
    if language == "fa":
        return dict(read_field_titles(TEMPLATES))
    return {f.alias or name: f.title or name for model in models() for name, f in model.model_fields.items()}
