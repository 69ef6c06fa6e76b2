"""Tables as CSV that spreadsheets open rightly, and of which they run nothing.

In: headings and rows. Out: text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from atlas.export.tables import Heading, Row, Table


def csv_text(table: Table) -> str:
    """A table as CSV (RFC 4180), with the byte order mark by which spreadsheets know that Persian text is UTF-8."""
    heading, rows = table
    return csv_head(heading) + csv_rows(rows)


def csv_head(heading: Heading) -> str:
    """The beginning of a table as CSV."""
    return "\ufeff" + csv_rows([heading])


def csv_rows(rows: Iterable[Row]) -> str:
    """Lines of a table as CSV."""
    text = io.StringIO()
    csv.writer(text).writerows([cell(value) for value in row] for row in rows)
    return text.getvalue()


#: Beginnings that make a spreadsheet take a cell for a formula, also behind spaces and quotation marks; and our own mark.
_FORMULA = re.compile(r"[\s\"'\u2018-\u201f\u00ab]*[=+\-@\uff0b\uff0d\uff1d\uff20|%]|[\t\r\n']")


def cell(value: object) -> object:
    """A value as it may stand in a cell: a text that a spreadsheet would run is kept from that by an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) else text
