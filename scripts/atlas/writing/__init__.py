"""Writes new data files for people who know facts and not YAML."""
