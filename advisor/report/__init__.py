"""All that is said of an assessment."""
