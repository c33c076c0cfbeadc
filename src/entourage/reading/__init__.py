"""Reading: from a Document to people, roles, ties and quotes."""
