"""The records: what fields each kind of file has, and what a field may hold by itself.

In: plain data from :mod:`atlas.load.folder`. Out: frozen pydantic models. Knows nothing of files, of other records or of
pages; rules that need more than one field's own value live in :mod:`atlas.checks`. The titles and descriptions here
are the only documentation of a field: the JSON Schema and the field reference are made from them.
"""

from __future__ import annotations

from typing import Annotated, cast

from pydantic import Field

from atlas.model.fields import (
    Ahead,
    Aliases,
    Bool,
    Citation,
    Country,
    Date,
    Int,
    LanguageCode,
    Model,
    OptionalSources,
    Prose,
    RecordId,
    Slug,
    Sources,
    Text,
    Url,
    Vocabulary,
    Wikidata,
    pattern,
)


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
    first_counted: Date | None = Field(
        None,
        title="First counted",
        description="Instead of from, where no source tells the beginning: the first year in which a data set counts the "
        "country. A bound, not a beginning.",
    )
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
    """For a body to which the country is often thought to belong, and does not, or not as its members do."""

    standing: Annotated[str, Vocabulary("non-membership")] | None = Field(
        None, title="Standing", description="What it is instead; left out if it simply is no member."
    )
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
    to: Annotated[Date, Ahead()] | None = Field(
        None, title="To", description="Last day, month or year; left out while it lasts."
    )
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


class Departure(Model):
    """A country that has left since the day that a list of members describes."""

    country: Country = Field(title="Country", description="ISO 3166-1 code of the country that left.")
    date: Date = Field(title="Date", description="When it left.")
    sources: Sources


class MemberCount(Model):
    """How many members an organization has, where a source counts them without a list."""

    count: Int = Field(title="Count", description="How many members the source counts, the subject included.")
    as_of: Date = Field(title="As of", description="The day, month or year that the number describes.")
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
    left: tuple[Departure, ...] = Field(
        (), title="Left since", description="Countries of the list that have left since the day that it describes."
    )
    newest: MemberCount | None = Field(
        None, title="Newest number", description="How many members a source counts later than the day of the list."
    )
    note: Text | None = Field(None, title="Note", description="What is missing or uncertain about the list.")
    sources: Sources

    @property
    def count(self) -> int:
        """How many members a source counts; where it does not say, how many are listed."""
        return self.expected or len(self.countries)

    @property
    def incomplete(self) -> bool:
        """Whether a source counts more members than are listed."""
        return self.count > len(self.countries)


class Correction(Model):
    """A statement of a founding document that needs a remark: what it says, and what is right."""

    claim: Annotated[
        str, pattern(r"(en|fa)-[0-9]{2}", "Write the document's language and the claim's number: fa-15")
    ] = Field(title="Claim", description="Number of the claim, such as fa-15.")
    says: Text = Field(title="It says", description="What the founding document says, in our words.")
    finding: Annotated[Text, Prose()] = Field(title="We found", description="What is right, or not certain.")
    sources: OptionalSources = ()

    @property
    def said_in(self) -> Citation:
        """The citation of the founding document itself: fa-15 is a claim of founding-document-fa."""
        return Citation(source=f"founding-document-{self.claim.split('-')[0]}")


class Record(Model):
    """What organizations, relations and topics have in common."""

    summary: Annotated[Text, Prose()] | None = Field(
        None, title="Summary", description="One to three sentences that open the page."
    )
    aliases: Aliases = Field(
        default_factory=lambda: cast(Aliases, {}),
        validate_default=True,
        title="Aliases",
        description="Further names to search for.",
    )
    former_ids: tuple[Slug, ...] = Field(
        (), title="Former ids", description="Ids that the record had before; their addresses lead to it."
    )
    draft: Bool = Field(
        False, exclude=True, title="Draft", description="true while the record is not to be published or counted."
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
    known_by_abbreviation: tuple[LanguageCode, ...] = Field(
        (),
        title="Known by its abbreviation",
        description="Languages whose readers know it by its abbreviation, such as fa for یونسکو: lists then name it so.",
    )
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
    known_by: Date | None = Field(
        None,
        title="Known by",
        description="The first date at which a source shows that they existed, where since is not known.",
    )
    evidence: Annotated[str, Vocabulary("relation-evidence")] | None = Field(
        None, title="Evidence", description="What shows that relations exist, where since is not known."
    )
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
