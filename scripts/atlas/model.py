"""The records: what fields each kind of file has, and what a field may hold by itself.

In: plain lists, dictionaries and strings from :mod:`atlas.load`. Out: frozen pydantic models.
Knows nothing of files, of other records or of pages; rules that need more than one field's own
value live in :mod:`atlas.check`. The titles and descriptions here are the only documentation of a
field: the JSON Schema and the field reference are made from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetPydanticSchema, model_validator
from pydantic_core import core_schema

from .dates import DATE_HELP, FuzzyDate, parse_date


@dataclass(frozen=True)
class Vocabulary:
    """Marks a string field whose value must be a term of the named list in vocabulary.yml."""

    name: str


@dataclass(frozen=True)
class RecordId:
    """Marks a string field that names another record; ``kinds`` are the folders it may be in."""

    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Prose:
    """Marks a text that is Markdown with citations ``[@source-id]``, not a plain label."""


def _date_schema(_source: Any, _handler: Any) -> core_schema.CoreSchema:
    """Pydantic's schema for an imprecise date: a string in, a :class:`FuzzyDate` in the model, a string out."""
    return core_schema.no_info_plain_validator_function(
        lambda value: value if isinstance(value, FuzzyDate) else parse_date(_expect_text(value)),
        serialization=core_schema.to_string_ser_schema(),
        json_schema_input_schema=core_schema.str_schema(
            pattern=r"^\d{4}(-\d{2}(-\d{2})?)?~?(/\d{4}(-\d{2}(-\d{2})?)?~?)?$"
        ),
    )


def _expect_text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"a date is expected here. {DATE_HELP}")
    return value


def _to_bool(value: Any) -> Any:
    """YAML reaches the models as strings; only the two unmistakable words are a truth value."""
    if value in ("true", "false"):
        return value == "true"
    if isinstance(value, bool):
        return value
    raise ValueError(f"{value} is neither true nor false. Write true or false")


def _to_int(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value):
        return int(value)
    if isinstance(value, int):
        return value
    raise ValueError(f"{value} is not a whole number. Write it in digits 0 to 9, without separators")


def _pattern(pattern: str, help_text: str) -> BeforeValidator:
    """A validator that refuses text not matching ``pattern`` with a sentence instead of the pattern."""

    def validate(value: Any) -> str:
        if not isinstance(value, str) or re.fullmatch(pattern, value) is None:
            raise ValueError(f"{value} does not fit. {help_text}")
        return value

    return BeforeValidator(validate, json_schema_input_type=Annotated[str, Field(pattern=f"^(?:{pattern})$")])


Date = Annotated[FuzzyDate, GetPydanticSchema(_date_schema)]
Bool = Annotated[bool, BeforeValidator(_to_bool)]
Int = Annotated[int, BeforeValidator(_to_int)]
Country = Annotated[
    str, _pattern(r"[A-Z]{2}", "Write the country's two capital letters of ISO 3166-1, such as PK or IR")
]
SourceId = Annotated[
    str, _pattern(r"[a-z0-9]+(-[a-z0-9]+)*", "Write a source's id from data/sources.yml, such as un-charter-1945")
]
Slug = Annotated[str, _pattern(r"[a-z0-9]+(-[a-z0-9]+)*", "Write lower-case letters a to z, digits and single hyphens")]
Url = Annotated[str, _pattern(r"https?://[^\s<>\"]+", "Write a whole address that begins with https:// or http://")]
Wikidata = Annotated[str, _pattern(r"Q[1-9][0-9]*", "Write the Wikidata item's number, such as Q7817")]
PlainText = Annotated[str, Field(min_length=1)]


class Model(BaseModel):
    """What all parts of a record have in common: unknown fields are refused and nothing changes later."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Text(Model):
    """One text in both languages; neither may be missing, and the Persian may not repeat the English."""

    en: PlainText = Field(title="English", description="The text in English.")
    fa: PlainText = Field(title="Persian", description="The text in Persian.")

    @model_validator(mode="after")
    def _differ(self) -> Text:
        if self.en.strip() == self.fa.strip():
            raise ValueError(f"fa repeats en ({self.en}). Write the Persian text in fa")
        return self


class Aliases(Model):
    """Further names under which readers search, per language; an alias needs no counterpart."""

    en: tuple[PlainText, ...] = Field((), title="English aliases", description="Other or former English names.")
    fa: tuple[PlainText, ...] = Field((), title="Persian aliases", description="Other or former Persian names.")


class Citation(Model):
    """A pointer to one source, with the place in it where that helps. In YAML a bare id will do."""

    source: SourceId = Field(title="Source", description="Id of a source in data/sources.yml.")
    label: Annotated[str, Vocabulary("locator-label")] = Field(
        "page", title="Kind of place", description="What the locator counts: page, section, article …"
    )
    locator: PlainText | None = Field(None, title="Place", description="The page, section … that says so.")

    @model_validator(mode="before")
    @classmethod
    def _from_id(cls, value: Any) -> Any:
        return {"source": value} if isinstance(value, str) else value


Sources = Annotated[
    tuple[Citation, ...],
    Field(title="Sources", description="The sources that were read and say so; at least one.", min_length=1),
]
OptionalSources = Annotated[
    tuple[Citation, ...], Field(title="Sources", description="The sources that were read and say so.")
]


class DatedFact(Model):
    """A date with its sources."""

    date: Date = Field(title="Date", description="When, as precisely as the sources know.")
    note: Text | None = Field(None, title="Note", description="What the date means, or where sources disagree.")
    sources: Sources


class Seat(Model):
    """Where an organization sits."""

    city: Text | None = Field(None, title="City", description="City of the headquarters.")
    country: Country = Field(title="Country", description="Country of the headquarters, ISO 3166-1.")
    sources: OptionalSources = ()


class Membership(Model):
    """One spell: an interval with one status. A history is a list of spells."""

    status: Annotated[str, Vocabulary("membership-status")] = Field(
        title="Status", description="What the country was during the spell."
    )
    from_: Date | None = Field(None, alias="from", title="From", description="When the spell began.")
    to: Date | None = Field(None, title="To", description="When it ended; left out while it lasts.")
    basis: Annotated[str, Vocabulary("membership-basis")] | None = Field(
        None, title="Kind of beginning", description="Which event the date in from is: admission, accession …"
    )
    ending: Annotated[str, Vocabulary("ending")] | None = Field(
        None, title="Ending", description="How the spell ended."
    )
    founder: Bool = Field(False, title="Founder", description="true if the country helped to found the organization.")
    note: Text | None = Field(None, title="Note", description="One sentence of explanation.")
    sources: Sources


class NonMembership(Model):
    """For a body to which the country is often thought to belong, and does not."""

    note: Text = Field(title="Note", description="What the country's relation to the body really is.")
    sources: Sources


class Participation(Model):
    """Something that is not membership of the state: a peacekeeping mission, a national member body."""

    kind: Annotated[str, Vocabulary("participation-kind")] = Field(title="Kind", description="What it is.")
    name: Text = Field(title="Name", description="The mission, or the body that takes part.")
    from_: Date | None = Field(None, alias="from", title="From", description="When it began.")
    to: Date | None = Field(None, title="To", description="When it ended; left out while it lasts.")
    note: Text | None = Field(None, title="Note", description="One sentence of explanation.")
    sources: Sources


class OfficeTerm(Model):
    """One term in an office."""

    from_: Date = Field(alias="from", title="From", description="First day, month or year of the term.")
    to: Date | None = Field(None, title="To", description="Last day, month or year; left out while it lasts.")
    holder: Text | None = Field(None, title="Holder", description="The person, where the office is a person's.")
    note: Text | None = Field(None, title="Note", description="One sentence of explanation.")
    sources: Sources


class Office(Model):
    """A seat or post held in the organization, with all its terms."""

    id: Slug = Field(title="Id", description="Anchor on the page, such as security-council.")
    kind: Annotated[str, Vocabulary("office-kind")] = Field(title="Kind", description="What sort of office it is.")
    body: Text = Field(title="Body", description="The organ in which it is held.")
    post: Text = Field(title="Post", description="The seat or post.")
    terms: tuple[OfficeTerm, ...] = Field(title="Terms", description="Every term, oldest first.", min_length=1)


class Section(Model):
    """A headed passage of prose."""

    id: Slug = Field(title="Id", description="Anchor on the page, the same in both languages.")
    title: Text = Field(title="Heading", description="The heading.")
    text: Annotated[Text, Prose()] = Field(
        title="Text", description="Markdown paragraphs; every statement of fact cites [@source-id]."
    )


class Event(Model):
    """A dated thing that happened."""

    date: Date = Field(title="Date", description="When it happened.")
    kind: Annotated[str, Vocabulary("event-kind")] = Field(title="Kind", description="What sort of event it was.")
    title: Text = Field(title="Title", description="What happened, in one sentence.")
    text: Annotated[Text, Prose()] | None = Field(None, title="Text", description="More about it; [@source-id] cites.")
    also: tuple[Annotated[str, RecordId(("organizations", "relations"))], ...] = Field(
        (), title="Also on", description="Ids of other records whose pages show the event too."
    )
    sources: Sources


class Members(Model):
    """Who is in an organization, as of a day."""

    as_of: Date = Field(title="As of", description="The day, month or year that the list describes.")
    expected: Int | None = Field(
        None, title="Expected number", description="How many members a source counts, the subject included."
    )
    countries: tuple[Country, ...] = Field(
        title="Members", description="ISO 3166-1 codes of the full members, the subject included."
    )
    others: dict[Annotated[str, Vocabulary("membership-status")], tuple[Country, ...]] = Field(
        default_factory=dict, title="With another status", description="Codes by status: observer, dialogue-partner …"
    )
    note: Text | None = Field(None, title="Note", description="What is missing or uncertain about the list.")
    sources: Sources


class Correction(Model):
    """A statement of a founding document that needs a remark: what it says, and what is right."""

    claim: Slug = Field(title="Claim", description="Number of the claim, such as fa-15.")
    says: Text = Field(title="It says", description="What the founding document says, in our words.")
    finding: Annotated[Text, Prose()] = Field(title="We found", description="What is right, or not certain.")
    sources: OptionalSources = ()


class Record(Model):
    """What organizations, relations and topics have in common."""

    summary: Annotated[Text, Prose()] | None = Field(
        None, title="Summary", description="One to three sentences that open the page."
    )
    aliases: Aliases = Field(
        default_factory=lambda: Aliases(), title="Aliases", description="Further names to search for."
    )
    sections: tuple[Section, ...] = Field((), title="Sections", description="Headed prose, in the order of the page.")
    events: tuple[Event, ...] = Field((), title="Events", description="What happened, in any order.")
    corrections: tuple[Correction, ...] = Field(
        (), title="Founding claims", description="Where the founding documents need a remark."
    )
    checked: Date = Field(
        title="Checked", description="The day on which a person last compared the record with its sources."
    )


class Organization(Record):
    """An intergovernmental organization or forum, or a body in which the country takes part otherwise."""

    name: Text = Field(title="Name", description="The current full name, or the last one.")
    abbreviation: Text | None = Field(None, title="Abbreviation", description="As used in each language: SAARC, سارک.")
    kind: Annotated[str, Vocabulary("organization-kind")] = Field(title="Kind", description="Its field of work.")
    scope: Annotated[str, Vocabulary("scope")] = Field(title="Scope", description="Global, regional, interregional.")
    founded: DatedFact | None = Field(None, title="Founded", description="When the organization came into being.")
    dissolved: DatedFact | None = Field(None, title="Dissolved", description="When it ceased to exist.")
    seat: Seat | None = Field(None, title="Seat", description="Its headquarters.")
    website: Url | None = Field(None, title="Website", description="Its official site.")
    wikidata: Wikidata | None = Field(None, title="Wikidata", description="Its Wikidata item.")
    part_of: Annotated[str, RecordId(("organizations",))] | None = Field(
        None, title="Part of", description="Id of the organization to whose system it belongs."
    )
    predecessors: tuple[Annotated[str, RecordId(("organizations",))], ...] = Field(
        (), title="Predecessors", description="Ids of the organizations that it succeeded."
    )
    successors: tuple[Annotated[str, RecordId(("organizations",))], ...] = Field(
        (), title="Successors", description="Ids of the organizations that succeeded it."
    )
    memberships: tuple[Membership, ...] = Field(
        (), title="Membership", description="Spells of membership, oldest first."
    )
    not_member: NonMembership | None = Field(
        None, title="Not a member", description="Set where people wrongly expect a membership."
    )
    participations: tuple[Participation, ...] = Field(
        (), title="Participation", description="Peacekeeping missions, national member bodies."
    )
    offices: tuple[Office, ...] = Field((), title="Offices", description="Seats and posts held.")
    members: Members | None = Field(None, title="Members", description="Who is in it.")


class Interruption(Model):
    """A time in which diplomatic relations were broken off or reduced."""

    from_: Date = Field(alias="from", title="From", description="When it began.")
    to: Date | None = Field(None, title="To", description="When it ended.")
    status: Annotated[str, Vocabulary("relation-status")] = Field(
        "severed", title="Status", description="What the relations were meanwhile."
    )
    note: Text | None = Field(None, title="Note", description="One sentence of explanation.")
    sources: Sources


class DiplomaticRelations(Model):
    """Whether diplomatic relations exist, and since when."""

    status: Annotated[str, Vocabulary("relation-status")] = Field(title="Status", description="What they are today.")
    since: Date | None = Field(None, title="Since", description="When they were established; not recognition.")
    note: Text | None = Field(None, title="Note", description="What the date means, or where sources disagree.")
    interruptions: tuple[Interruption, ...] = Field(
        (), title="Interruptions", description="Times in which they were broken off or reduced."
    )
    sources: OptionalSources = ()


class Recognition(Model):
    """One side's recognition of the other: not the same as diplomatic relations or a mission."""

    by: Annotated[str, Vocabulary("side")] = Field(title="By", description="Who recognized: subject or partner.")
    date: Date | None = Field(None, title="Date", description="When.")
    note: Text | None = Field(None, title="Note", description="One sentence of explanation.")
    sources: Sources


class Mission(Model):
    """A mission: an embassy, a high commission, a consulate and so on."""

    by: Annotated[str, Vocabulary("side")] = Field(
        title="Of", description="Whose mission: subject (abroad) or partner (in the subject's country)."
    )
    kind: Annotated[str, Vocabulary("mission-kind")] = Field(title="Kind", description="What sort of mission.")
    city: Text = Field(title="City", description="Where it is.")
    country: Country | None = Field(
        None, title="Country", description="Only where it sits in a third country and is accredited from there."
    )
    opened: Date | None = Field(None, title="Opened", description="When it opened.")
    closed: Date | None = Field(None, title="Closed", description="When it closed.")
    as_of: Date | None = Field(None, title="As of", description="The state that the source describes.")
    note: Text | None = Field(None, title="Note", description="One sentence of explanation.")
    sources: Sources


class Agreement(Model):
    """A treaty or agreement between the two sides."""

    title: Text = Field(title="Title", description="Its usual name.")
    signed: Date = Field(title="Signed", description="When it was signed or agreed.")
    in_force: Date | None = Field(None, title="In force", description="When it entered into force.")
    ended: Date | None = Field(None, title="Ended", description="When it ended.")
    text: Annotated[Text, Prose()] | None = Field(None, title="Text", description="What it is; [@source-id] cites.")
    sources: Sources


class Relation(Record):
    """The relations with one state or with the European Union."""

    partner: Country = Field(title="Partner", description="ISO 3166-1 code of the partner, or EU.")
    groups: tuple[Annotated[str, Vocabulary("relation-group")], ...] = Field(
        title="Groups", description="Under which headings the partner is listed.", min_length=1
    )
    wikidata: Wikidata | None = Field(None, title="Wikidata", description="Item of the bilateral relations.")
    diplomatic_relations: DiplomaticRelations = Field(
        title="Diplomatic relations", description="Whether they exist, and since when."
    )
    recognition: tuple[Recognition, ...] = Field((), title="Recognition", description="Who recognized whom, and when.")
    missions: tuple[Mission, ...] = Field((), title="Missions", description="Embassies, consulates … of both sides.")
    agreements: tuple[Agreement, ...] = Field((), title="Agreements", description="Treaties and agreements.")


class Topic(Record):
    """A theme that runs across organizations and relations."""

    title: Text = Field(title="Title", description="The title of the page.")
    order: Int = Field(title="Order", description="Place in the list of topics; small numbers first.")
    related: tuple[Annotated[str, RecordId(("organizations", "relations", "topics"))], ...] = Field(
        (), title="Related", description="Ids of records to which the page leads."
    )


class Author(Model):
    """An author, as in CSL: family and given name, or literal for an institution."""

    family: PlainText | None = Field(None, title="Family name", description="Of a person.")
    given: PlainText | None = Field(None, title="Given name", description="Of a person.")
    literal: PlainText | None = Field(None, title="Whole name", description="Of an institution.")

    @model_validator(mode="after")
    def _named(self) -> Author:
        if (self.family is None) == (self.literal is None):
            raise ValueError("an author has either family (and given) or literal. Keep one of the two")
        return self


class Source(Model):
    """One work in the bibliography. Field names are those of CSL (Citation Style Language 1.0.2)."""

    type: Annotated[str, Vocabulary("source-type")] = Field(title="Type", description="What sort of work.")
    title: PlainText = Field(title="Title", description="In the language of the work.")
    author: tuple[Author, ...] = Field((), title="Authors", description="In the order of the work.")
    container_title: PlainText | None = Field(
        None, alias="container-title", title="Published in", description="The newspaper, journal, site …"
    )
    publisher: PlainText | None = Field(None, title="Publisher", description="Who published it.")
    volume: PlainText | None = Field(None, title="Volume", description="Of a journal or series.")
    issue: PlainText | None = Field(None, title="Issue", description="Of a journal.")
    page: PlainText | None = Field(None, title="Pages", description="Of an article or chapter.")
    number: PlainText | None = Field(None, title="Number", description="Of a report, resolution or document.")
    version: PlainText | None = Field(None, title="Version", description="Of a data set.")
    issued: Date | None = Field(None, title="Issued", description="When it was published.")
    accessed: Date = Field(title="Read on", description="The day on which it was read.")
    url: Url | None = Field(None, alias="URL", title="Address", description="Where it can be read.")
    doi: PlainText | None = Field(None, alias="DOI", title="DOI", description="Digital Object Identifier.")
    isbn: PlainText | None = Field(None, alias="ISBN", title="ISBN", description="Of a book.")
    archive_location: Url | None = Field(None, title="Archived copy", description="Address of an archived copy.")
    language: Slug = Field(title="Language", description="BCP 47 code of the work's language: en, fa, ur …")
    license: PlainText | None = Field(None, title="Licence", description="Under which it may be reused.")
    read: Annotated[str, Vocabulary("read-level")] = Field(title="How it was read", description="full, excerpt …")
    grade: Annotated[str, Vocabulary("source-grade")] = Field(
        title="Grade", description="primary, reference, press, secondary or weak."
    )
    note: Text | None = Field(None, title="Note", description="What to bear in mind when relying on it.")


class Independence(Model):
    """When the subject came into being."""

    date: Date = Field(title="Date", description="The first day on which it could be in anything.")


class Subject(Model):
    """The country the atlas is about."""

    country: Country = Field(title="Country", description="ISO 3166-1 code.")
    title: Text = Field(title="Title", description="The title of the site.")
    tagline: Text = Field(title="Tagline", description="One line on what the site is.")
    adjective: Text = Field(title="Adjective", description="As in Pakistani.")
    possessive: Text = Field(title="Possessive", description="As in Pakistan’s.")
    independence: Independence = Field(title="Independence", description="Earliest possible date of joining.")


class CountryName(Model):
    """What the atlas calls a country where CLDR's name will not do in a heading or in a sentence."""

    name: Text | None = Field(None, title="Name", description="Instead of CLDR's; reason says why.")
    sentence: PlainText | None = Field(
        None, title="In an English sentence", description="With its article: the United States."
    )
    reason: PlainText | None = Field(None, title="Reason", description="Why name differs from CLDR's.")

    @model_validator(mode="after")
    def _reasoned(self) -> CountryName:
        if (self.name is None) != (self.reason is None):
            raise ValueError("name and reason go together. Write both, or neither")
        return self


class Term(Model):
    """One term of a closed list."""

    en: PlainText = Field(title="English", description="Label in English.")
    fa: PlainText = Field(title="Persian", description="Label in Persian.")


def walk(model: BaseModel) -> Iterator[tuple[tuple[str | int, ...], Any, tuple[Any, ...]]]:
    """Yield every value in ``model``, deeply: its path as written in YAML, the value, the marks of its field.

    Marks are the :class:`Vocabulary`, :class:`RecordId` and :class:`Prose` objects in the annotation,
    so that a rule can find all the fields it governs without a list of them.
    """
    yield from _walk_value((), model, ())


def _walk_value(path: tuple[str | int, ...], value: Any, marks: tuple[Any, ...]) -> Iterator[Any]:
    yield path, value, marks
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            found = (*field.metadata, *_marks_in(field.annotation))
            yield from _walk_value((*path, field.alias or name), getattr(value, name), found)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk_value((*path, index), item, marks)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield (*path, key), key, marks
            for index, entry in enumerate(item):
                yield from _walk_value((*path, key, index), entry, ())


def _marks_in(annotation: Any) -> tuple[Any, ...]:
    """The marks inside ``Annotated`` at any depth of a type: tuple[Annotated[str, Mark], ...], Mark | None."""
    found: list[Any] = list(getattr(annotation, "__metadata__", ()))
    for argument in getattr(annotation, "__args__", ()):
        found.extend(_marks_in(argument))
    return tuple(mark for mark in found if isinstance(mark, Vocabulary | RecordId | Prose))
