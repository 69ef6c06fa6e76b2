"""The languages of the world as the atlas needs them: the only place where a language's own ways are written.

In: a code (BCP 47). Out: a :class:`Language`. What CLDR knows comes from it through Babel: direction, script, numbering
system, names, plural forms. The table holds what Babel does not tell. A language without a row has the ways of its
script, so that any language of CLDR will do; which ones an atlas has stands in its data/subject.yml.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property

from babel import Locale, UnknownLocaleError
from babel.core import get_global, parse_locale
from babel.numbers import format_decimal
from persiantools import digits

#: The languages of an atlas that names none.
LANGUAGES = ("en", "fa")

#: The digits of numbering systems (UTS 35) that are not those of ASCII, as functions of a text.
_DIGITS: Mapping[str, Callable[[str], str]] = {
    "arabext": digits.en_to_fa,
    "arab": lambda text: str(digits.fa_to_ar(digits.en_to_fa(text))),
}

#: Scripts and the letters by which a text shows that it is written in one, as the inside of a class of characters.
LETTERS = {"Latn": "A-Za-zÀ-ɏ", "Arab": "\u0600-\u06ff"}

# The order of letters is that of CLDR's tailorings (common/collation/fa.xml, ur.xml) with the letters in between from its
# root, in its notation: < parts letters, << spellings of one letter.
_PERSIAN = (
    "آ<ا<<ٱ<ء<<أ<<ٲ<<إ<<ٳ<<ؤ<<یٔ<<ئ<ب<پ<ت<ٹ<ث<ج<چ<ح<خ<د<ڈ<ذ<ر<ڑ<ز<ژ<س<ش<ص<ض<ط<ظ<ع<غ<ف<ق<ک<<ڪ<<ګ<<ك<گ<ل<م<ن<ں<و"
    "<ه<<ە<<ہ<<ة<<ۃ<<ۀ<<ھ<ی<<ى<<ے<<ي<<ې<<ۍ<<ێ"
)
_URDU = (
    "ا<<أ<آ<ب<بھ<پ<پھ<ت<تھ<ٹ<ٹھ<ث<ج<جھ<چ<چھ<ح<خ<د<دھ<ڈ<ڈھ<ذ<ر<رھ<ڑ<ڑھ<ز<ژ<س<ش<ص<ض<ط<ظ<ع<غ<ف<ق<ک<کھ<گ<گھ<ل<لھ<م<مھ"
    "<ن<نھ<ں<ںھ<و<<ؤ<وھ<ہ<<ۂ<ھ<ۃ<ء<ی<<ئ<یھ<ے<<ۓ"
)


@dataclass(frozen=True)
class Language:
    """One language and its ways.

    ``comma`` and ``semicolon`` stand between parts of a text, with their space. ``quotes`` are the outer quotation
    marks. ``second_calendar`` is Unicode's name of the calendar in which dates are repeated. ``alphabet`` is an order of
    letters that differs from that of code points, in CLDR's notation. ``font`` names files in docs/assets/fonts.
    ``names_in_sentences`` says that countries.yml gives forms for use inside a sentence. ``until`` is the word between
    two ends of a span of several words each, where it is no dash. ``ezafe`` is the sign by which a name that ends in ه
    leads on to the year after it: CLDR's names of months have it in some releases and lack it in others.
    """

    code: str
    region: str = ""
    comma: str = ", "
    semicolon: str = "; "
    quotes: tuple[str, str] = ("“", "”")
    second_calendar: str = ""
    alphabet: str = ""
    font: str = ""
    names_in_sentences: bool = False
    until: str = ""
    ezafe: str = ""

    @cached_property
    def locale(self) -> Locale:
        """Babel's locale. Raises UnknownLocaleError for a language that CLDR does not know."""
        locale = Locale.parse(self.code.replace("-", "_"))
        return Locale(locale.language, self.region, locale.script) if self.region else locale

    @cached_property
    def _likely(self) -> tuple[str | None, ...]:
        """Language, territory and script that CLDR thinks likely."""
        plain = str(Locale(self.locale.language))
        return parse_locale(get_global("likely_subtags").get(plain, plain))

    @cached_property
    def script(self) -> str:
        """The code of its script (ISO 15924), such as ``Arab``."""
        return str(self.locale.script or self._likely[2] or "Latn")

    @cached_property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return str(self.locale.text_direction)

    @cached_property
    def numerals(self) -> str:
        """Its numbering system, by Unicode's name (UTS 35)."""
        return str(self.locale.default_numbering_system)

    @property
    def name(self) -> str:
        """What the language calls itself."""
        return str(Locale(self.locale.language).get_language_name())

    @property
    def tag(self) -> str:
        """The whole BCP 47 tag by which a browser's Intl does as the pages do, such as ``fa-IR-u-nu-arabext``."""
        return f"{self.code}-{self.territory}-u-nu-{self.numerals}"

    @property
    def territory(self) -> str:
        """The country whose usage is followed."""
        return str(self.region or self._likely[1] or "001")

    @property
    def abbreviates(self) -> bool:
        """Whether an abbreviation says more than a name: letters of SAARC do in Latin script, their sounds do not."""
        return self.script == "Latn"

    @property
    def letters(self) -> str:
        """The letters of its script, as the inside of a class of characters; empty where the table has none."""
        return LETTERS.get(self.script, "")

    def digits(self, text: str | int) -> str:
        """``text`` with this language's digits for ASCII ones."""
        put = _DIGITS.get(self.numerals)
        return str(text) if put is None else put(str(text))

    def number(self, value: int | float) -> str:
        """A number with this language's digits and separators."""
        # Babel takes the separators of the numbering system, but leaves the digits as they are.
        return self.digits(str(format_decimal(value, locale=self.locale, numbering_system=self.numerals)))

    def name_of(self, code: str) -> str:
        """What this language calls the language ``code``."""
        return str(self.locale.languages.get(code, code))


_ARABIC_SCRIPT = Language("", comma="، ", semicolon="؛ ", font="Vazirmatn")

TABLE = {
    row.code: row
    for row in (
        Language("en", region="GB", names_in_sentences=True),
        replace(
            _ARABIC_SCRIPT,
            code="fa",
            quotes=("«", "»"),
            second_calendar="persian",
            alphabet=_PERSIAN,
            until="تا",
            ezafe="\u0654",
        ),
        replace(_ARABIC_SCRIPT, code="ur", alphabet=_URDU),
    )
}


@cache
def language(code: str) -> Language:
    """The language ``code``. Raises ValueError if CLDR does not know it."""
    if code in TABLE:
        return TABLE[code]
    plain = Language(code)
    try:
        script = plain.script
    except (UnknownLocaleError, ValueError):
        raise ValueError(f"{code} is no language that CLDR knows") from None
    return replace(_ARABIC_SCRIPT, code=code) if script == "Arab" else plain


def language_name(code: str) -> str:
    """What English, the language of findings, calls the language ``code``."""
    return language("en").name_of(code)


def is_language(code: object) -> bool:
    """Whether ``code`` is a language that CLDR knows."""
    if not isinstance(code, str):
        return False
    try:
        language(code)
    except ValueError:
        return False
    return True


def ways_of(code: str) -> Language:
    """The language ``code``; for one that CLDR does not know, the ways of Latin script, as most works are written in it."""
    return language(code) if is_language(code) else Language("en")


def prefix(code: str, languages: tuple[str, ...]) -> str:
    """What the addresses of a language's pages begin with: nothing for the atlas's first, else ``fa/``."""
    return "" if code == languages[0] else f"{code}/"
