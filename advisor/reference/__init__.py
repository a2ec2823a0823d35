"""The notice and the rules at a glance."""
