"""An atlas to Markdown pages."""
