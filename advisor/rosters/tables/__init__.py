"""Files of tables, read safely."""
