"""Russian: analysis by slovnet, names with their nominative forms by pymorphy3."""
