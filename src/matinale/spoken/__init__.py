"""Written words → spoken words. Pure."""
