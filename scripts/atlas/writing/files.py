"""The text of new data files: what was answered, with a comment for each field, and the other fields as comments.

In: answers. Out: YAML. The comments are the descriptions of the fields, in the language that was asked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

import yaml
from pydantic import BaseModel

from atlas.language.messages import Words
from atlas.load.yaml_file import TRUTH_VALUES
from atlas.model.records import DiplomaticRelations, Membership, Organization, Relation
from atlas.repair.layout import block_begins

Answers = Mapping[str, str]

#: What needs no quotation marks: it begins with a letter and holds nothing that YAML reads otherwise.
_PLAIN = re.compile(r"[A-Za-zآ-ی][\w \u200c.’'،؛ٔ()–/-]*")
_OTHER_TYPES = {"true", "false", "null", "nan", *TRUTH_VALUES}


def scalar(text: str) -> str:
    """``text`` as a YAML scalar, in quotation marks where any reader would need them."""
    if _PLAIN.fullmatch(text) and text.lower() not in _OTHER_TYPES and not text.endswith(" "):
        return text
    return json.dumps(text, ensure_ascii=False)


class _Writer:
    """Lines of YAML with comments in one language."""

    def __init__(self, language: str, words: Words) -> None:
        self.lines: list[str] = []
        self._language, self._words = language, words

    def field(self, model: type[BaseModel], name: str, value: str, indent: int = 0) -> None:
        """One field with a comment above it; ``value`` is YAML already."""
        self.comment(self.meaning(model, name), indent)
        self.lines.append(f"{' ' * indent}{name}:{' ' if value and not value.startswith(chr(10)) else ''}{value}")

    def comment(self, text: str, indent: int = 0) -> None:
        """A comment on a line of its own."""
        self.lines.append(f"{' ' * indent}# {text}")

    def further(self, model: type[BaseModel], there: Iterable[str]) -> None:
        """The fields that are not there yet, as comments."""
        missing = [f.alias or name for name, f in model.model_fields.items() if (f.alias or name) not in there]
        for name in missing:
            self.comment(f"{name}: {self.meaning(model, name)}")

    def meaning(self, model: type[BaseModel], name: str) -> str:
        """What a field means."""
        if self._language == "fa":
            return str(self._words["fa"][model.__name__]["fields"][name])
        field = next(f for key, f in model.model_fields.items() if (f.alias or key) == name)
        return str(field.description)

    def text(self) -> str:
        """All lines."""
        return "\n".join(self.lines) + "\n"


def organization(answers: Answers, today: str, language: str, words: Words) -> str:
    """The text of a new organization's file."""
    writer = _Writer(language, words)
    writer.lines.append("# yaml-language-server: $schema=../../schemas/organizations.json")
    writer.field(Organization, "name", f"\n  en: {scalar(answers['name-en'])}\n  fa: {scalar(answers['name-fa'])}")
    writer.field(Organization, "kind", answers["kind"])
    writer.field(Organization, "scope", answers["scope"])
    writer.field(Organization, "memberships", "")
    writer.lines.append(f"  - status: {answers['status']}")
    if "from" in answers:
        writer.field(Membership, "from", json.dumps(answers["from"]), 4)
    writer.field(Membership, "sources", f"[{answers['source']}]", 4)
    writer.field(Organization, "checked", json.dumps(today))
    writer.lines.append("")
    writer.further(Organization, ("name", "kind", "scope", "memberships", "checked"))
    return writer.text()


def relation(answers: Answers, today: str, language: str, words: Words) -> str:
    """The text of a new relation's file."""
    writer = _Writer(language, words)
    writer.lines.append("# yaml-language-server: $schema=../../schemas/relations.json")
    writer.field(Relation, "partner", json.dumps(answers["partner"]))
    writer.field(Relation, "groups", f"[{answers['group']}]")
    writer.field(Relation, "diplomatic_relations", "")
    writer.field(DiplomaticRelations, "status", answers["status"], 2)
    if "since" in answers:
        writer.field(DiplomaticRelations, "since", json.dumps(answers["since"]), 2)
    if "source" in answers:
        writer.field(DiplomaticRelations, "sources", f"[{answers['source']}]", 2)
    writer.field(Relation, "checked", json.dumps(today))
    writer.lines.append("")
    writer.further(Relation, ("partner", "groups", "diplomatic_relations", "checked"))
    return writer.text()


def source(answers: Answers, today: str) -> str:
    """The text of a new entry of the bibliography, without comments: its neighbours have none."""
    lines = [
        f"{answers['id']}:",
        f"  type: {answers['type']}",
        f"  title: {json.dumps(answers['title'], ensure_ascii=False)}",
    ]
    if "publisher" in answers:
        lines.append(f"  publisher: {json.dumps(answers['publisher'], ensure_ascii=False)}")
    if "issued" in answers:
        lines.append(f"  issued: {json.dumps(answers['issued'])}")
    lines.append(f"  accessed: {json.dumps(today)}")
    if "url" in answers:
        lines.append(f"  URL: {json.dumps(answers['url'], ensure_ascii=False)}")
    lines += [f"  {name}: {scalar(answers[name])}" for name in ("language", "read", "grade")]
    return "\n".join(lines) + "\n"


def on_shelf(shelf: str, id_: str, entry: str) -> str:
    """The text of a shelf with ``entry`` put in before the first source whose id comes after ``id_``."""
    node = yaml.compose(shelf, Loader=yaml.BaseLoader)
    lines = shelf.splitlines(keepends=True)
    if not isinstance(node, yaml.MappingNode):
        return f"{shelf.rstrip()}\n\n{entry}"
    keys = [str(key.value) for key, _value in node.value]
    begins = block_begins(lines, [key.start_mark.line for key, _value in node.value])
    place = next((begin for key, begin in zip(keys, begins, strict=True) if key > id_), None)
    if place is None:
        return f"{shelf.rstrip()}\n\n{entry}"
    while place < len(lines) and not lines[place].strip():
        place += 1
    return "".join(lines[:place]) + entry + "\n" + "".join(lines[place:])
