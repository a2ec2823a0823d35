"""The notice clause by clause, and the rules at a glance."""
