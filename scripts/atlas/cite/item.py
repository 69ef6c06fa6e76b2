"""A page of the atlas as an item of CSL (Citation Style Language 1.0.2): an entry in a reference work.

In: a record, a language. Out: CSL's variables. Knows nothing of styles.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from atlas.language.markup import plain_text
from atlas.language.speech import Speech
from atlas.model.atlas import ORGANIZATIONS, RELATIONS
from atlas.model.dates import FuzzyDate
from atlas.model.records import Organization, Record, Relation, Topic

#: The languages of pages as CSL's locales name them; citations in English follow the American rules of their manuals.
LOCALES = {"en": "en-US", "fa": "fa-IR"}


@dataclass(frozen=True)
class PageItem:
    """What a citation of a page says: where it stands, who wrote what in which work, in which version, checked when."""

    folder: str
    id: str
    language: str
    title: str
    author: str
    work: str
    version: str
    checked: FuzzyDate
    #: Version and day in words, for forms that have no field for them.
    note: str = ""

    @property
    def path(self) -> str:
        """The address of the page below the site's."""
        return f"{'' if self.language == 'en' else self.language + '/'}{self.folder}/{self.id}/"

    @property
    def file(self) -> str:
        """The files for reference managers below ``api/v1/cite/``, without their ending."""
        return f"{self.folder}/{self.id}.{self.language}"

    @property
    def key(self) -> str:
        """The name of the item in a bibliography, such as ``organizations-un-fa``."""
        return f"{self.folder}-{self.id}-{self.language}"

    def csl(self, address: str) -> dict[str, Any]:
        """The item; ``address`` is the page's own, and empty where nobody knows it."""
        known = {"URL": address} if address else {}
        return {
            "id": self.key,
            "type": "entry-encyclopedia",
            "title": self.title,
            "author": [{"literal": self.author}],
            "container-title": self.work,
            "version": self.version,
            "issued": csl_date(self.checked),
            **known,
            "language": LOCALES.get(self.language, self.language),
        }


def csl_date(when: FuzzyDate) -> dict[str, Any]:
    """A date as CSL's, with both ends if it has two; one day within a span counts as the span."""
    ends = dict.fromkeys(when.ends)
    parts = [[int(part) for part in end.text.rstrip("~").split("-")] for end in ends]
    return {"date-parts": parts, **({"circa": True} if when.approximate else {})}


def page_item(folder: str, id_: str, record: Record, speech: Speech, version: str) -> PageItem:
    """The page of ``record`` in the language of ``speech``."""
    work = speech.of(speech.atlas.subject.title)
    return PageItem(
        folder, id_, speech.language, _title(folder, record, speech), plain_text(speech.say("cite_author", work=work)), work,
        version, record.checked,
        plain_text(speech.say("cite_note", version=speech.digits(version), date=speech.date(record.checked).striptags())),
    )  # fmt: skip


def _title(folder: str, record: Record, speech: Speech) -> str:
    if folder == ORGANIZATIONS:
        assert isinstance(record, Organization)
        return speech.of(record.name)
    if folder == RELATIONS:
        assert isinstance(record, Relation)
        partner = speech.country_in_sentence(record.partner)
        return plain_text(speech.say("pair", subject=speech.subject, partner=partner))
    assert isinstance(record, Topic)
    return speech.of(record.title)
