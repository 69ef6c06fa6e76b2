"""What an atlas is made of: frozen records, their fields, the dates and citations in them."""
