"""How the pages speak: languages, words, numbers, dates, isolated runs."""
