"""Persian orthography: what Persian text in the data must look like, one rule a line, and how it is mended.

In: a Persian text. Out: what breaks a rule, with the mend in words; or the text with everything mended that is sure.
Knows nothing of records.

Sources of the rules: «دستور خط فارسی», Academy of Persian Language and Literature (letters, half-space,
hamza), and the Unicode Standard, chapter 9 (Persian uses U+06A9, U+06CC and the digits U+06F0 to U+06F9).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from atlas.remember import remembered
from atlas.signed import Signed

ZWNJ = "\u200c"

Replacement = str | Callable[[re.Match[str]], str]


@dataclass(frozen=True)
class OrthographyRule:
    """A pattern that Persian text must not contain, what to write instead in words, and, where that is sure, as text."""

    pattern: Signed
    mend: str
    replacement: Replacement | None = None


def _rule(
    pattern: str, mend: str, replacement: Replacement | None = None, signs: Iterable[str] = ()
) -> OrthographyRule:
    """The rule; of ``signs`` there is one wherever the pattern matches."""
    return OrthographyRule(Signed(pattern, tuple(signs)), mend, replacement)


_ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"
_ASCII_DIGITS = "0123456789"
_DIGITS = str.maketrans(_ASCII_DIGITS + _ARABIC_DIGITS, "۰۱۲۳۴۵۶۷۸۹" * 2)
_H = {"ۀ": "هٔ", "ۂ": "هٔ", "ہ": "ه", "ھ": "ه"}

#: Forms of verbs with which می is often written in one word; a list, since many words begin with می.
_PRESENT = (
    "شو کن گیر ده گوی رو آی توان خواه باش دان بین رس گذار نام نویس خوان شمار پذیر یاب ساز آور مان کوش گذر دار خور افت افزای "
    "پرداز نمای گرد جنگ انجام"
).replace(" ", "|")
_PAST = (
    "شد کرد گرفت داد گفت رفت آمد توانست خواست دانست دید رسید گذاشت نامید نوشت خواند شمرد پذیرفت یافت ساخت آورد ماند کوشید "
    "گذشت بایست داشت خورد افتاد افزود پرداخت نمود گشت جنگید انجامید"
).replace(" ", "|")
_VERB = rf"(?:(?:{_PRESENT})(?:م|د|یم|ید|ند)|(?:{_PAST})(?:م|ی|یم|ید|ند|ه)?|توان)"
#: Letters that join the next one: سازمانها is one run of letters, کشورها is not.
_JOINING = "بپتثجچحخسشصضطظعغفقکگلمنهی"
#: Letters that join no other: between them and an ending a half-space would change nothing.
_APART = "آادذرزژوؤ"
#: Words that end in ها and are no plurals.
_NO_PLURALS = "تنها|انتها|منتها|اشتها|فقها|سفها|علیها|شانگها"
_PLURAL_ENDING = "(?:یی|ی|یم|یت|یش|یمان|یتان|یشان|ست)?"
_MONTHS = ("ژانویه", "فوریه", "مه", "ژوئیه")
#: Marks that follow a word without a space.
_MARKS = "،؛؟:.»"
#: Compounds that are often written in three words.
_COMPOUNDS = ("گفت و گو", "جست و جو", "شست و شو", "رفت و آمد", "پرس و جو")


def _joined(match: re.Match[str]) -> str:
    """The match with a half-space for its space."""
    return match[0].replace(" ", ZWNJ)


#: In the order in which an editor would look. The part of the text that matches is quoted. Later rules see what earlier
#: ones have mended.
RULES = (
    _rule("[يى]", "Write the Persian letter ی (U+06CC)", "ی", "يى"),
    _rule("ك", "Write the Persian letter ک (U+06A9)", "ک", "ك"),
    _rule("[ۀہۂھ]", "Write ه, and هٔ for the ending of خانهٔ", lambda match: _H[match[0]], _H),
    _rule("ة", "Write ه, and هٔ for the ending of خانهٔ", signs="ة"),
    _rule(f"ه{ZWNJ}ی(?![آ-ی{ZWNJ}])", "Write هٔ: خانهٔ", "هٔ", [f"ه{ZWNJ}ی"]),
    _rule("اٌ", "Write اً: حتماً", "اً", ["اٌ"]),
    _rule("[٠-٩]+", "Write the Persian digits ۰ to ۹", lambda match: match[0].translate(_DIGITS), _ARABIC_DIGITS),
    _rule("[0-9]+", "Write the Persian digits ۰ to ۹", lambda match: match[0].translate(_DIGITS), _ASCII_DIGITS),
    _rule("(?<=[۰-۹]),(?=[۰-۹]{3}(?![۰-۹]))", "Part thousands with ٬ (U+066C)", "٬", ","),
    _rule("(?<![۰-۹]),|,(?![۰-۹]{3}(?![۰-۹]))", "Write the Persian comma ،", "،", ","),
    _rule(";", "Write the Persian semicolon ؛", "؛", ";"),
    _rule(r"\?", "Write the Persian question mark ؟", "؟", "?"),
    _rule(
        r'"([^"\n]*)"|“([^”\n]*)”',
        "Write the Persian quotation marks « and »",
        lambda match: f"«{match[1] or match[2] or ''}»",
        '"“',
    ),
    _rule('["“”]', "Write the Persian quotation marks « and »", signs='"“”'),
    _rule(r"(?<![\w'])'([^'\n]*[آ-ی][^'\n]*)'(?![\w'])", "Write the Persian quotation marks « and »", r"«\1»", "'"),
    _rule("ـ+", "Leave the tatweel out", "", "ـ"),
    _rule(
        rf"(?<=[\w»)]) +(?=[{_MARKS}])",
        "Leave out the space before the mark",
        "",
        [f" {mark}" for mark in _MARKS],
    ),
    _rule(f" [{_MARKS}]", "Leave out the space before the mark", signs=[f" {mark}" for mark in _MARKS]),
    _rule("([،؛؟])(?=[آ-ی])", "Put a space after the mark", r"\1 ", "،؛؟"),
    _rule(r"\.(?<=[آ-ی]{2}\.)(?=[آ-ی]{3})", "Put a space after the mark", ". ", "."),
    _rule("« +", "Leave out the space after «", "«", ["« "]),
    _rule(r"\( +| +\)", "Leave out the space inside the brackets", lambda match: match[0].strip(), ["( ", " )"]),
    _rule(r"(?<=[آ-یٔ])\((?=[\w ])", "Put a space before the bracket", " (", "("),
    _rule(r"\)(?=[آ-ی])", "Put a space after the bracket", ") ", ")"),
    _rule("(?<=[^ \n])  +(?=[^ \n])", "Write one space", " ", ["  "]),
    _rule("  +", "Write one space", signs=["  "]),
    _rule(
        f"{ZWNJ}+(?=[ \n.،؛»])|(?<=[ «\n]){ZWNJ}+|(?<={ZWNJ}){ZWNJ}+",
        "Leave out the half-space beside a space, a mark or another half-space",
        "",
        [*(f"{ZWNJ}{mark}" for mark in f" \n.،؛»{ZWNJ}"), *(f"{mark}{ZWNJ}" for mark in " «\n")],
    ),
    _rule(
        r"(?<![آ-یءٔ\u200c])ن?می (?=[آ-ی])",
        "Join می with a half-space (U+200C) to the verb: می‌شود",
        _joined,
        ["می "],
    ),
    _rule(
        rf"(?<![آ-یءٔ{ZWNJ}])(ن?می)(?={_VERB}(?![آ-یٔ{ZWNJ}]))",
        "Join می with a half-space (U+200C) to the verb: می‌شود",
        rf"\1{ZWNJ}",
        ["می"],
    ),
    _rule(
        rf"(?<=[{_APART}])[ {ZWNJ}](?=(?:ها(?:ی|یی|یش|یشان)?|تر(?:ین)?)(?![آ-یٔ{ZWNJ}]))",
        "Write ها and تر without a space or half-space after a letter that joins nothing: کشورها, مؤثرتر",
        "",
        [f"{space}{ending}" for space in f" {ZWNJ}" for ending in ("ها", "تر")],
    ),
    _rule(
        rf"(?<=[آ-ی])(?<![{_APART}]) ها(?:ی|یی|یش|یشان)?(?![آ-یٔ\u200c])",
        "Join ها with a half-space (U+200C): سازمان‌ها",
        _joined,
        [" ها"],
    ),
    _rule(
        rf"(?<![آ-ی])(?!(?:{_NO_PLURALS})(?![آ-ی]{{3}}))([آ-ی]+[آ-ی][{_JOINING}])(?=ها{_PLURAL_ENDING}(?![آ-یٔ{ZWNJ}]))",
        "Join ها with a half-space (U+200C): سازمان‌ها",
        rf"\1{ZWNJ}",
        [f"{letter}ها" for letter in _JOINING],
    ),
    _rule(
        rf"(?<=[آ-ی])(?<![{_APART}]) تر(?:ین)?(?![آ-یٔ\u200c])",
        "Join تر and ترین with a half-space (U+200C): مهم‌ترین",
        _joined,
        [" تر"],
    ),
    _rule(r"(?<![آ-ی])بین المللی", "Join بین‌المللی with a half-space (U+200C)", _joined, ["بین المللی"]),
    _rule(
        rf"(?<![آ-ی])(?:{'|'.join(_COMPOUNDS)})",
        "Join the parts with half-spaces (U+200C): گفت‌وگو",
        lambda match: match[0].replace(" و ", f"{ZWNJ}و"),
        _COMPOUNDS,
    ),
    _rule(
        rf"(?<![آ-ی])({'|'.join(_MONTHS)}) (?=[۰-۹]{{4}})",
        "Write the ezafe between month and year: ژانویهٔ ۱۹۷۲",
        r"\1ٔ ",
        [f"{month} " for month in _MONTHS],
    ),
    _rule(
        r"می‌باش(?:د|ند)",
        "Write است or هستند",
        lambda match: "هستند" if match[0].endswith("ند") else "است",
        ["می‌باش"],
    ),
    _rule("(?<=[۰-۹]{4})-(?=[۰-۹]{4}(?![۰-۹-]))", "Write – (U+2013) between the ends of a span: ۱۹۴۷–۱۹۵۰", "–", "-"),
    _rule(" ?[%٪]", "Write درصد", " درصد", "%٪"),
    _rule(r"\.\.\.", "Write … (U+2026)", "…", ["..."]),
    _rule(
        "(?<![آ-ی])(?:می‌|ن)?(?:گردید|نمود)(?:ند|ه)?(?![آ-ی])",
        "Write شد or کرد: the plain verb",
        signs=["گردید", "نمود"],
    ),
    _rule(
        "(?<![آ-ی])توسط (?=[آ-ی])",
        "Write the sentence with the one who acts in front: هند اعلام کرد",
        signs=["توسط "],
    ),
)

# Latin runs, such as GSP+ or F-16, keep their own digits and marks; so do addresses.
_LATIN_RUN = re.compile(r"[A-Za-z][A-Za-z0-9+.,'’/&–-]*(?: [A-Za-z0-9][A-Za-z0-9+.,'’/&–-]*)*")

_MASK = "\ufffc"


@remembered
def faults(text: str) -> Iterator[tuple[str, str]]:
    """Yield what breaks a rule in ``text``, with its neighbourhood, and the mend, rule by rule."""
    bare = _LATIN_RUN.sub(_MASK, text)
    mends: set[str] = set()
    for rule in RULES:
        # One mention of a rule in one text is enough.
        if rule.mend not in mends and (match := rule.pattern.search(bare)):
            mends.add(rule.mend)
            around = bare[max(0, match.start() - 12) : match.end() + 12].replace(_MASK, "…")
            yield around.strip(), rule.mend


# What stays as it is in the source of a text: citations, addresses, targets of links, line breaks with what follows them.
_LEFT_ALONE = re.compile(
    rf"\[@[^\]]*\]|\]\([^)]*\)|https?://\S+|[ \t]*\r?\n[ \t\r\n]*|\\.|`[^`]*`|{_LATIN_RUN.pattern}"
)


def mended(text: str) -> str:
    """``text``, which may be the source of a YAML scalar, with everything mended that is sure. Mending it again changes nothing."""
    kept = _LEFT_ALONE.findall(text)
    if _MASK in text:
        return text
    bare = _LEFT_ALONE.sub(_MASK, text)
    for _round in range(3):  # a mend may uncover a fault of an earlier rule
        before = bare
        for rule in RULES:
            if rule.replacement is not None:
                bare = rule.pattern.sub(rule.replacement, bare)
        if bare == before:
            break
    parts = bare.split(_MASK)
    return parts[0] + "".join(old + part for old, part in zip(kept, parts[1:], strict=True))
