"""Terms as coloured labels, and what the subject is in an organization today as one.

In: terms, or an edition and a record. Out: HTML. The tone of a term stands in the vocabulary.
"""

from __future__ import annotations

from atlas.derive.intervals import Certainty
from atlas.derive.memberships import belonged_on, spell_on, standing
from atlas.language.markup import Markup
from atlas.language.speech import Speech
from atlas.model.records import Organization
from atlas.render.edition import Edition


def _badge(tone: str | None, label: object) -> Markup:
    """A label; ``tone`` is one of those of the vocabulary, or none."""
    return Markup('<span class="atlas-badge{}">{}</span>').format(f" atlas-badge--{tone}" if tone else "", label)


def term_badge(speech: Speech, vocabulary: str, term: str) -> Markup:
    """A term of a closed list, in its tone."""
    return _badge(speech.atlas.vocabulary[vocabulary][term].tone, speech.label(vocabulary, term))


def status_badge(edition: Edition, record: Organization) -> Markup:
    """The status today as a badge, for current, former, other and no members."""
    speech = edition.speech
    spell = spell_on(record, edition.today)
    if spell is not None and belonged_on(record, edition.today) is Certainty.POSSIBLY:
        label = speech.label("membership-status", spell.status)
        return _badge("possibly", speech.say("status_possibly", status=label))
    if spell is not None:
        return term_badge(speech, "membership-status", spell.status)
    if record.memberships:
        last = speech.label("membership-status", record.memberships[-1].status)
        return _badge(None, speech.say("status_former_of", status=last))
    if record.participations:
        return _badge("soft", speech.say("status_participation"))
    return term_badge(speech, "non-membership", standing(speech.atlas, record))
