"""Text of data files to plain data, and from there to an atlas."""
