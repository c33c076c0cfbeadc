"""French: names on top of spaCy's model."""
