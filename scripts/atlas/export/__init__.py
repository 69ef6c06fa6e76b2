"""An atlas to data for machines."""
