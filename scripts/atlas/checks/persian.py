"""Persian orthography: what Persian text in the data must look like, one rule a line.

In: a Persian text. Out: what breaks a rule, with the mend. Knows nothing of records.

Sources of the rules: «دستور خط فارسی», Academy of Persian Language and Literature (letters, half-space,
hamza), and the Unicode Standard, chapter 9 (Persian uses U+06A9, U+06CC and the digits U+06F0 to U+06F9).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from atlas.remember import remembered

ZWNJ = "\u200c"


@dataclass(frozen=True)
class OrthographyRule:
    """A pattern that Persian text must not contain, and what to write instead."""

    pattern: re.Pattern[str]
    mend: str


def _rule(pattern: str, mend: str) -> OrthographyRule:
    return OrthographyRule(re.compile(pattern), mend)


#: In the order in which an editor would look. The part of the text that matches is quoted.
RULES = (
    _rule("[يى]", "Write the Persian letter ی (U+06CC)"),
    _rule("ك", "Write the Persian letter ک (U+06A9)"),
    _rule("[ۀہۂةھ]", "Write ه, and هٔ for the ending of خانهٔ"),
    _rule("[٠-٩]", "Write the Persian digits ۰ to ۹"),
    _rule("[0-9]+", "Write the Persian digits ۰ to ۹"),
    _rule(",", "Write the Persian comma ،"),
    _rule(";", "Write the Persian semicolon ؛"),
    _rule(r"\?", "Write the Persian question mark ؟"),
    _rule('["“”]', "Write the Persian quotation marks « and »"),
    _rule("ـ+", "Leave the tatweel out"),
    _rule(" [،؛؟:.»]", "Leave out the space before the mark"),
    _rule("[،؛؟](?=[آ-ی])", "Put a space after the mark"),
    _rule("« ", "Leave out the space after «"),
    _rule("  +", "Write one space"),
    _rule(f"{ZWNJ}[ {ZWNJ}.،؛»]|[ «]{ZWNJ}", "Leave out the half-space beside a space, a mark or another half-space"),
    _rule(r"(?<![آ-یءٔ\u200c])ن?می (?=[آ-ی])", "Join می with a half-space (U+200C) to the verb: می‌شود"),
    _rule(r"(?<=[آ-ی]) ها(?:ی|یی|یش|یشان)?(?![آ-یٔ\u200c])", "Join ها with a half-space (U+200C): سازمان‌ها"),
    _rule(r"(?<=[آ-ی]) تر(?:ین)?(?![آ-یٔ\u200c])", "Join تر and ترین with a half-space (U+200C): مهم‌ترین"),
    _rule(r"(?<![آ-ی])بین المللی", "Join بین‌المللی with a half-space (U+200C)"),
    _rule(r"(?<![آ-ی])(?:ژانویه|فوریه|مه|ژوئیه) (?=[۰-۹]{4})", "Write the ezafe between month and year: ژانویهٔ ۱۹۷۲"),
    _rule(r"می‌باش(?:د|ند)", "Write است or هستند"),
)

# Latin runs, such as GSP+ or F-16, keep their own digits and marks; so do addresses.
_LATIN_RUN = re.compile(r"[A-Za-z][A-Za-z0-9+.,'’/&–-]*(?: [A-Za-z0-9][A-Za-z0-9+.,'’/&–-]*)*")


@remembered
def faults(text: str) -> Iterator[tuple[str, str]]:
    """Yield what breaks a rule in ``text``, with its neighbourhood, and the mend, rule by rule."""
    bare = _LATIN_RUN.sub("\ufffc", text)
    for rule in RULES:
        for match in rule.pattern.finditer(bare):
            around = bare[max(0, match.start() - 12) : match.end() + 12].replace("\ufffc", "…")
            yield around.strip(), rule.mend
            break  # one mention of a rule in one text is enough
