"""The languages of the atlas and what each needs: direction, digits."""

from __future__ import annotations

#: Direction of writing of the atlas's languages.
DIRECTIONS = {"en": "ltr", "fa": "rtl"}


#: Their numbering systems, by the names of Unicode (UTS 35).
NUMERALS = {"en": "latn", "fa": "arabext"}
