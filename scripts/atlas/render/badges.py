"""The status of a membership as a coloured label.

In: an edition and a record. Out: HTML.
"""

from __future__ import annotations

from atlas.derive.memberships import spell_on
from atlas.language.markup import Markup
from atlas.model.records import Organization
from atlas.render.edition import Edition


def _badge(term: str, label: object) -> Markup:
    return Markup('<span class="atlas-badge atlas-badge--{}">{}</span>').format(term, label)


def status_badge(edition: Edition, record: Organization) -> Markup:
    """The status today as a badge, for current, former, other and no members."""
    speech = edition.speech
    spell = spell_on(record, edition.today)
    if spell is not None:
        return _badge(spell.status, speech.label("membership-status", spell.status))
    if record.memberships:
        last = speech.label("membership-status", record.memberships[-1].status)
        return _badge("former", speech.say("status_former_of", status=last))
    if record.participations:
        return _badge("participation", speech.say("status_participation"))
    return _badge("none", speech.say("status_none"))
