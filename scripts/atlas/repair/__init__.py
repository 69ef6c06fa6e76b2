"""Mends what is sure in data files, in the text itself, so that comments and layout stay as somebody wrote them."""
