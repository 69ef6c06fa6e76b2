"""Addresses on the web, DOIs and ISBNs: what a reader may be sent to.

In: the text of a field. Out: the text, or ValueError with a sentence that says what to write; the form in which two
spellings of one address are the same. Asks no network.

Sources of the rules: RFC 3986 (parts of an address), RFC 6890 with IANA's registries (addresses that are not public),
RFC 6761 (names that are not public), Unicode Technical Standard #39 (names in mixed scripts), ISO 26324 (DOI),
ISO 2108 (ISBN).
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from urllib.parse import SplitResult, unquote, urlsplit

from atlas.characters import looks_latin, visible
from atlas.findings import quote

LONGEST_ADDRESS = 2000
_HELP = "Write a whole address that begins with https:// or http://"
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
#: Names that mean another machine on every network, or none.
_LOCAL_NAMES = (
    "localhost",
    "local",
    "localdomain",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "arpa",
    "invalid",
    "test",
    "onion",
)
#: Where IPv6 networks reach the older ones: the last four bytes are an IPv4 address (RFC 6052).
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
#: Scripts that are written together in one language, beside a script with itself.
_TOGETHER = ({"CJK", "HIRAGANA", "KATAKANA", "LATIN"}, {"CJK", "HANGUL", "LATIN"}, {"CJK", "BOPOMOFO", "LATIN"})


def check_address(value: object) -> str:
    """``value`` if it is the public address of a page. Raises ValueError with what is wrong and what to write."""
    if not isinstance(value, str) or not re.match(r"https?://", value):
        if isinstance(value, str) and (begin := re.match(r"https?://", value, re.IGNORECASE)):
            raise ValueError(f"{begin[0]} is written in capital letters. Write {begin[0].lower()}")
        raise ValueError(f"{quote(value)} is no address. {_HELP}")
    if len(value) > LONGEST_ADDRESS:
        raise ValueError(f"{quote(value)} has {len(value)} characters. Write the short address of the page")
    if wrong := re.search(r"[\s<>\"{}|\\^`]|%(?![0-9A-Fa-f]{2})|%(?:[01][0-9A-Fa-f]|7[Ff])", value):
        if wrong[0] == " ":
            raise ValueError(f"{quote(value)} has a space in it. Copy the address from the browser's address line")
        raise ValueError(
            f"{quote(value)} has {visible(wrong[0])} in it. Copy the address from the browser's address line"
        )
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        raise ValueError(f"{quote(value)} has a host or a port that cannot be. {_HELP}") from None
    if "@" in parts.netloc:
        raise ValueError(f"{quote(value)} has a user before the host. Remove it and the @")
    if port == 0 or parts.netloc.endswith(":"):
        raise ValueError(f"{quote(value)} has a port that cannot be. Remove it")
    _check_host(parts, value)
    return value


def _check_host(parts: SplitResult, value: str) -> None:
    host = (parts.hostname or "").removesuffix(".")  # the full stop of the root, which some sites want
    number = _number(host)
    if number is not None:
        if not _public(number):
            raise ValueError(f"{quote(value)} leads into a private network. Write a public address")
        return
    labels = host.split(".")
    if labels[-1] in _LOCAL_NAMES:
        raise ValueError(f"{quote(value)} leads to no public host. Write a public address")
    plain = [_ascii(label) for label in labels]
    if any(unicodedata.normalize("NFKC", label) != label for label in labels):
        raise ValueError(f"{quote(host)} is no name of a host. Copy the address from the browser's address line")
    if (
        "[" in parts.netloc
        or len(labels) < 2
        or len(".".join(plain)) > 253
        or not all(map(_LABEL.fullmatch, plain))
        or _numeric(plain[-1])
    ):
        raise ValueError(f"{quote(host or value)} is no name of a host. {_HELP}")
    for label in labels:
        readable = _unicode(label)
        if not readable.isascii() and (len(_scripts(readable)) > 1 or looks_latin(readable)):
            raise ValueError(
                f"{quote(readable)} is written in letters that only look like others. Write the host's true name"
            )


def _public(number: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """True for an address on the public network, and for one that carries such an address of the older kind in it."""
    if number in _TRANSLATED:
        return ipaddress.IPv4Address(int(number) & 0xFFFFFFFF).is_global
    inner = getattr(number, "ipv4_mapped", None) or getattr(number, "sixtofour", None)
    return number.is_global and not number.is_multicast and (inner is None or inner.is_global)


def _number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.split("%")[0])
    except ValueError:
        return None


def _numeric(label: str) -> bool:
    """True for what browsers read as (part of) a number: the last part of 2130706433, 0x7f.1 or 10.1."""
    return re.fullmatch(r"[0-9]+|0x[0-9a-f]*", label) is not None


def _ascii(label: str) -> str:
    """A label as it is asked for: ``xn--…`` where it has letters beyond ASCII; unchanged if it cannot be."""
    if label.isascii():
        return label
    try:
        return label.encode("idna").decode()
    except UnicodeError:
        return label


def _unicode(label: str) -> str:
    """A label as browsers show it."""
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode().decode("punycode")
    except UnicodeError:
        return label


def _scripts(label: str) -> set[str]:
    """The scripts of a label's letters, by the first word of their names; one where they are written together."""
    found = {unicodedata.name(char, "UNNAMED").split()[0] for char in label if char.isalpha()}
    return {"CJK"} if any(found <= together for together in _TOGETHER) and found != {"LATIN"} else found


def same_address(value: str) -> str:
    """What is left of an address without what makes no difference: http or https, www, case of the host, last slash, fragment."""
    parts = urlsplit(value)
    host = ".".join(map(_ascii, (parts.hostname or "").rstrip(".").split("."))).removeprefix("www.")
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    path = unquote(parts.path).rstrip("/")
    return f"{host}{port}{path}{f'?{parts.query}' if parts.query else ''}"


def check_doi(value: object) -> str:
    """``value`` if it is a DOI. Raises ValueError with what to write."""
    if not isinstance(value, str) or re.fullmatch(r"10\.[0-9]{4,9}(\.[0-9]+)*/[!-~]*[0-9A-Za-z)>]", value) is None:
        raise ValueError(
            f"{quote(value)} is no DOI. Write it without an address before it, as in 10.1177/0022343319881175"
        )
    if re.search(r"[<>\"`{}|\\^]", value):
        raise ValueError(f"{quote(value)} has a sign that no DOI has here. Copy it from the page of the work")
    return value


def check_isbn(value: object) -> str:
    """``value`` if it is an ISBN of 10 or 13 digits whose check digit is right. Raises ValueError with what to write."""
    digits = re.sub(r"[ -]", "", value) if isinstance(value, str) else ""
    if not isinstance(value, str) or re.fullmatch(r"97[89][0-9]{10}|[0-9]{9}[0-9Xx]", digits, re.ASCII) is None:
        raise ValueError(f"{quote(value)} is no ISBN. Write its 13 or 10 digits, as in 978-1-74229-730-9")
    if _isbn_rest(digits):
        raise ValueError(f"{quote(value)} has a wrong check digit. Compare it with the book")
    return value


def _isbn_rest(digits: str) -> int:
    """0 if the check digit is right."""
    if len(digits) == 13:
        return sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits)) % 10
    values = [10 if digit in "Xx" else int(digit) for digit in digits]
    return sum((10 - at) * value for at, value in enumerate(values)) % 11
