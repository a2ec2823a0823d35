"""A unit's roster: handed in, watched, shown, taken home."""
