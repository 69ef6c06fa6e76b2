"""The site's search: what of it is made at build time.

pages → :mod:`.extract` (HTML to places) → :mod:`.index` (places to postings) → :mod:`.files` (postings to files);
:mod:`.folding` reads the one table, folding.yml, that says which spellings are the same word. The browser's half
stands in docs/assets/search/ and gets the same table from :mod:`.files`.
"""
