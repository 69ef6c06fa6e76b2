"""Finds which facts differ between two data folders.

In: the plain data of two versions, by file. Out: changes, one for each fact. Works on plain data and not on models, so that
versions of different ages can be compared. Entries of lists are matched by what they are about (:data:`KEYS`), not by place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

ADDED, REMOVED, RENAMED, CHANGED = "added", "removed", "renamed", "changed"

#: By what an entry of a list is known again, most particular first: the fields that are there make its key.
KEYS = (
    ("id",), ("claim",), ("source", "locator"), ("date", "kind"), ("signed",), ("by", "kind", "city"), ("kind", "name"),
    ("status",), ("by",), ("family", "given"), ("literal",), ("from",),
)  # fmt: skip

Path = tuple[str, ...]
Files = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """One fact that differs. ``record`` is ``organizations/sco``; ``path`` the fields that lead to it; None is not there.

    ``languages`` names the languages in which a text changed; it is empty for what is no text.
    """

    what: str
    record: str
    path: Path = ()
    old: Any = None
    new: Any = None
    languages: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """The change for JSON."""
        return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()}


def differences(old: Files, new: Files) -> list[Change]:
    """Every change from ``old`` to ``new``, in the order of the records."""
    renamed = {
        f"{name.split('/')[0]}/{former}": name
        for name, data in new.items()
        if isinstance(data, dict)
        for former in _list(data.get("former_ids"))
        if f"{name.split('/')[0]}/{former}" in old and f"{name.split('/')[0]}/{former}" not in new
    }
    changes: list[Change] = []
    for name in sorted({*old, *new} - set(renamed)):
        before = next((former for former, now in renamed.items() if now == name), name)
        if before != name:
            changes.append(Change(RENAMED, name, (), before, name))
        if before not in old:
            changes.append(Change(ADDED, name, new=new[name]))
        elif name not in new:
            changes.append(Change(REMOVED, name, old=old[name]))
        else:
            changes += _between(name, (), old[before], new[name])
    return changes


def _between(record: str, path: Path, old: Any, new: Any) -> Iterator[Change]:
    if old == new:
        return
    if _is_text(old) and _is_text(new):
        changed = tuple(language for language in ("en", "fa") if old.get(language) != new.get(language))
        if changed:
            yield Change(CHANGED, record, path, old, new, changed)
    elif isinstance(old, dict) and isinstance(new, dict):
        for key in [*new, *(key for key in old if key not in new)]:
            yield from _one(record, (*path, key), old.get(key), new.get(key))
    elif isinstance(old, list) and isinstance(new, list):
        before, after = _keyed(old), _keyed(new)
        for key in [*after, *(key for key in before if key not in after)]:
            yield from _one(record, (*path, key), before.get(key), after.get(key))
    else:
        yield Change(CHANGED, record, path, old, new)


def _one(record: str, path: Path, old: Any, new: Any) -> Iterator[Change]:
    if old is None or new is None:
        yield Change(ADDED if old is None else REMOVED, record, path, old, new)
    else:
        yield from _between(record, path, old, new)


def _is_text(value: Any) -> bool:
    return isinstance(value, dict) and bool(value) and set(value) <= {"en", "fa", "wanted"} and not any(
        isinstance(part, list) for key, part in value.items() if key != "wanted"
    )  # fmt: skip


def _keyed(items: list[Any]) -> dict[str, Any]:
    """The entries of a list by what they are about; a second of the same key gets a number."""
    found: dict[str, Any] = {}
    for item in items:
        key = plain = _key(item)
        number = 2
        while key in found:
            key, number = f"{plain} ({number})", number + 1
        found[key] = item
    return found


def _key(item: Any) -> str:
    if not isinstance(item, dict):
        return str(item)
    for fields in KEYS:
        if fields[0] in item:
            return " ".join(_word(item[field]) for field in fields if field in item)
    return _word(next(iter(item.values()), ""))


def _word(value: Any) -> str:
    return str(value.get("en") or value.get("fa")) if isinstance(value, dict) else str(value)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
