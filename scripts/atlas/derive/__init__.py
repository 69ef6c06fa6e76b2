"""What follows from the records: plain facts, without language or page."""
