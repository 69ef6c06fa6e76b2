"""The files beside the records: the bibliography, the subject, names of countries, terms of the vocabulary.

In: plain data from :mod:`atlas.load.folder`. Out: frozen pydantic models, described like those of :mod:`atlas.model`.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from atlas.model.fields import Aliases, Country, Date, Model, PlainText, RecordId, Slug, Text, Url, Vocabulary, pattern


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
    adjective: Text = Field(title="Adjective", description="The adjective made from its name.")
    possessive: Text = Field(title="Possessive", description="The genitive of its name.")
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

    instead: Text = Field(title="Instead", description="What to write instead, or what the sentence should say.")


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


class Term(Model):
    """One term of a closed list."""

    en: PlainText = Field(title="English", description="Label in English.")
    fa: PlainText = Field(title="Persian", description="Label in Persian.")
