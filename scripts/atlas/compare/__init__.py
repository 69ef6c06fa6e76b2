"""What differs between two versions of the data, as facts and in words."""
