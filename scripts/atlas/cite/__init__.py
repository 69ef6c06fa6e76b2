"""How a page of the atlas is cited: as an item of CSL, in words, as BibTeX and RIS."""
