"""All memberships on one printed page.

In: an edition. Out: one page, which its style sheet sets on one side of A4 paper: name and year of joining, by kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from atlas.derive.intervals import Certainty
from atlas.derive.memberships import belonged_on
from atlas.language.languages import prefix
from atlas.language.markup import plain_text
from atlas.model.dates import parse_date
from atlas.publication import data_version
from atlas.render.edition import Edition, page

#: Below the language's pages: the page as a sheet of paper, made for a release.
PDF = "summary/memberships.pdf"


@dataclass(frozen=True)
class Entry:
    """One line: the organization's id, its short name, since when, and whether it is certain that it lasts."""

    id: str
    name: str
    since: str
    certain: bool


@page("summary/index.md", "summary.md.j2")
def summary(edition: Edition) -> dict[str, Any]:
    """Every organization to which the subject belongs today, surely or possibly."""
    atlas, today = edition.atlas, edition.today
    standing = {id_: belonged_on(record, today) for id_, record in atlas.organizations.items() if record.memberships}
    shown = [id_ for id_, certainty in standing.items() if certainty is not Certainty.NO]
    root = prefix(edition.speech.language, atlas.languages)
    return {
        "count": list(standing.values()).count(Certainty.YES),
        "kinds": [(kind, [_entry(edition, id_, standing[id_]) for id_ in ids]) for kind, ids in edition.by_kind(shown)],
        "day": edition.speech.words(parse_date(today.isoformat())),
        "home": root,
        "pdf": f"{root}{PDF}",
        "version": edition.speech.digits(data_version()),
    }


def _entry(edition: Edition, id_: str, certainty: Certainty) -> Entry:
    record = edition.atlas.organizations[id_]
    return Entry(id_, edition.speech.short_name(record), _year(edition, id_), certainty is Certainty.YES)


def _year(edition: Edition, id_: str) -> str:
    """The year in which the first spell began: as a bound where no more is known, and so marked."""
    speech, record = edition.speech, edition.atlas.organizations[id_]
    begun = edition.beginning(record)
    latest = begun.at_the_latest
    if latest is None:
        return plain_text(speech.say("summary_unknown_year"))
    year = speech.digits(latest.last.year)
    sure = begun.date is not None and latest.first.year == latest.last.year
    return year if sure else plain_text(speech.say("summary_by_year", year=year))
