"""A pack as data: its shape, reading it, checking it."""
