"""What a person has told: reading it, and back to plain data."""
