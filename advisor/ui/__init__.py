"""The pages: they show what the rooms below them say, and hold no rule."""
