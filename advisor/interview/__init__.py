"""What to ask next, and one visitor's conversation as a plain value."""
