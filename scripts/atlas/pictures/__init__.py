"""The figures of the pages as pictures that stand alone: one SVG for each, with title, source and licence."""
