"""What is asked of somebody who begins a record or a source, and what may be answered.

In: an atlas, for its closed lists, sources and names of countries. Out: questions, each with a way to read an answer.
What a question means is what the field means: the words come from the models.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date

from pydantic import BaseModel, TypeAdapter, ValidationError

from atlas.characters import faults as character_faults
from atlas.checks.common import nearest
from atlas.checks.persian import faults
from atlas.findings import quote
from atlas.language.languages import language as language_of
from atlas.language.messages import Words
from atlas.load.folder import unfit_id
from atlas.model.addresses import check_address
from atlas.model.atlas import FOLDERS, Atlas
from atlas.model.beside import Source, Term, WorkLanguage
from atlas.model.countries import is_country, no_country
from atlas.model.dates import parse_date
from atlas.model.ids import spelt_as_id
from atlas.model.prose import label_faults
from atlas.model.records import DiplomaticRelations, Membership, Organization, Relation

#: Reads an answer. Raises ValueError with a sentence if it will not do.
Reader = Callable[[str], str]

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Question:
    """One question: the key of the answer, the model and field that it fills, how an answer is read."""

    key: str
    model: type[BaseModel] | None
    field: str
    read: Reader
    required: bool = True
    #: The terms among which one chooses, with their labels.
    choices: Mapping[str, Term] = dataclass_field(default_factory=dict)
    #: Earlier answers, by their keys, with which this one is needed although it is not required.
    needed_with: Mapping[str, Collection[str]] = dataclass_field(default_factory=dict)
    #: The code of the language in which to answer, where it matters.
    written_in: str = ""

    def is_needed(self, answers: Mapping[str, str]) -> bool:
        """Whether there must be an answer, after the earlier ``answers``."""
        return self.required or any(answers.get(key) in values for key, values in self.needed_with.items())

    def offered(self, language: str) -> str:
        """The terms as they are offered: where they are not words of ``language``, with their labels in it."""
        labels = {} if language == "en" else {id_: term.in_language(language) for id_, term in self.choices.items()}
        return ", ".join(f"{id_} ({labels[id_]})" if labels.get(id_) else id_ for id_ in self.choices)

    def words(self, language: str, words: Words) -> str:
        """What is asked for, in ``language``."""
        if self.model is None:
            return {
                "en": "The name of the new file or entry: a-z, 0-9, -",
                "fa": "نام پرونده یا مدخل تازه: a-z و 0-9 و -",
            }[language]
        in_which = language_of(language).name_of(self.written_in) if self.written_in else ""
        if language == "fa":
            text = str(words["fa"][self.model.__name__]["fields"][self.field])
            return f"{text} به {in_which} بنویسید." if in_which else text
        field = next(f for name, f in self.model.model_fields.items() if (f.alias or name) == self.field)
        return f"{field.description} Write it in {in_which}." if in_which else str(field.description)


def questions(kind: str, atlas: Atlas, today: date = date.max) -> list[Question]:
    """The questions for a new ``organization``, ``relation`` or ``source``. What has happened was not after ``today``."""
    return {"organization": _organization, "relation": _relation, "source": _source}[kind](atlas, today)


def _organization(atlas: Atlas, today: date) -> list[Question]:
    return [
        Question("id", None, "", _new_id(_records(atlas))),
        Question("name-en", Organization, "name", _text, written_in="en"),
        Question("name-fa", Organization, "name", _persian, written_in="fa"),
        _choice("kind", Organization, "kind", atlas.vocabulary["organization-kind"]),
        _choice("scope", Organization, "scope", atlas.vocabulary["scope"]),
        _choice("status", Membership, "status", atlas.vocabulary["membership-status"]),
        Question("from", Membership, "from", _joined(atlas, today), required=False),
        Question("source", Membership, "sources", _known_source(atlas)),
    ]


def _relation(atlas: Atlas, today: date) -> list[Question]:
    return [
        Question("partner", Relation, "partner", _partner(atlas)),
        Question("id", None, "", _new_id(_records(atlas))),
        _choice("group", Relation, "groups", atlas.vocabulary["relation-group"]),
        _choice("status", DiplomaticRelations, "status", atlas.vocabulary["relation-status"]),
        Question("since", DiplomaticRelations, "since", _joined(atlas, today), required=False),
        Question(
            "source",
            DiplomaticRelations,
            "sources",
            _known_source(atlas),
            required=False,
            needed_with={"status": atlas.terms("relation-status", known=True)},
        ),
    ]


def _source(atlas: Atlas, today: date) -> list[Question]:
    return [
        Question("id", None, "", _new_id(atlas.sources)),
        _choice("type", Source, "type", atlas.vocabulary["source-type"]),
        Question("title", Source, "title", _text),
        Question("publisher", Source, "publisher", _text, required=False),
        Question("issued", Source, "issued", _past(today), required=False),
        Question("url", Source, "URL", check_address, required=False),
        Question("language", Source, "language", _language),
        _choice("read", Source, "read", atlas.vocabulary["read-level"]),
        _choice("grade", Source, "grade", atlas.vocabulary["source-grade"]),
    ]


def _choice(key: str, model: type[BaseModel], field: str, terms: Mapping[str, Term]) -> Question:
    def read(text: str) -> str:
        labelled = (id_ for id_, term in terms.items() if text.lower() in map(str.lower, term.by_language.values()))
        found = text if text in terms else next(labelled, "")
        if not found:
            raise ValueError(f"{text} is not a term of {field}. {nearest(text, terms)}".strip())
        return found

    return Question(key, model, field, read, choices=terms)


def _records(atlas: Atlas) -> set[str]:
    """The ids of all records, also of those that cannot be read: an id is one record's."""
    return {id_ for folder in FOLDERS for id_ in atlas.folder(folder)} | atlas.unreadable


def _new_id(taken: Collection[str]) -> Reader:
    def read(text: str) -> str:
        if text in taken:
            raise ValueError(f"{text} is there already. Choose another id, or change that file")
        if problem := unfit_id(text):
            raise ValueError(problem)
        return _slug(text)

    return read


def _slug(text: str) -> str:
    if SLUG.fullmatch(text) is None:
        meant = spelt_as_id(text) if re.fullmatch("[A-Za-z0-9 _-]+", text) else ""
        mend = f"Did you mean {meant}?" if meant else "Write lower-case letters a to z, digits and single hyphens"
        raise ValueError(f"{quote(text)} does not fit. {mend}")
    return text


def _language(text: str) -> str:
    try:
        return TypeAdapter[str](WorkLanguage).validate_python(text)
    except ValidationError as error:
        raise ValueError(str(error.errors()[0]["ctx"]["error"])) from None


def _text(text: str) -> str:
    if not text.strip():
        raise ValueError("the text is empty. Write it")
    for fault in (*character_faults(text), *label_faults(text)):
        raise ValueError(fault)
    return text.strip()


def _persian(text: str) -> str:
    text = _text(text)
    for fault, mend in faults(text):
        raise ValueError(f"«{fault}» is not written so. {mend}")
    if not re.search("[آ-ی]", text):
        raise ValueError(f"{text} has no Persian letter. Write it in Persian")
    return text


def _past(today: date) -> Reader:
    """A reader of dates of what has happened."""

    def read(text: str) -> str:
        found = parse_date(text)
        if found.first > today:
            raise ValueError(f"{found} is in the future. Correct the date")
        return str(found)

    return read


def _joined(atlas: Atlas, today: date) -> Reader:
    """A reader of dates of what the subject could do only once it was independent."""
    past, independence = _past(today), atlas.subject.independence.date

    def read(text: str) -> str:
        found = past(text)
        if parse_date(found).surely_before(independence):
            raise ValueError(f"{found} is before independence, {independence}. Correct it, or explain it in note")
        return found

    return read


def _partner(atlas: Atlas) -> Reader:
    """A reader of codes of countries with which there is no relation yet."""
    taken = {relation.partner: id_ for id_, relation in atlas.relations.items()}

    def read(text: str) -> str:
        if not is_country(text):
            raise ValueError(no_country(text))
        if text == atlas.subject.country:
            raise ValueError(f"{text} is the country of the atlas itself. Write the partner's code")
        if text in taken:
            raise ValueError(f"{taken[text]} is there already. Choose another id, or change that file")
        return text

    return read


def _known_source(atlas: Atlas) -> Reader:
    def read(text: str) -> str:
        if text not in atlas.sources:
            mend = nearest(text, atlas.sources) or "Add it first: python scripts/new.py source"
            raise ValueError(f"there is no source {text} in data/sources/. {mend}")
        return text

    return read
