"""All tables in one ZIP file with a read-me in both languages.

In: files and their texts. Out: the bytes of the archive; the same files give the same bytes, whenever they are packed.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date

from atlas.export.columns import column, table_entry
from atlas.export.tables import Table
from atlas.language.calendars import solar_hijri
from atlas.language.languages import language
from atlas.language.messages import TEMPLATES
from atlas.model.atlas import Atlas
from atlas.model.dates import parse_date
from atlas.publication import Publication

#: The oldest time that a ZIP file can name. A true one would make every build's bytes different.
_MOMENT = (1980, 1, 1, 0, 0, 0)


def packed(files: Mapping[str, str | bytes], first: Mapping[str, bytes] | None = None) -> bytes:
    """A ZIP file with ``files`` by their paths in it; what is ``first`` stands before them, and not compressed."""
    first = first or {}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in [*first.items(), *sorted(files.items())]:
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_STORED if name in first else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return target.getvalue()


def readme(atlas: Atlas, tables: Mapping[str, Table], today: date, publication: Publication) -> str:
    """What is in the tables, in English and in Persian, from the descriptions of tables and columns."""
    template = (TEMPLATES / "readme.md").read_text(encoding="utf-8")
    day = parse_date(today.isoformat())
    return template.format(
        title_en=atlas.subject.title.en,
        title_fa=atlas.subject.title.fa,
        tagline_en=atlas.subject.tagline.en,
        tagline_fa=atlas.subject.tagline.fa,
        version=publication.version,
        version_fa=language("fa").digits(publication.version),
        day=today.isoformat(),
        day_fa=solar_hijri(day, "fa"),
        address=publication.address or "",
        tables_en="\n".join(_lines(tables, "en")),
        tables_fa="\n".join(_lines(tables, "fa")),
    )


def _lines(tables: Mapping[str, Table], language: str) -> list[str]:
    lines = []
    for name, (heading, _rows) in sorted(tables.items()):
        lines += [f"### {name}", "", getattr(table_entry(name), language), ""]
        lines += [f"- `{item}`: {getattr(column(item), language)}" for item in heading]
        lines.append("")
    return lines
