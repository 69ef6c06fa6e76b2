"""The files beside the records: the bibliography, the subject, names of countries, terms of the vocabulary.

In: plain data from :mod:`atlas.load.folder`. Out: frozen pydantic models, described like those of :mod:`atlas.model`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, model_validator

from atlas.language.languages import LANGUAGES
from atlas.model.dates import FuzzyDate
from atlas.model.fields import (
    ID,
    Aliases,
    Bool,
    Country,
    Date,
    Doi,
    Int,
    Isbn,
    Labelled,
    LanguageCode,
    Model,
    PlainText,
    RecordId,
    Sources,
    Text,
    Url,
    Vocabulary,
    Wikidata,
    pattern,
)

#: The language of a work, which may be any and in any script: sr-latn.
WorkLanguage = Annotated[
    str,
    pattern(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", "Write the code of its language in small letters (BCP 47): en, fa, ur"),
]


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


#: A grid wider than this tells nothing.
MAXIMUM_INTERVAL = 50


def _an_interval(years: int) -> int:
    if not 0 < years <= MAXIMUM_INTERVAL:
        raise ValueError(
            f"{years} is no interval. Write how many years lie between two looks, from 1 to {MAXIMUM_INTERVAL}"
        )
    return years


class CodingInterval(Model):
    """How seldom a data set looks: a first year on this grid may lie so many years late."""

    years: Annotated[Int, AfterValidator(_an_interval)] = Field(
        title="Years", description="It looks at one year of so many."
    )
    until: Date = Field(title="Until", description="The last year on the grid; after it every year is looked at.")

    def lateness(self, when: FuzzyDate) -> int:
        """By how many years at most a first year may lie late; 0 off the grid and after it."""
        year, last = when.first.year, self.until.first.year
        return self.years if year <= last and (last - year) % self.years == 0 else 0


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
    doi: Doi | None = Field(None, alias="DOI", title="DOI", description="Digital Object Identifier.")
    isbn: Isbn | None = Field(None, alias="ISBN", title="ISBN", description="Of a book.")
    archive_location: Url | None = Field(None, title="Archived copy", description="Address of an archived copy.")
    language: WorkLanguage = Field(title="Language", description="BCP 47 code of the work's language: en, fa, ur …")
    license: PlainText | None = Field(None, title="Licence", description="Under which it may be reused.")
    read: Annotated[str, Vocabulary("read-level")] = Field(title="How it was read", description="full, excerpt …")
    grade: Annotated[str, Vocabulary("source-grade")] = Field(
        title="Grade", description="primary, reference, press, secondary or weak."
    )
    coding_interval: CodingInterval | None = Field(
        None, title="Coding interval", description="Of a data set that did not look at every year."
    )
    note: Text | None = Field(None, title="Note", description="What to bear in mind when relying on it.")


def _each_once(codes: tuple[str, ...]) -> tuple[str, ...]:
    twice = [code for code in codes if codes.count(code) > 1]
    if twice:
        raise ValueError(f"{twice[0]} stands here twice. Keep it once")
    return codes


class Independence(Model):
    """When the subject came into being."""

    date: Date = Field(title="Date", description="The first day on which it could be in anything.")


class Subject(Model):
    """The country the atlas is about."""

    languages: Annotated[tuple[LanguageCode, ...], AfterValidator(_each_once)] = Field(
        LANGUAGES,
        title="Languages",
        description="Codes of the languages of the site. The first is that of its first address, and of reference.",
        min_length=1,
    )
    unfinished_languages: Annotated[tuple[LanguageCode, ...], AfterValidator(_each_once)] = Field(
        (),
        title="Unfinished languages",
        description="Further languages, in which texts may be missing: those stand in the first language, marked as such.",
    )
    country: Country = Field(title="Country", description="ISO 3166-1 code.")
    wikidata: Wikidata | None = Field(None, title="Wikidata", description="Its Wikidata item.")
    title: Text = Field(title="Title", description="The title of the site.")
    tagline: Text = Field(title="Tagline", description="One line on what the site is.")
    possessive: Text = Field(title="Possessive", description="The genitive of its name.")
    independence: Independence = Field(title="Independence", description="Earliest possible date of joining.")

    @property
    def all_languages(self) -> tuple[str, ...]:
        """The codes of the languages of the site, the unfinished ones last."""
        return (*self.languages, *self.unfinished_languages)

    @model_validator(mode="after")
    def _finished_or_not(self) -> Subject:
        both = [code for code in self.unfinished_languages if code in self.languages]
        if both:
            raise ValueError(f"{both[0]} stands under languages and unfinished_languages. Keep one of the two")
        return self


class Statehood(Model):
    """When a partner became independent: before it, relations with it are not possible."""

    date: Date = Field(
        title="Date", description="Its first day as a state, as precisely as the source is beyond doubt."
    )
    sources: Sources


class CountryName(Model):
    """What CLDR does not say of a country: another name, its item in Wikidata, its independence if after the subject's."""

    wikidata: Wikidata | None = Field(
        None, title="Wikidata", description="The Wikidata item that has its ISO 3166-1 code."
    )
    name: Text | None = Field(None, title="Name", description="Instead of CLDR's; reason says why.")
    sentence: PlainText | None = Field(
        None, title="In an English sentence", description="With its article: the United States."
    )
    reason: PlainText | None = Field(None, title="Reason", description="Why name differs from CLDR's.")
    independent: Statehood | None = Field(
        None, title="Independent", description="Only where it became a state after the country of the atlas did."
    )

    @model_validator(mode="after")
    def _reasoned(self) -> CountryName:
        if (self.name is None) != (self.reason is None):
            raise ValueError("name and reason go together. Write both, or neither")
        return self


class ChangeNote(Model):
    """One fact that changed, or a new edition, in words: for the page *What changed* and the feeds."""

    date: Date = Field(title="Date", description="The day of the change.")
    record: (
        Annotated[
            str,
            pattern(
                f"(organizations|relations|topics)/{ID}", "Write the folder and the id of the record: organizations/sco"
            ),
        ]
        | None
    ) = Field(
        None,
        title="Record",
        description="Folder and id of the record: organizations/sco. Without it the whole atlas is meant.",
    )
    sentence: Text = Field(title="Sentence", description="What changed.")


class Gone(Model):
    """A record that was published and then taken out: its address says why, and where to go. Its key is folder/id."""

    since: Date = Field(title="Since", description="The day on which it was taken out.")
    reason: Text = Field(title="Reason", description="Why it was taken out, in one sentence.")
    see: tuple[Annotated[str, RecordId(("organizations", "relations", "topics"))], ...] = Field(
        (), title="See", description="Ids of records to which readers should go instead."
    )


class ShelfLifeException(Model):
    """A statement that grows old and may do without a year, with the reason."""

    file: Annotated[
        str, pattern(r"data/[a-z]+/[a-z0-9-]+\.yml", "Write the file as findings name it: data/organizations/un.yml")
    ] = Field(title="File", description="The file in which it stands, as findings name it.")
    field: PlainText = Field(
        title="Field", description="The field in which it stands, as findings name it: summary.en."
    )
    reason: PlainText = Field(title="Reason", description="Why the statement needs no year.")


class Wording(Aliases):
    """Phrases that take a side or praise, in each language, and what to write instead."""

    IN_LANGUAGE_TITLE: ClassVar[str] = "{language} phrases"
    IN_LANGUAGE: ClassVar[str] = "Phrases in {language}."

    instead: Text = Field(title="Instead", description="What to write instead, or what the sentence should say.")


class AgreedTerm(Labelled):
    """What an office, an act or a body is called in each language, and what it is not called."""

    IN_LANGUAGE: ClassVar[str] = "Term in {language}."

    other_forms: Aliases | None = Field(
        None,
        title="Other forms",
        description="Other forms of it that may stand in a text: plurals, verbs, short forms.",
    )
    never: Aliases | None = Field(
        None, title="Not", description="What is not written for it; the check warns of these words."
    )
    note: Text | None = Field(None, title="Note", description="When it is used, in one sentence.")
    compared: Bool = Field(
        False,
        title="Compared",
        description="true if a text that has it in one language must have it in the other: offices above all.",
    )

    def forms(self, language: str) -> tuple[str, ...]:
        """All that stands for it in a language, the term itself first; nothing in a language without it."""
        own = self.by_language.get(language)
        others = self.other_forms.by_language.get(language, ()) if self.other_forms else ()
        return (own, *others) if own else ()


class Tiles(Model):
    """The world as rows of equal squares, each two letters or an empty place."""

    rows: tuple[PlainText, ...] = Field(
        title="Rows", description="From north to south; codes of countries or ·· for an empty place, between spaces."
    )
    without: dict[Country, PlainText] = Field(
        default_factory=dict, title="Without a square", description="Codes of partners that have none, with the reason."
    )

    @property
    def places(self) -> dict[str, tuple[int, int]]:
        """Column and row, from 0, of every country."""
        return {
            code: (column, row)
            for row, text in enumerate(self.rows)
            for column, code in enumerate(text.split())
            if code.isalpha()
        }


#: How a badge and a square of the map may be coloured, and the bars of a figure.
TONES = ("strong", "soft", "warn", "alert")
COLOURS = ("green", "teal", "blue", "violet", "grey", "amber", "red")


class Term(Labelled):
    """One term of a closed list: its labels, and what it means to the programs."""

    full: Bool = Field(False, title="Full", description="Of a status of membership: it is full membership.")
    suspension: Bool = Field(
        False, title="Suspension", description="Of a status: rights rest. Of an ending: a suspension follows."
    )
    restores: Bool = Field(False, title="Restores", description="Of an ending: a membership follows.")
    before_founding: Bool = Field(
        False, title="Before the founding", description="Of a kind of beginning: it may lie before the founding."
    )
    usual: Bool = Field(
        False,
        title="Usual",
        description="Of a status or state: the one that goes without saying, while nothing else is said.",
    )
    relations: Bool = Field(True, title="Relations", description="Of a state of relations: false if there are none.")
    in_force: Bool = Field(
        False, title="In force", description="Of a state of relations: there are relations, at whatever level."
    )
    known: Bool = Field(True, title="Known", description="Of a state of relations: false if no source tells it.")
    original: Bool = Field(
        False, title="Original", description="Of a grade of sources: the text itself, which a copy is not."
    )
    retelling: Bool = Field(
        False, title="Retelling", description="Of a grade of sources: it tells what others have said."
    )
    tone: Annotated[str, pattern("|".join(TONES), f"Write one of: {', '.join(TONES)}")] | None = Field(
        None,
        title="Tone",
        description="How its badge and its squares on the map are coloured: strong, soft, warn, alert.",
    )
    colour: Annotated[str, pattern("|".join(COLOURS), f"Write one of: {', '.join(COLOURS)}")] | None = Field(
        None, title="Colour", description="Of the bars in figures, so that statuses can be told apart."
    )
